/// One method of one path, with what answers it.
package final class Route: Sendable {
    /// As registered: `/v1/parties/{id}`.
    package let pattern: StaticString
    package let method: HTTPMethod
    package let operation: Operation
    /// In order of the path.
    let parameterNames: [String]
    /// In bytes; nil: the server's default.
    let maximumBody: Int?
    let handler: Handler

    enum Handler: Sendable {
        case inline(@Sendable @LoopActor (HTTPRequest) -> HTTPResponse)
        case task(@Sendable @LoopActor (HTTPRequest) async throws -> HTTPResponse)
    }

    init(
        _ method: HTTPMethod, _ pattern: StaticString, _ operation: Operation, maximumBody: Int?,
        parameterNames: [String], handler: Handler
    ) {
        self.method = method
        self.pattern = pattern
        self.operation = operation
        self.maximumBody = maximumBody
        self.parameterNames = parameterNames
        self.handler = handler
    }
}

/// A route as the OpenAPI document needs it.
package struct RouteDescription: Sendable {
    package let method: HTTPMethod
    package let pattern: String
    package let operation: Operation
}
