import Core
import Observability

/// Collects what a logger writes.
final class LogCapture: Sendable {
    private let bytes = Lock<[UInt8]>([])

    var output: LogOutput {
        .sink { [bytes] new in bytes.withLock { $0 += new } }
    }

    /// Whole lines written so far, without their newlines.
    var lines: [String] {
        let text = String(decoding: bytes.withLock { $0 }, as: UTF8.self)
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    /// A logger whose clock stands at 2025-11-20T10:15:30.123Z.
    func makeLogger(
        _ level: LogLevel = .debug, format: LogFormat = .json, gatewayName: String = "gateway-api",
        backlog: Int = 1 << 20
    ) -> Logger {
        let clock = Clock(now: { Timestamp(milliseconds: 1_763_633_730_123) }, uptime: { .zero })
        return Logger(
            level: level, format: format, output: output, gatewayName: gatewayName, clock: clock, backlog: backlog)
    }
}
