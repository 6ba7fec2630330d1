package import Core

/// How long another server may take. Measured on the loop's clock, to the millisecond.
package struct ClientTimeouts: Sendable, Equatable {
    /// For name, connection and TLS handshake together.
    package var connect = Duration.seconds(5)
    /// From the beginning of the request to the first byte of the answer; nil: as long as `whole`. A service that thinks
    /// before it speaks needs as much time as it thinks.
    package var answer: Duration?
    /// Between two bytes, once the answer has begun.
    package var stall = Duration.seconds(20)
    /// From the beginning of the request to the end of the answer, waiting for a free connection included.
    package var whole = Duration.seconds(60)

    package init() {}
}

/// A request to another server.
package struct ClientRequest: Sendable {
    /// What for, for metrics: `openai`. A word of the program's, not of its users'.
    package let purpose: String
    package var method: HTTPMethod
    /// `http://` or `https://`. It may bring `user:password@`, which goes as Basic authentication.
    package let url: String
    /// Names and values; a name may stand twice. Length, framing and `Host` are the client's own.
    package var fields: [(name: String, value: String)] = []
    package var body: [UInt8] = []
    package var timeouts = ClientTimeouts()
    /// Bytes of the body, as they are after decompression.
    package let maximumBody: Int
    /// Redirections that are followed; one more is an error. With 0 the answer is the redirection itself.
    package var redirects = 0
    /// Whether the answer may come compressed. Streams that are read as they come should not.
    package var compression = true
    /// In whose name: goes along as `traceparent` when its id is of that form (W3C Trace Context).
    package var trace: TraceContext?

    package init(_ method: HTTPMethod = .get, _ url: String, for purpose: String, maximumBody: Int) {
        precondition(method != .unknown, "BUG: a request without a method")
        self.method = method
        self.url = url
        self.purpose = purpose
        self.maximumBody = maximumBody
    }
}
