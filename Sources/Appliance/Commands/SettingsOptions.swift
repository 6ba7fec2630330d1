internal import Configuration
internal import Glibc

extension Command.Option {
    static let config = Command.Option(name: "--config", value: "FILE", help: "Read this configuration file.")
    static let data = Command.Option(name: "--data", value: "DIR", help: "Keep everything in this folder.")
    static let listen = Command.Option(
        name: "--listen", value: "ADDR:PORT", repeats: true, help: "Listen here; may be given more than once.")
}

extension Arguments {
    /// The effective settings: these options over the environment over the file.
    ///
    /// - Throws: `Failure` with exit code 78 and every mistake on a line of its own.
    func settings(adding more: [SettingOption] = []) throws -> Settings {
        var options = all("--listen").map { SettingOption("server.listen", name: "--listen", value: $0) } + more
        if let folder = value("--data") {
            options.append(SettingOption("data.directory", name: "--data", value: folder))
        }
        do {
            return try SettingsLoader.load(path: value("--config"), options: options, environment: Self.environment)
        } catch {
            throw Failure(code: .configuration, reason: "\(error)")
        }
    }

    private static var environment: [String: String] {
        var variables: [String: String] = [:]
        var next = environ
        while let entry = next.pointee {
            let parts = String(cString: entry).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
            next += 1
        }
        return variables
    }
}
