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
            guard let field = request.fieldBytes("authorization") else {
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
        let key = try Self.idempotencyKey(of: request, owner: "player:\(principal.playerID)")
        return Caller(principal: principal, idempotency: key, trace: request.trace)
    }

    /// The caller of a request that may come without a token; a token that is sent must be good.
    ///
    /// - Throws: as `caller`.
    package func optionalCaller(_ request: HTTPRequest) throws(APIError) -> Caller? {
        if request.fieldBytes("authorization") != nil { return try caller(request) }
        try limits.take(Self.kind(of: request), RateKey(request.client))
        return nil
    }

    /// The principal of a request whose token does not stand in `Authorization`: of a browser's WebSocket.
    ///
    /// - Throws: 401 `unauthorized`; 429 `rate_limited`.
    package func principal(ofToken token: String, of request: HTTPRequest) throws(APIError) -> Principal {
        var token = token
        let verdict = token.withUTF8 { bytes in
            Result { () throws(APIError) in try principal(ofToken: UnsafeRawBufferPointer(bytes)) }
        }
        switch verdict {
        case .success(let principal):
            try limits.take(Self.kind(of: request), .player(principal.playerID))
            presence.saw(principal.playerID)
            return principal
        case .failure(let error):
            try limits.take(Self.kind(of: request), RateKey(request.client))
            throw error
        }
    }

    /// Who an access token stands for.
    ///
    /// - Throws: 401 `unauthorized`.
    private func principal(ofToken token: UnsafeRawBufferPointer) throws(APIError) -> Principal {
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
    private func authenticate(_ field: UnsafeRawBufferPointer) throws(APIError) -> Principal {
        // RFC 9110 §11.1: the scheme is case-insensitive.
        let scheme: StaticString = "bearer "
        var start = scheme.utf8CodeUnitCount
        guard field.count >= start,
            ASCII.equalsIgnoringCase(UnsafeRawBufferPointer(rebasing: field[..<start]), scheme)
        else { throw .unauthorized("The Authorization field must be: Bearer <access token>.") }
        while start < field.count, field[start] == UInt8(ascii: " ") { start += 1 }
        return try principal(ofToken: UnsafeRawBufferPointer(rebasing: field[start...]))
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
        _ caller: some IdempotentRequest, _ body: @escaping @Sendable (Connection) throws -> HTTPResponse
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
        for caller: some IdempotentRequest, _ prepare: () async throws -> Prepared,
        then write: (Prepared) async throws -> HTTPResponse
    ) async throws -> HTTPResponse {
        let prepared: Prepared
        do {
            prepared = try await prepare()
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
        to caller: some IdempotentRequest, in connection: Connection, _ body: (Connection) throws -> HTTPResponse
    ) throws -> HTTPResponse {
        do {
            return try connection.savepoint { try body(connection) }
        } catch let error as any APIErrorConvertible where error.apiError.isDeterministic {
            return .error(error.apiError, traceID: caller.trace.traceID)
        }
    }

    /// The key that a request bears, if it does and the route takes one.
    ///
    /// - Parameter owner: whose keys are not mixed with others': `player:<id>`, `service:<name>`.
    /// - Throws: 400 `invalid_idempotency_key`.
    package static func idempotencyKey(
        of request: HTTPRequest, owner: String
    ) throws(APIError) -> IdempotencyKey? {
        let field = Operation.idempotencyKey
        guard request.takesIdempotencyKey, let sent = request.field(field.name) else { return nil }
        let key: String
        do throws(RuleProblem) { key = try field.rule.read(.string(sent)) } catch {
            throw .badRequest("invalid_idempotency_key", "\(field.name) \(error.text).")
        }
        return IdempotencyKey(
            owner: owner, key: key, scope: "POST \(request.path)",
            requestHash: SHA256.hash(request.body))
    }
}
