package import Core
internal import Hashing
package import Network
package import Storage

/// Who may pass: token, live session, rate limit. Every route of the API begins here.
@LoopActor package final class Gate {
    package let limits: RateLimits
    /// Who was here a moment ago: `online` in a party.
    package let presence: Presence
    private let tokens: AccessTokens
    private let sessions: SessionRegistry
    private let storage: Storage
    private let clock: Clock

    init(
        tokens: AccessTokens, sessions: SessionRegistry, limits: RateLimits, presence: Presence, storage: Storage,
        clock: Clock
    ) {
        self.tokens = tokens
        self.sessions = sessions
        self.limits = limits
        self.presence = presence
        self.storage = storage
        self.clock = clock
    }

    /// The caller of a request that needs a token.
    ///
    /// - Throws: 401 `unauthorized`; 429 `rate_limited`; 400 `invalid_idempotency_key`.
    package func caller(_ request: HTTPRequest) throws(APIError) -> Caller {
        let principal: Principal
        do throws(APIError) {
            guard let field = request.field("authorization") else {
                throw .unauthorized("An access token is needed: Authorization: Bearer.")
            }
            principal = try authenticate(field)
        } catch {
            // Whoever guesses tokens is counted by address, as everybody without a token is.
            try limits.take(Self.kind(of: request), RateKey(request.client))
            throw error
        }
        try limits.take(Self.kind(of: request), .player(principal.playerID))
        presence.saw(principal.playerID)
        return Caller(
            principal: principal, idempotency: try Self.idempotencyKey(of: request, principal), trace: request.trace)
    }

    /// The caller of a request that may come without a token; a token that is sent must be good.
    ///
    /// - Throws: as `caller`.
    package func optionalCaller(_ request: HTTPRequest) throws(APIError) -> Caller? {
        if request.field("authorization") != nil { return try caller(request) }
        try limits.take(Self.kind(of: request), RateKey(request.client))
        return nil
    }

    /// Who an access token stands for: the part of `caller` that a WebSocket handshake needs.
    ///
    /// - Throws: 401 `unauthorized`.
    package func principal(ofToken token: String) throws(APIError) -> Principal {
        let now = clock.now()
        let claims: AccessToken
        do throws(AccessToken.Refusal) {
            claims = try tokens.verify(token, now: now)
        } catch {
            throw .unauthorized(
                error == .expired ? "The access token has expired; refresh it." : "The access token is not valid.")
        }
        guard let principal = sessions.principal(of: claims.sessionID, now: now),
            principal.playerID == claims.playerID
        else { throw .unauthorized("The session of this access token has ended; sign in again.") }
        return principal
    }

    /// - Throws: 401 `unauthorized`.
    private func authenticate(_ field: String) throws(APIError) -> Principal {
        // RFC 9110 §11.1: the scheme is case-insensitive.
        let scheme = field.utf8.prefix(7)
        guard scheme.count == 7, scheme.last == UInt8(ascii: " "),
            zip(scheme, "bearer".utf8).allSatisfy({ $0 | 0x20 == $1 })
        else { throw .unauthorized("The Authorization field must be: Bearer <access token>.") }
        return try principal(ofToken: String(field.utf8.dropFirst(7).drop { $0 == UInt8(ascii: " ") }) ?? "")
    }

    private static func kind(of request: HTTPRequest) -> RateClass {
        request.method == .get || request.method == .head ? .reads : .writes
    }
}

extension Gate {
    /// One write with the idempotency of http-api: repeats the stored answer, or stores the new one in the same
    /// transaction. A deterministic refusal (4xx) is an answer too; what `body` did before it is undone.
    ///
    /// Concurrent duplicates wait for the first, because the writer takes one job after the other.
    package func commit(
        _ caller: Caller, _ body: @escaping @Sendable (Connection) throws -> HTTPResponse
    ) async throws -> HTTPResponse {
        guard caller.idempotency != nil else { return try await storage.write(body) }
        let clock = clock
        return try await storage.write { connection in
            if let stored = try caller.stored(now: clock.now(), in: connection) { return stored }
            let response = try Self.answer(to: caller, in: connection, body)
            try caller.store(response, now: clock.now(), in: connection)
            return response
        }
    }

    /// The whole of a request that writes: `prepare` reads the request on the loop and returns what is to be written.
    ///
    /// What `prepare` refuses (a 422, say) is kept for repetitions like any other answer.
    package func commit(
        _ request: HTTPRequest, _ prepare: (Caller) throws -> @Sendable (Connection) throws -> HTTPResponse
    ) async throws -> HTTPResponse {
        let caller = try caller(request)
        let body: @Sendable (Connection) throws -> HTTPResponse
        do {
            body = try prepare(caller)
        } catch let error as any APIErrorConvertible where caller.idempotency != nil {
            let refusal = error.apiError
            body = { _ in throw refusal }
        }
        return try await commit(caller, body)
    }

    /// Reads a request for a caller that writes by itself: what `prepare` refuses is kept for repetitions, as `commit`
    /// does it, and `write` goes on with what it returns.
    package func reading<Prepared>(
        for caller: Caller, _ prepare: () throws -> Prepared, then write: (Prepared) async throws -> HTTPResponse
    ) async throws -> HTTPResponse {
        let prepared: Prepared
        do {
            prepared = try prepare()
        } catch let error as any APIErrorConvertible where caller.idempotency != nil {
            let refusal = error.apiError
            return try await commit(caller) { _ in throw refusal }
        }
        return try await write(prepared)
    }

    /// The stored answer of a request, for callers that compute before they write (campaign actions).
    ///
    /// - Throws: 409 `idempotency_conflict`.
    package func replay(_ caller: Caller) async throws -> HTTPResponse? {
        guard caller.idempotency != nil else { return nil }
        let now = clock.now()
        return try await storage.read { try caller.stored(now: now, in: $0) }
    }

    /// The answer of `body`, or of the deterministic refusal it threw.
    private nonisolated static func answer(
        to caller: Caller, in connection: Connection, _ body: (Connection) throws -> HTTPResponse
    ) throws -> HTTPResponse {
        do {
            return try connection.savepoint { try body(connection) }
        } catch let error as any APIErrorConvertible where error.apiError.isDeterministic {
            return .error(error.apiError, traceID: caller.trace.traceID)
        }
    }

    private static func idempotencyKey(
        of request: HTTPRequest, _ principal: Principal
    ) throws(APIError) -> IdempotencyKey? {
        guard request.method == .post, let key = request.field("idempotency-key"),
            !request.path.hasPrefix("/v1/auth/")
        else { return nil }
        guard (1...64).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .badRequest("invalid_idempotency_key", "Idempotency-Key must be 1 to 64 visible ASCII characters.")
        }
        return IdempotencyKey(
            owner: "player:\(principal.playerID)", key: key, scope: "POST \(request.path)",
            requestHash: SHA256.hash(request.body))
    }
}
