internal import Core
internal import MediaBroker

extension Command {
    static let assetsCollect = Command(
        name: "assets gc", summary: "Clear away pictures and sounds that nobody needs.",
        explanation: """
            Does on a stopped server what a running one does every hour: marks what no job, thumbnail or upload needs any more,
            takes away what was marked a day before and is still not needed, and files that a crash has left without a row.
            With --now it does not wait for the day.
            """,
        options: [
            Option(name: "--now", help: "Take away at once what nobody needs."), .config, .data, .json,
        ]
    ) { arguments in
        let settings = try arguments.settings()
        let patience: Duration? = arguments.has("--now") ? .zero : nil
        let report: SweepReport
        do {
            report = try Appliance.onStoppedServer(settings, hint: "A server that runs does this by itself.") {
                try await $0.collectAssets(patience: patience)
            }
        } catch {
            throw error as? Failure ?? .failed("mimic: \(error)")
        }
        Terminal.print(arguments.has("--json") ? String(decoding: report.json, as: UTF8.self) : report.text)
        return .success
    }
}

extension SweepReport {
    fileprivate var text: String {
        "\(marked) marked, \(removed) removed (\(freed) bytes), \(strays) files without a row removed"
    }

    fileprivate var json: [UInt8] {
        var json = JSONWriter()
        json.object {
            $0.member("marked", marked)
            $0.member("removed", removed)
            $0.member("freedBytes", freed)
            $0.member("strays", strays)
        }
        return json.bytes
    }
}
