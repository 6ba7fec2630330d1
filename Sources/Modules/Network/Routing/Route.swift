/// One method of one path, with what answers it.
@LoopActor
package final class Route {
    /// As registered: `/v1/parties/{id}`.
    nonisolated package let pattern: StaticString
    nonisolated package let method: HTTPMethod
    nonisolated package let operation: Operation
    /// In order of the path.
    nonisolated let parameterNames: [String]
    /// In bytes; nil: the server's default.
    nonisolated let maximumBody: Int?
    let handler: Handler

    enum Handler {
        case inline(@LoopActor (HTTPRequest) -> HTTPResponse)
        case task(@LoopActor (HTTPRequest) async throws -> HTTPResponse)
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
