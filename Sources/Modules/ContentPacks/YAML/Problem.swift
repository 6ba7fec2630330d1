/// One thing that an author should look at: `campaigns/ferry.yaml:12:7: error: there is no scene "scn_peir"…`
package struct Problem: Hashable, Sendable, CustomStringConvertible, Error {
    package enum Severity: String, Sendable {
        /// The pack is not loaded.
        case error
        case warning
    }

    package let severity: Severity
    package let position: Position
    package let message: String

    package init(_ severity: Severity, at position: Position, _ message: String) {
        self.severity = severity
        self.position = position
        self.message = Self.shortened(message)
    }

    /// What is told of a text of a megabyte is its beginning and its end.
    private static func shortened(_ message: String) -> String {
        let most = 600
        guard message.utf8.count > most, message.unicodeScalars.count > most else { return message }
        var short = String.UnicodeScalarView(message.unicodeScalars.prefix(most / 2))
        short.append("…")
        short.append(contentsOf: message.unicodeScalars.suffix(most / 2))
        return String(short)
    }

    package var description: String {
        "\(position.file):\(position.line):\(position.column): \(severity.rawValue): \(message)"
    }
}
