/// How much a line matters. Lines under the logger's level are not even formatted.
package enum LogLevel: String, Sendable, CaseIterable, Comparable {
    /// For somebody who looks for a fault.
    case debug
    /// What happened, in the ordinary course of things.
    case info
    /// Something is not as it should be, and the game goes on.
    case warning
    /// Something was lost or refused that should not have been: a person should look.
    case error

    var rank: UInt8 {
        switch self {
        case .debug: 0
        case .info: 1
        case .warning: 2
        case .error: 3
        }
    }

    package static func < (left: LogLevel, right: LogLevel) -> Bool { left.rank < right.rank }
}
