/// One command of the binary: what `help` prints of it, and what it does.
struct Command: Sendable {
    /// `--name` or `--name VALUE`.
    struct Option: Sendable {
        let name: String
        /// What the value is called in the help; nil for a flag.
        var value: String?
        var repeats = false
        let help: String
    }

    /// One or two words: `serve`, `admin invite`.
    let name: String
    let summary: String
    /// Paragraphs of `mimic help NAME`.
    let explanation: String
    let options: [Option]
    let run: @Sendable (Arguments) throws -> ExitCode
}

/// How the process ends (operations "Commands").
enum ExitCode: Int32, Sendable {
    case success = 0
    case failure = 1
    case usage = 2
    case configuration = 78
}

/// An end with a reason for the person at the terminal.
struct Failure: Error {
    let code: ExitCode
    let reason: String

    static func usage(_ reason: String) -> Failure { Failure(code: .usage, reason: reason) }
    static func failed(_ reason: String) -> Failure { Failure(code: .failure, reason: reason) }
}
