internal import Core

/// Everything that one log line says, before it has a form.
struct LogRecord {
    let time: Timestamp
    let level: LogLevel
    let service: String
    let message: String
    var trace: TraceContext?
    var fields: [LogField] = []
}

/// The form of the log lines.
package enum LogFormat: Sendable, Equatable {
    /// One JSON object a line, for machines.
    case json
    /// For people; `colours` are ANSI escapes.
    case text(colours: Bool)

    /// One line, without its newline.
    func line(_ record: LogRecord) -> [UInt8] {
        switch self {
        case .json: record.jsonLine
        case .text(let colours): record.textLine(colours: colours)
        }
    }
}

extension LogRecord {
    /// Bytes of one text value that are kept; a line must not fill the backlog alone.
    static let longestText = 8192

    /// `text`, cut after `longestText` bytes with an ellipsis in place of the rest.
    static func clip(_ text: String) -> String {
        guard text.utf8.count > longestText else { return text }
        return String(decoding: text.utf8.prefix(longestText), as: UTF8.self) + "…"
    }
}
