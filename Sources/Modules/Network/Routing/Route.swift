/// One method of one path, with what answers it.
package final class Route: Sendable {
    /// As registered: `/v1/parties/{id}`.
    package let pattern: StaticString
    package let method: HTTPMethod
    package let operation: Operation
    /// Whether a repetition under the same `Idempotency-Key` gets the first answer again.
    package let takesIdempotencyKey: Bool
    /// In order of the path.
    let parameterNames: [String]
    /// In bytes; nil: the server's default.
    let maximumBody: Int?
    /// Asked before the body is read.
    let admission: Admission?
    let handler: Handler

    package typealias Admission = @Sendable @LoopActor (HTTPRequest) throws -> Void

    enum Handler: Sendable {
        case inline(@Sendable @LoopActor (HTTPRequest) -> HTTPResponse)
        case task(@Sendable @LoopActor (HTTPRequest) async throws -> HTTPResponse)
    }

    init(
        _ method: HTTPMethod, _ pattern: StaticString, _ operation: Operation, maximumBody: Int?,
        admission: Admission?, parameterNames: [String], handler: Handler
    ) {
        self.method = method
        self.pattern = pattern
        self.operation = operation
        takesIdempotencyKey =
            RouteDescription(method: method, pattern: "\(pattern)", operation: operation)
            .takesIdempotencyKey
        self.maximumBody = maximumBody
        self.admission = admission
        self.parameterNames = parameterNames
        self.handler = handler
    }
}

/// A route as the OpenAPI document needs it.
package struct RouteDescription: Sendable {
    package let method: HTTPMethod
    package let pattern: String
    package let operation: Operation

    /// Signing in gives tokens, which are not kept to be given again; an upload that is sent again changes nothing.
    var takesIdempotencyKey: Bool {
        method == .post && operation.auth != .none && operation.upload.isEmpty && !pattern.hasPrefix("/v1/auth/")
    }
}
