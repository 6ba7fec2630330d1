package import Core
internal import Synchronization

/// The process's log (operations.md "Observability"): one line a record, JSON or text.
///
/// Never blocks and never throws: a line is put into a bounded backlog under a short lock and written by a thread
/// of its own; `LogWriter` draws how. Lines that do not fit are counted, and the count is logged. `error` lines are
/// written by the caller when that needs no waiting, so that they survive a crash that follows. Any thread.
package final class Logger: Sendable {
    private let format: LogFormat
    private let gatewayName: String
    private let clock: Clock
    private let writer: LogWriter
    private let threshold: Atomic<UInt8>

    /// - Parameters:
    ///   - level: lines under it are not written; can be changed at any time.
    ///   - format: nil takes what suits the output, coloured text on a terminal and JSON elsewhere.
    ///   - gatewayName: the name under which `Service.gatewayAPI` speaks.
    ///   - backlog: bytes that may wait for a slow reader before lines are dropped; default 4 MiB.
    package init(
        level: LogLevel = .info, format: LogFormat? = nil, output: LogOutput = .standardOutput,
        gatewayName: String = Service.gatewayAPI.rawValue, clock: Clock = .system, backlog: Int = 4 << 20
    ) {
        let format = format ?? output.naturalFormat
        self.format = format
        self.gatewayName = gatewayName
        self.clock = clock
        threshold = Atomic(level.rank)
        writer = LogWriter(to: output, limit: backlog) { count in
            let record = LogRecord(
                time: clock.now(), level: .warning, service: gatewayName,
                message: "Log lines were dropped: the reader of the log is too slow", fields: [.int("dropped", count)])
            return format.line(record)
        }
    }

    deinit { writer.stop() }

    package var level: LogLevel {
        get {
            let rank = threshold.load(ordering: .relaxed)
            return LogLevel.allCases.first { $0.rank == rank } ?? .info
        }
        set { threshold.store(newValue.rank, ordering: .relaxed) }
    }

    /// Whether a line of this level would be written: ask before collecting costly fields.
    package func isEnabled(_ level: LogLevel) -> Bool { level.rank >= threshold.load(ordering: .relaxed) }

    package func debug(_ service: Service, _ message: String, trace: TraceContext? = nil, _ fields: LogField...) {
        log(.debug, service, message, trace: trace, fields)
    }

    package func info(_ service: Service, _ message: String, trace: TraceContext? = nil, _ fields: LogField...) {
        log(.info, service, message, trace: trace, fields)
    }

    package func warning(_ service: Service, _ message: String, trace: TraceContext? = nil, _ fields: LogField...) {
        log(.warning, service, message, trace: trace, fields)
    }

    package func error(_ service: Service, _ message: String, trace: TraceContext? = nil, _ fields: LogField...) {
        log(.error, service, message, trace: trace, fields)
    }

    package func log(
        _ level: LogLevel, _ service: Service, _ message: String, trace: TraceContext? = nil, _ fields: [LogField]
    ) {
        guard isEnabled(level) else { return }
        let record = LogRecord(
            time: clock.now(), level: level, service: name(of: service), message: message, trace: trace,
            fields: fields)
        format.line(record).withUnsafeBufferPointer { writer.append($0, isUrgent: level == .error) }
    }

    /// Logs an answered request.
    ///
    /// - Parameter scratch: memory to format in, the caller's to use again.
    func log(_ line: RequestLine, scratch: inout JSONWriter) {
        guard isEnabled(line.level) else { return }
        guard case .json = format else {
            return log(line.level, .gatewayAPI, RequestLine.message, trace: line.trace, line.fields)
        }
        scratch.removeAll()
        line.write(at: clock.now(), by: gatewayName, to: &scratch)
        scratch.withBytes { writer.append($0, isUrgent: false) }
    }

    /// Waits until every line logged so far is written: the last thing that a process does.
    package func flush() { writer.flush() }

    /// The name under which a part speaks.
    package func name(of service: Service) -> String {
        service == .gatewayAPI ? gatewayName : service.rawValue
    }
}
