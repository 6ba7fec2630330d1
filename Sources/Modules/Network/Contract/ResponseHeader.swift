/// The fields of answers that clients may build on.
enum ResponseHeader: String, CaseIterable {
    case traceID = "X-Trace-Id"
    case requestID = "X-Request-Id"
    case traceparent
    case retryAfter = "Retry-After"
    case authenticate = "WWW-Authenticate"
    case replayed = "Idempotency-Replayed"
    case upgrade = "Upgrade"
    case socketAccept = "Sec-WebSocket-Accept"
    case socketProtocol = "Sec-WebSocket-Protocol"
    case socketVersion = "Sec-WebSocket-Version"

    /// - Parameter isRepeatable: whether the answer may be the repetition of an earlier one.
    static func of(_ status: Int, isRepeatable: Bool) -> [ResponseHeader] {
        var headers: [ResponseHeader] = [.traceID, .requestID, .traceparent]
        if status == 429 || status == 503 { headers.append(.retryAfter) }
        if status == 401 { headers.append(.authenticate) }
        if isRepeatable { headers.append(.replayed) }
        if status == 101 { headers += [.upgrade, .socketAccept, .socketProtocol] }
        if status == 426 { headers += [.upgrade, .socketVersion] }
        return headers
    }

    var about: String {
        switch self {
        case .traceID: "The request's name in logs and traces: as the client gave it, else new."
        case .requestID: "The same as X-Trace-Id."
        case .traceparent: "To a request with traceparent: the server's span (W3C Trace Context)."
        case .retryAfter: "Seconds after which to try again."
        case .authenticate: "That a bearer token is needed (RFC 6750)."
        case .replayed: "Of a repetition: this is the first answer to the same Idempotency-Key."
        case .upgrade: "What is spoken from here on, or must be."
        case .socketAccept: "Shows that Sec-WebSocket-Key was read (RFC 6455)."
        case .socketProtocol: "The subprotocol that is agreed on, when the client offered one that is spoken here."
        case .socketVersion: "The version of WebSocket that is spoken here."
        }
    }

    var schema: Schema {
        switch self {
        case .traceID, .requestID: .string(pattern: "^[A-Za-z0-9_-]{1,64}$")
        case .traceparent: .string(pattern: "^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$")
        case .retryAfter: .integer(1...86400)
        case .authenticate: .enumeration(["Bearer"])
        case .replayed: .enumeration(["true"])
        case .upgrade: .enumeration(["websocket"])
        case .socketAccept: .string(pattern: "^[A-Za-z0-9+/]{27}=$")
        case .socketProtocol: .string(minimum: 1)
        case .socketVersion: .enumeration([WebSocketHandshake.version])
        }
    }

    var isAlwaysThere: Bool {
        switch self {
        case .traceID, .requestID, .authenticate, .upgrade, .socketAccept, .socketVersion: true
        case .traceparent, .retryAfter, .replayed, .socketProtocol: false
        }
    }
}
