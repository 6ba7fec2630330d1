internal import Core

/// The line of one answered request. Nearly all of a log is such lines, so it has a form of its own beside `LogRecord`, as
/// JSON into memory that is used again.
struct RequestLine {
    let level: LogLevel
    let trace: TraceContext
    let method: String
    /// The pattern of the route, never a path.
    let route: String
    let status: Int
    /// From the head to the answer.
    let milliseconds: Double
    /// Of the response body.
    let bytes: Int
    let client: String

    static let message = "Request"

    var fields: [LogField] {
        [
            .text("method", method), .text("path", route), .int("status", status),
            .double("elapsed_ms", milliseconds), .int("bytes", bytes), .text("client", client),
        ]
    }

    /// What `LogRecord.jsonLine` would write.
    func write(at time: Timestamp, by service: String, to json: inout JSONWriter) {
        json.object {
            $0.lineHead(time, level, service, Self.message, trace)
            $0.member("method", method)
            $0.member("path", route)
            $0.member("status", status)
            $0.key("elapsed_ms")
            $0.value(milliseconds)
            $0.member("bytes", bytes)
            $0.member("client", client)
        }
    }
}
