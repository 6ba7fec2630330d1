extension Command {
    static let version = Command(
        name: "version", summary: "Print the version.",
        explanation: "Prints the version of this binary and of the HTTP API that it serves.", options: []
    ) { _ in
        Terminal.print("mimic \(Version.current) (API \(Version.api))")
        return .success
    }

    static let help = Command(
        name: "help", summary: "Explain a command.",
        explanation: "Lists the commands, or explains the one that is named.", options: []
    ) { _ in .success }
}
