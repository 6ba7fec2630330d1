internal import Hashing

/// The names under which one request can be found in logs and traces (W3C Trace Context).
package struct TraceContext: Sendable, Equatable {
    /// 32 lower-case hex digits, or the 1-64 characters of `[A-Za-z0-9_-]` that a client sent as `X-Trace-Id`.
    package let traceID: String
    /// 16 lower-case hex digits: this server's span.
    package let spanID: String
    /// The caller's span, from `traceparent`.
    package let parentSpanID: String?
    /// Whether the caller asked for the trace to be kept (`traceparent` flag 01).
    package let isSampled: Bool

    package init(traceID: String, spanID: String, parentSpanID: String? = nil, isSampled: Bool = false) {
        self.traceID = traceID
        self.spanID = spanID
        self.parentSpanID = parentSpanID
        self.isSampled = isSampled
    }

    package static func make() -> TraceContext {
        TraceContext(traceID: Hex.encode(randomBytes(16)), spanID: Hex.encode(randomBytes(8)))
    }
}
