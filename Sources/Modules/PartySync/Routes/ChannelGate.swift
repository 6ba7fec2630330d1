internal import Auth
internal import Core
internal import Network
internal import Storage

/// Who comes to a channel: a player with an access token, or a service with its own.
@LoopActor
struct ChannelGate {
    /// `bearer.<token>` beside the subprotocol carries the token of clients that cannot send Authorization.
    private static let offered = "bearer."

    let gate: Gate
    let services: ServiceTokens

    /// Who opens a socket.
    ///
    /// - Throws: 401 `unauthorized`; 429.
    func client(of request: HTTPRequest) throws -> ChannelClient {
        if let token = Self.bearer(of: request), let name = services.name(of: token) {
            try gate.limits.take(.reads, .service(name))
            return .service(name)
        }
        if request.field("Authorization") != nil { return .player(try gate.caller(request).principal) }
        let offered = request.subprotocols.first { $0.hasPrefix(Self.offered) }?.dropFirst(Self.offered.count)
        guard let token = try offered.map(String.init) ?? request.value(of: ChannelRoutes.token) else {
            throw APIError.unauthorized("An access token is needed: Authorization, ?token=, or bearer.<token>.")
        }
        if let name = services.name(of: token) {
            try gate.limits.take(.reads, .service(name))
            return .service(name)
        }
        return .player(try gate.principal(ofToken: token, of: request))
    }

    /// Who broadcasts.
    ///
    /// - Throws: 401 `unauthorized`; 429; 400 `invalid_idempotency_key`.
    func caller(of request: HTTPRequest) throws -> ChannelCaller {
        if let token = Self.bearer(of: request), let name = services.name(of: token) {
            try gate.limits.take(.broadcasts, .service(name))
            let client = ChannelClient.service(name)
            let key = try Gate.idempotencyKey(of: request, owner: client.senderID)
            return ChannelCaller(client: client, idempotency: key, trace: request.trace)
        }
        let caller = try gate.caller(request)
        try gate.limits.take(.broadcasts, .player(caller.playerID))
        return ChannelCaller(
            client: .player(caller.principal), idempotency: caller.idempotency, trace: caller.trace)
    }

    /// What follows `Bearer`; nil: something else, or nothing.
    private static func bearer(of request: HTTPRequest) -> String? {
        // RFC 9110 §11.1: the scheme is case-insensitive.
        let scheme = "bearer "
        guard let field = request.field("Authorization"), field.utf8.count > scheme.utf8.count,
            field.prefix(scheme.count).lowercased() == scheme
        else { return nil }
        return String(field.dropFirst(scheme.count).drop { $0 == " " })
    }
}

/// Who speaks to a channel over HTTP, and what the request carries for its write.
struct ChannelCaller: IdempotentRequest {
    let client: ChannelClient
    let idempotency: IdempotencyKey?
    let trace: TraceContext
}
