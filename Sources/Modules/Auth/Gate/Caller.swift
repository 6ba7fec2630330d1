package import Core
package import Network
package import Storage

/// Who asks, and what one of their requests carries for the write it may cause.
package struct Caller: Sendable {
    package let principal: Principal
    /// From `Idempotency-Key`; nil without the field, for other methods than POST, and under `/v1/auth/`.
    package let idempotency: IdempotencyKey?
    package let trace: TraceContext

    package init(principal: Principal, idempotency: IdempotencyKey? = nil, trace: TraceContext) {
        self.principal = principal
        self.idempotency = idempotency
        self.trace = trace
    }

    package var playerID: PlayerID { principal.playerID }
}

/// A request whose answer may be kept for its repetitions (http-api "Idempotency").
package protocol IdempotentRequest: Sendable {
    /// Nil: it is answered anew each time.
    var idempotency: IdempotencyKey? { get }
    var trace: TraceContext { get }
}

extension Caller: IdempotentRequest {}

extension IdempotentRequest {
    /// Keeps the answer for repetitions of the request; does nothing without a key.
    ///
    /// For callers that write by themselves; others use `Gate.commit`.
    package func store(_ response: HTTPResponse, now: Timestamp, in connection: Connection) throws {
        guard let idempotency else { return }
        guard let body = response.bodyBytes else { preconditionFailure("BUG: the answer of a write is a stream") }
        try IdempotencyRecords.store(idempotency, status: response.status, body: body, now: now, in: connection)
    }

    /// The answer that an earlier request with the same key got.
    ///
    /// - Throws: 409 `idempotency_conflict` when that request had another body.
    package func stored(now: Timestamp, in connection: Connection) throws -> HTTPResponse? {
        guard let idempotency, let record = try IdempotencyRecords.find(idempotency, now: now, in: connection) else {
            return nil
        }
        var response =
            record.body.isEmpty
            ? HTTPResponse(status: record.status) : HTTPResponse.json(record.body, status: record.status)
        response.fields.append((name: "Idempotency-Replayed", value: "true"))
        return response
    }
}
