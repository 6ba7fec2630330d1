/// Cross-origin access (https://fetch.spec.whatwg.org/#http-cors-protocol): off unless origins are configured.
@LoopActor
struct CORSPolicy {
    private let origins: Set<String>

    nonisolated init(origins: [String]) {
        self.origins = Set(origins.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 })
    }

    /// The origin of the request when it may see the answer.
    private func allowedOrigin(of request: HTTPRequest) -> String? {
        guard !origins.isEmpty, let range = request.known.origin else { return nil }
        let origin = request.text(range)
        return origins.contains(origin) ? origin : nil
    }

    /// `Vary` goes on every answer, allowed or not, or a cache would hand one origin's answer to another.
    func writeFields(for request: HTTPRequest, _ output: ByteBuffer) {
        guard !origins.isEmpty else { return }
        output.append("Vary: Origin\r\n")
        guard let origin = allowedOrigin(of: request) else { return }
        output.append("Access-Control-Allow-Origin: ")
        output.append(text: origin)
        output.append(
            """
            \r
            Access-Control-Expose-Headers: X-Trace-Id, X-Request-Id, Retry-After, Idempotency-Replayed, ETag\r

            """)
    }

    /// Whether a page may open a WebSocket, of which browsers tell its origin and no more (RFC 6455 §10.2): any while no
    /// origins are configured, then those, and those of the host itself. Who is no browser tells none.
    func allowsSocket(of request: HTTPRequest) -> Bool {
        guard !origins.isEmpty, let range = request.known.origin else { return true }
        let origin = request.text(range)
        if origins.contains(origin) { return true }
        // By its host alone: a proxy may speak HTTPS with the page, and not with us.
        guard let host = request.known.host, let scheme = origin.firstIndex(of: "/") else { return false }
        return origin[scheme...] == "//\(request.text(host))"
    }

    /// The further fields of the answer to a preflight request; empty when it is none or the origin is a stranger.
    func preflightFields(for request: HTTPRequest, allow: String) -> [(name: String, value: String)] {
        guard allowedOrigin(of: request) != nil, request.field("Access-Control-Request-Method") != nil else {
            return []
        }
        return [
            ("Access-Control-Allow-Methods", allow),
            (
                "Access-Control-Allow-Headers",
                "Authorization, Content-Type, Idempotency-Key, If-None-Match, X-Trace-Id, X-Request-Id, traceparent"
            ),
            ("Access-Control-Max-Age", "600"),
        ]
    }
}
