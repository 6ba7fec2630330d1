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
