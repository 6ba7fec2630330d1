internal import Configuration
internal import Core
internal import MediaBroker
internal import Storage

extension Command {
    static let assetsVerify = Command(
        name: "assets verify", summary: "Hold every picture and sound against what was kept.",
        explanation: """
            Reads every file of assets/ in the data folder and compares it with its row in the database: files that are not
            there (missing), whose bytes are others (damaged), and that no row tells of (stray). Prints one line for each, and
            nothing else when all is well. Changes nothing; the server may be running or not. A stray one is harmless, and is
            cleared away by the server or by mimic assets gc. Exit code 1 when anything is found.
            """,
        options: [.config, .data, .json]
    ) { arguments in
        let folder = try DataFolder.open(try arguments.settings().data.directory)
        var verification = AssetVerification(folder: folder.assets)
        var bar: ProgressBar?
        do {
            try verification.run { body in
                try Storage.inspect(folder.database, migrations: Appliance.migrations, body)
            } progress: { done, total in
                if bar == nil { bar = ProgressBar("verifying", of: total, "files") }
                bar?.show(done)
            }
        } catch {
            throw Failure.failed("mimic: \(error)")
        }
        bar?.clear()
        if arguments.has("--json") {
            Terminal.print(String(decoding: verification.json, as: UTF8.self))
        } else if !verification.findings.isEmpty {
            let lines = verification.findings.map { "\(folder.assets)/\($0.path): \($0.fault.rawValue): \($0.reason)" }
            Terminal.print(lines.joined(separator: "\n"))
        }
        return verification.findings.isEmpty ? .success : .failure
    }
}

extension AssetVerification {
    /// `{"checked","bytes","findings":[{"fault","path","reason"}]}`.
    fileprivate var json: [UInt8] {
        var json = JSONWriter()
        json.object {
            $0.member("checked", checked)
            $0.member("bytes", bytes)
            $0.key("findings")
            $0.array { list in
                for finding in findings {
                    list.object {
                        $0.member("fault", finding.fault.rawValue)
                        $0.member("path", finding.path)
                        $0.member("reason", finding.reason)
                    }
                }
            }
        }
        return json.bytes
    }
}
