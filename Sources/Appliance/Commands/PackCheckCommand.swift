internal import ContentPacks
internal import Core

extension Command {
    static let packCheck = Command(
        name: "pack check", summary: "Find the mistakes in content packs.",
        explanation: """
            Reads each pack, a folder or a single file, and prints every error and warning as file:line:column: message. Prints
            nothing for a faultless pack. Exit code 1 when there is an error, for then no server loads the pack; warnings
            alone are none.
            """,
        options: [.json], operands: Operands(name: "DIR_OR_FILE", isMany: true)
    ) { arguments in
        // Together, for a server takes no two packs, and no two campaigns, of one name.
        let library = PackLibrary.load(try arguments.operands.map { try PackSource(argument: $0) })
        let problems = library.problems.sorted { $0.position < $1.position }
        if arguments.has("--json") {
            Terminal.print(json(problems))
        } else if !problems.isEmpty {
            Terminal.print(problems.map(\.description).joined(separator: "\n"))
        }
        return problems.contains { $0.severity == .error } ? .failure : .success
    }

    private static func json(_ problems: [Problem]) -> String {
        var writer = JSONWriter()
        writer.object { report in
            report.member("errors", problems.count { $0.severity == .error })
            report.member("warnings", problems.count { $0.severity == .warning })
            report.key("problems")
            report.array { list in
                for problem in problems { list.value(problem) }
            }
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

extension Command.Option {
    static let json = Command.Option(name: "--json", help: "Print JSON, for a machine to read.")
}

extension PackSource {
    /// - Throws: `Failure` when there is no such pack.
    init(argument path: String) throws {
        do {
            try self.init(path: path)
        } catch {
            throw Failure.failed("mimic: \(error)")
        }
    }
}

extension JSONWriter {
    mutating func value(_ problem: Problem) {
        object { writer in
            writer.member("file", problem.position.file)
            writer.member("line", problem.position.line)
            writer.member("column", problem.position.column)
            writer.member("severity", problem.severity.rawValue)
            writer.member("message", problem.message)
        }
    }
}
