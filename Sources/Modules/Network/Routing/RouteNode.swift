internal import Glibc

/// What follows one path segment.
///
/// Not isolated, though of the loop thread like its router: see `ByteBuffer`.
final class RouteNode {
    private var literals: [(bytes: UnsafeRawBufferPointer, node: RouteNode)] = []
    private var parameterNode: RouteNode?
    private var restNode: RouteNode?
    /// By `HTTPMethod.index`.
    private(set) var routes: [Route?] = Array(repeating: nil, count: HTTPMethod.allCases.count)
    private var hasRoutes = false

    // MARK: - Building

    /// `bytes` are of a pattern's literal, which lives as long as the process.
    func literal(_ bytes: UnsafeRawBufferPointer) -> RouteNode {
        if let found = literals.first(where: { $0.bytes.elementsEqual(bytes) }) { return found.node }
        let node = RouteNode()
        literals.append((bytes, node))
        return node
    }

    func parameter() -> RouteNode {
        let node = parameterNode ?? RouteNode()
        parameterNode = node
        return node
    }

    func rest() -> RouteNode {
        let node = restNode ?? RouteNode()
        restNode = node
        return node
    }

    func add(_ route: Route) {
        precondition(routes[route.method.index] == nil, "BUG: \(route.method.rawValue) \(route.pattern) is there twice")
        routes[route.method.index] = route
        hasRoutes = true
    }

    /// For the `Allow` field (RFC 9110 §10.2.1): HEAD goes with GET, OPTIONS is always answered.
    var allow: String {
        var names = routes.compactMap { $0?.method.rawValue }
        if names.contains("GET"), !names.contains("HEAD") { names.append("HEAD") }
        if !names.contains("OPTIONS") { names.append("OPTIONS") }
        return names.joined(separator: ", ")
    }

    // MARK: - Finding

    /// The node of the path `bytes[start..<end]`, which is what follows a `/`. A literal way that leads nowhere is
    /// given up for a parameter; the depth is that of the patterns, not of the path.
    func find(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int, _ parameters: inout [Range<Int>])
        -> RouteNode?
    {
        var stop = start
        while stop < end, bytes[stop] != UInt8(ascii: "/") { stop += 1 }
        let segment = UnsafeRawBufferPointer(rebasing: bytes[start..<stop])
        if let next = child(segment), let found = next.finish(bytes, stop, end, &parameters) { return found }
        let count = parameters.count
        if let parameterNode, !segment.isEmpty {
            parameters.append(start..<stop)
            if let found = parameterNode.finish(bytes, stop, end, &parameters) { return found }
            parameters.removeSubrange(count...)
        }
        if let restNode, start < end {
            parameters.append(start..<end)
            return restNode
        }
        return nil
    }

    private func finish(_ bytes: UnsafeRawBufferPointer, _ stop: Int, _ end: Int, _ parameters: inout [Range<Int>])
        -> RouteNode?
    {
        if stop == end { return hasRoutes ? self : nil }
        return find(bytes, from: stop + 1, to: end, &parameters)
    }

    private func child(_ segment: UnsafeRawBufferPointer) -> RouteNode? {
        for literal in literals where literal.bytes.count == segment.count {
            if segment.isEmpty || memcmp(literal.bytes.baseAddress!, segment.baseAddress!, segment.count) == 0 {
                return literal.node
            }
        }
        guard segment.contains(UInt8(ascii: "%")) else { return nil }
        // `/v1/%6De` is `/v1/me` (RFC 3986 §6.2.2.2).
        guard let decoded = PercentCoding.decode(segment) else { return nil }
        return literals.first { $0.bytes.elementsEqual(decoded.utf8) }?.node
    }
}
