internal import Core

/// All commands, in the order of `mimic help`.
enum CommandTable {
    static let all: [Command] = [
        .serve, .demo, .checkConfig, .adminInvite, .packCheck, .packGraph, .packPlay, .packDiff, .packMigrate,
        .assetsVerify, .assetsCollect, .sketch, .openAPI, .version, .help,
    ]

    /// Runs the command that `words` (without the program's name) ask for.
    static func run(_ words: [String]) throws -> ExitCode {
        guard let first = words.first else {
            Terminal.print(overview)
            return .usage
        }
        if first == "--help" || first == "-h" { return try run(["help"]) }
        if first == "--version" { return try run(["version"]) }
        guard let (command, rest) = find(words) else {
            let family = all.map(\.name).filter { $0.hasPrefix(first + " ") }
            if !family.isEmpty { throw Failure.usage("mimic: \(first) what? \(family.joined(separator: ", "))") }
            let hint = Spelling.hint(for: first, among: all.map(\.name))
            throw Failure.usage("mimic: unknown command \"\(first)\"\(hint.isEmpty ? "; mimic help lists them" : hint)")
        }
        if command.name == "help" { return help(rest) }
        let arguments = try Arguments(rest, of: command)
        if arguments.wantsHelp {
            Terminal.print(text(of: command))
            return .success
        }
        return try command.run(arguments)
    }

    private static func find(_ words: [String]) -> (Command, ArraySlice<String>)? {
        for command in all {
            let name = command.name.split(separator: " ").map(String.init)
            if Array(words.prefix(name.count)) == name { return (command, words.dropFirst(name.count)) }
        }
        return nil
    }

    private static func help(_ words: ArraySlice<String>) -> ExitCode {
        guard let (command, _) = find(Array(words)) else {
            Terminal.print(overview)
            return words.isEmpty ? .success : .usage
        }
        Terminal.print(text(of: command))
        return .success
    }

    private static var overview: String {
        let width = all.map(\.name.count).max() ?? 0
        let lines = all.map { "  " + Terminal.pad($0.name, to: width + 2) + $0.summary }
        return """
            Mimic \(Version.current): a role-playing game server in one file.

            Usage: mimic COMMAND [OPTION]...

            \(lines.joined(separator: "\n"))

            mimic help COMMAND explains one. Start with: mimic demo
            """
    }

    private static func text(of command: Command) -> String {
        let options =
            command.options + [Command.Option(name: "--help", help: "Show this help.")]
        let names = options.map { $0.name + ($0.value.map { " \($0)" } ?? "") + ($0.repeats ? "..." : "") }
        let width = names.map(\.count).max() ?? 0
        let lines = zip(names, options).map { "  " + Terminal.pad($0, to: width + 2) + $1.help }
        let operands = command.operands.map { " " + $0.name + ($0.isMany ? "..." : "") } ?? ""
        return """
            Usage: mimic \(command.name) [OPTION]...\(operands)

            \(command.explanation)

            \(lines.joined(separator: "\n"))
            """
    }
}
