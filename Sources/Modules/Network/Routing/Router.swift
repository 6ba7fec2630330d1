/// Finds what answers a request: a tree of path segments. Literal segments win over parameters.
///
/// A pattern is `/`-separated segments: a literal, a parameter `{name}` that takes one non-empty segment, or, as the last
/// one, `{name...}` that takes the rest of the path.
@LoopActor
package final class Router {
    package typealias Handler = @LoopActor (HTTPRequest) async throws -> HTTPResponse
    package typealias InlineHandler = @LoopActor (HTTPRequest) -> HTTPResponse

    private let root = RouteNode()
    /// In order of registration, for the OpenAPI document.
    package private(set) var routes: [RouteDescription] = []
    /// Named schemas, in order of registration.
    package private(set) var schemas: [(name: String, schema: Schema)] = []

    nonisolated package init() {}

    /// Answers in a task of its own, which may suspend. `maximumBody` in bytes, nil for the server's default.
    package func on(
        _ method: HTTPMethod, _ pattern: StaticString, _ operation: Operation, maximumBody: Int? = nil,
        _ handler: @escaping Handler
    ) {
        add(method, pattern, operation, maximumBody, .task(handler))
    }

    /// Answers at once, without a task: for what is in memory.
    package func onInline(
        _ method: HTTPMethod, _ pattern: StaticString, _ operation: Operation, maximumBody: Int? = nil,
        _ handler: @escaping InlineHandler
    ) {
        add(method, pattern, operation, maximumBody, .inline(handler))
    }

    /// Adds to `components/schemas` of the OpenAPI document. A name is registered once.
    package func schema(_ name: String, _ schema: Schema) {
        precondition(!schemas.contains { $0.name == name }, "BUG: schema \(name) is registered twice")
        schemas.append((name, schema))
    }

    private func add(
        _ method: HTTPMethod, _ pattern: StaticString, _ operation: Operation, _ maximumBody: Int?,
        _ handler: Route.Handler
    ) {
        let text = String(describing: pattern)
        precondition(text.hasPrefix("/"), "BUG: pattern \(text) does not begin with /")
        var node = root
        var names: [String] = []
        let segments = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        for segment in segments {
            guard segment.hasPrefix("{"), segment.hasSuffix("}") else {
                node = node.literal(Array(segment.utf8))
                continue
            }
            let name = segment.dropFirst().dropLast()
            if name.hasSuffix("...") {
                names.append(String(name.dropLast(3)))
                node = node.rest()
            } else {
                names.append(String(name))
                node = node.parameter()
            }
        }
        precondition(node.routes[method.index] == nil, "BUG: \(method.rawValue) \(text) is registered twice")
        node.routes[method.index] = Route(
            method, pattern, operation, maximumBody: maximumBody, parameterNames: names, handler: handler)
        routes.append(RouteDescription(method: method, pattern: text, operation: operation))
    }

    /// Sets the request's `matched` route and parameters; `allowed` when the path has routes for other methods only.
    func match(_ request: HTTPRequest) {
        guard request.rawPath.count > 0 else { return }
        var parameters = request.parameterRanges
        request.parameterRanges = []
        let node = request.head.withUnsafeBytes { head in
            root.find(head, from: request.rawPath.lowerBound + 1, to: request.rawPath.upperBound, &parameters)
        }
        request.parameterRanges = parameters
        guard let node else { return }
        let method = request.method
        if let route = node.routes[method.index] ?? (method == .head ? node.routes[HTTPMethod.get.index] : nil) {
            request.matched = route
        } else {
            request.allowed = node
        }
    }
}
