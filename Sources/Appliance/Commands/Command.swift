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

    /// What a command takes beside its options.
    struct Operands: Sendable {
        /// What one of them is called in the help.
        let name: String
        /// How many there must be; each has a word of its own in `name`.
        var count = 1
        /// Whether there may be more.
        var isMany = false
    }

    /// One or two words: `serve`, `admin invite`.
    let name: String
    let summary: String
    /// Paragraphs of `mimic help NAME`.
    let explanation: String
    let options: [Option]
    /// nil when the command takes options only.
    var operands: Operands?
    let run: @Sendable (Arguments) throws -> ExitCode
}
