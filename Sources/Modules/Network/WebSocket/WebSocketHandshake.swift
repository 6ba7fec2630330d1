internal import Core
internal import Hashing

// The opening handshake (RFC 6455 §4.2): an HTTP request like any other until it is answered with 101. Extensions are not
// agreed on: permessage-deflate keeps some 300 KiB for each socket (zlib's own figure for its defaults), and what goes to
// many would have to be compressed for each.

extension Router {
    /// A route that WebSockets are opened on. The handler is asked when the handshake is valid; it authorises the request
    /// as any other handler does, and answers with `HTTPResponse.socket` or, to refuse, with whatever HTTP has for it:
    ///
    ///     router.onSocket("/ws/run/{id}", operation) { request in
    ///         let member = try hub.member(request)  // throws 401, 403 or 503
    ///         return .socket(for: request, speaking: ["party-sync.v1"]) { socket in hub.enter(member, socket) }
    ///     }
    package func onSocket(_ pattern: StaticString, _ operation: Operation, _ handler: @escaping Handler) {
        on(.get, pattern, operation) { request in
            try request.checkHandshake()
            return try await handler(request)
        }
    }
}

extension HTTPResponse {
    /// 101: the connection goes on as a WebSocket.
    ///
    /// - Parameters:
    ///   - protocols: the subprotocols that are spoken here, the best first: the first one that the client offers is
    ///     agreed on, and none if it offers none of them.
    ///   - begin: takes the socket over and sets its callbacks, before anything that came behind the handshake is read.
    @LoopActor package static func socket(
        for request: HTTPRequest, speaking protocols: [String] = [],
        _ begin: @escaping @Sendable @LoopActor (WebSocket) -> Void
    ) -> HTTPResponse {
        let key = request.field("Sec-WebSocket-Key") ?? ""
        var response = HTTPResponse(status: 101, fields: upgradeFields, body: .socket(begin))
        response.fields.append(("Sec-WebSocket-Accept", WebSocketHandshake.accept(key: key)))
        let offered = request.subprotocols
        if let agreed = protocols.first(where: offered.contains) {
            response.fields.append(("Sec-WebSocket-Protocol", agreed))
        }
        return response
    }

    static let upgradeFields = [(name: "Upgrade", value: "websocket"), (name: "Connection", value: "Upgrade")]
}

extension HTTPRequest {
    /// What a client offers in `Sec-WebSocket-Protocol`, in its order. A browser's scripts can set no other field of a
    /// handshake, which is why a token may come here (party-sync).
    package var subprotocols: [String] { elements(of: "Sec-WebSocket-Protocol") }

    /// - Throws: 426 when the request asks for no WebSocket, or for one of another version; 400 when it does not ask rightly.
    func checkHandshake() throws(APIError) {
        guard method == .get, elements(of: "Upgrade").contains(where: { $0.lowercased() == "websocket" }),
            elements(of: "Connection").contains(where: { $0.lowercased() == "upgrade" })
        else { throw APIError(426, "upgrade_required", "WebSockets are spoken here: Upgrade: websocket.") }
        guard minorVersion >= 1 else {
            throw .badRequest("invalid_handshake", "A WebSocket is opened by HTTP/1.1.")
        }
        guard values(of: "Sec-WebSocket-Version") == [WebSocketHandshake.version] else {
            throw APIError(426, "upgrade_required", "The version of WebSocket spoken here is 13.")
        }
        let keys = values(of: "Sec-WebSocket-Key")
        guard keys.count == 1, WebSocketHandshake.isKey(keys[0]) else {
            throw .badRequest("invalid_handshake", "Sec-WebSocket-Key must be 16 bytes in base64.")
        }
    }
}

enum WebSocketHandshake {
    static let version = "13"

    /// §4.2.2: shows that the key was read by somebody who knows what it is for.
    static func accept(key: String) -> String {
        Base64.encode(SHA1.hash(Array("\(key)258EAFA5-E914-47DA-95CA-C5AB0DC85B11".utf8)))
    }

    /// 16 bytes: 22 characters, the last of which has four bits to spare, and the padding.
    static func isKey(_ text: String) -> Bool {
        let characters = Array(text.utf8)
        guard characters.count == 24, characters.suffix(2) == [UInt8(ascii: "="), UInt8(ascii: "=")] else {
            return false
        }
        return characters.prefix(22).allSatisfy {
            ASCII.isLetter($0) || ASCII.isDigit($0) || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/")
        }
    }
}
