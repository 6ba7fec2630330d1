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
        self.message = message
    }

    package var description: String {
        "\(position.file):\(position.line):\(position.column): \(severity.rawValue): \(message)"
    }
}
