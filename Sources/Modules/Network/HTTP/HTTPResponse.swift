package import Core

/// What a handler answers. The server adds Date, Content-Length, the trace fields and the security fields.
package struct HTTPResponse: Sendable {
    package enum Body: Sendable {
        case empty
        case bytes([UInt8])
        /// Memory that nobody changes: sent without a copy.
        case fixed(FixedBytes)
        /// Written piece by piece. Of a known length, in bytes, as it is; else chunked, or until the end of the connection
        /// for HTTP/1.0. An error thrown after the first piece breaks the connection, and so does another length than was
        /// said, so that the client does not take a part for the whole. Not called for HEAD.
        case stream(length: Int? = nil, @Sendable @LoopActor (BodyWriter) async throws -> Void)
        /// None: the connection goes on as a WebSocket. See `HTTPResponse.socket`.
        case socket(@Sendable @LoopActor (WebSocket) -> Void)
    }

    /// 200...599, or 101.
    package var status: Int
    /// `Content-Type`; a field of its own because nearly every response has it, and a literal costs no allocation.
    package var contentType: String?
    /// Further fields. Control characters in a value are sent as spaces.
    package var fields: [(name: String, value: String)]
    package var body: Body

    package static let jsonType = "application/json; charset=utf-8"

    package init(
        status: Int, contentType: String? = nil, fields: [(name: String, value: String)] = [], body: Body = .empty
    ) {
        self.status = status
        self.contentType = contentType
        self.fields = fields
        self.body = body
    }

    /// A body that is JSON already.
    package static func json(_ bytes: [UInt8], status: Int = 200) -> HTTPResponse {
        HTTPResponse(status: status, contentType: jsonType, body: .bytes(bytes))
    }

    package static func json(_ value: some Encodable, status: Int = 200) throws -> HTTPResponse {
        json(try JSON.encode(value), status: status)
    }

    package static func text(_ text: String, status: Int = 200) -> HTTPResponse {
        HTTPResponse(status: status, contentType: "text/plain; charset=utf-8", body: .bytes(Array(text.utf8)))
    }

    /// 204.
    package static let noContent = HTTPResponse(status: 204)

    /// The error shape of http-api, with `Retry-After`, `WWW-Authenticate` and `Upgrade` where they belong.
    package static func error(_ error: APIError, traceID: String) -> HTTPResponse {
        var response = json(error.json(traceID: traceID), status: error.status)
        if let seconds = error.retryAfter { response.fields.append(("Retry-After", String(seconds))) }
        if error.status == 401 { response.fields.append(("WWW-Authenticate", "Bearer")) }
        if error.status == 426 {
            response.fields += upgradeFields + [("Sec-WebSocket-Version", WebSocketHandshake.version)]
        }
        return response
    }

    var isStreamed: Bool {
        if case .stream = body { true } else { false }
    }

    var setsCaching: Bool {
        for field in fields where field.name == "Cache-Control" { return true }
        return false
    }

    /// The bytes of the body, when it is there as bytes.
    package var bodyBytes: [UInt8]? {
        switch body {
        case .empty: []
        case .bytes(let bytes): bytes
        case .fixed(let bytes): Array(bytes.pointer)
        case .stream, .socket: nil
        }
    }
}
