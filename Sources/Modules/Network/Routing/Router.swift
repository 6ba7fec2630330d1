package import Core

/// Finds what answers a request: a tree of path segments. Literal segments win over parameters.
///
/// A pattern is `/`-separated segments: a literal, a parameter `{name}` that takes one non-empty segment, or, as the last
/// one, `{name...}` that takes the rest of the path.
@LoopActor
package final class Router {
    package typealias Handler = @Sendable @LoopActor (HTTPRequest) async throws -> HTTPResponse
    package typealias InlineHandler = @Sendable @LoopActor (HTTPRequest) -> HTTPResponse

    private let root = RouteNode()
    /// Answers what no route takes; nil: the error shape, 404 or 405.
    package var otherwise: InlineHandler?
    /// In order of registration, for the OpenAPI document.
    package private(set) var routes: [RouteDescription] = []
    /// In order of registration.
    package private(set) var schemas: [NamedSchema] = []

    nonisolated package init() {}

    /// Answers in a task of its own, which may suspend. `maximumBody` in bytes, nil for the server's default; `admission`
    /// refuses by throwing before the body is read: nobody holds megabytes here who may not send them.
    package func on(
        _ method: HTTPMethod, _ pattern: StaticString, _ operation: Operation, maximumBody: Int? = nil,
        admission: Route.Admission? = nil, _ handler: @escaping Handler
    ) {
        add(method, pattern, operation, maximumBody, admission, .task(handler))
    }

    /// Answers at once, without a task: for what is in memory.
    package func onInline(
        _ method: HTTPMethod, _ pattern: StaticString, _ operation: Operation, maximumBody: Int? = nil,
        _ handler: @escaping InlineHandler
    ) {
        add(method, pattern, operation, maximumBody, nil, .inline(handler))
    }

    /// Adds to `components/schemas` of the OpenAPI document. A name is registered once.
    ///
    /// - Parameter example: a value that keeps to it.
    package func schema(_ name: String, _ schema: Schema, example: JSONValue? = nil) {
        precondition(!schemas.contains { $0.name == name }, "BUG: schema \(name) is registered twice")
        schemas.append(NamedSchema(name: name, schema: schema, example: example))
    }

    private func add(
        _ method: HTTPMethod, _ pattern: StaticString, _ operation: Operation, _ maximumBody: Int?,
        _ admission: Route.Admission?, _ handler: Route.Handler
    ) {
        let text = String(describing: pattern)
        precondition(text.hasPrefix("/"), "BUG: pattern \(text) does not begin with /")
        var node = root
        var names: [String] = []
        let bytes = UnsafeRawBufferPointer(UnsafeBufferPointer(pattern)).dropFirst()
        for segment in bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            guard segment.first == UInt8(ascii: "{"), segment.last == UInt8(ascii: "}") else {
                node = node.literal(UnsafeRawBufferPointer(rebasing: segment))
                continue
            }
            let name = String(decoding: segment.dropFirst().dropLast(), as: UTF8.self)
            if name.hasSuffix("...") {
                names.append(String(name.dropLast(3)))
                node = node.rest()
            } else {
                names.append(name)
                node = node.parameter()
            }
        }
        let described = operation.parameters.filter { $0.place == .path }.map(\.name)
        precondition(operation.isHidden || described == names, "BUG: \(text) has \(names), described are \(described)")
        node.add(
            Route(
                method, pattern, operation, maximumBody: maximumBody, admission: admission, parameterNames: names,
                handler: handler))
        routes.append(RouteDescription(method: method, pattern: text, operation: operation))
    }

    /// Sets the request's `matched` route and parameters; `allowed` when the path has routes for other methods only.
    func match(_ request: HTTPRequest) {
        guard request.rawPath.count > 0 else { return }
        let path = request.rawPath
        guard
            let node = root.find(
                request.head, from: path.lowerBound + 1, to: path.upperBound, &request.parameterRanges)
        else { return }
        let method = request.method
        if let route = node.routes[method.index] ?? (method == .head ? node.routes[HTTPMethod.get.index] : nil) {
            request.matched = route
        } else {
            request.allowed = node
        }
    }
}
