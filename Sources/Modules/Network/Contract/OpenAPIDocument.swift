internal import Core

/// The contract as OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0), made of the router's routes.
package enum OpenAPIDocument {
    private static let about = """
        The role-playing game server's API. Every answer carries X-Trace-Id and X-Request-Id; a request may bring \
        its own. Every 4xx and 5xx has the shape of Error: 404 of an \
        unknown path, 405 with Allow, and refusals of malformed HTTP too. Unknown members of a request are ignored.
        """

    /// The document as JSON. `version` is that of the API: `1.0.0`.
    package static func render(_ routes: [RouteDescription], schemas: [NamedSchema], version: String) -> [UInt8] {
        let shown = routes.filter { !$0.operation.isHidden }
        var json = JSONWriter()
        json.object { json in
            json.member("openapi", "3.1.0")
            json.key("info")
            json.object {
                $0.member("title", "Mimic")
                $0.member("version", version)
                $0.member("description", about)
            }
            json.key("paths")
            json.object { writePaths(shown, to: &$0) }
            json.key("components")
            json.object { writeComponents(schemas, bodies: requestBodies(of: shown), to: &$0) }
        }
        return json.bytes
    }

    private static func writePaths(_ routes: [RouteDescription], to json: inout JSONWriter) {
        var paths: [(path: String, routes: [RouteDescription])] = []
        for route in routes {
            if let index = paths.firstIndex(where: { $0.path == route.pattern }) {
                paths[index].routes.append(route)
            } else {
                paths.append((route.pattern, [route]))
            }
        }
        for (path, ofPath) in paths {
            json.key(escaping: path)
            json.object { json in
                json.key("parameters")
                json.array { json in
                    for field in Operation.traceFields { json.object { $0.member("$ref", reference(to: field)) } }
                }
                for route in ofPath {
                    json.key(escaping: route.method.rawValue.lowercased())
                    json.object { write(route, among: routes, to: &$0) }
                }
            }
        }
    }

    static func reference(to parameter: any OperationParameter) -> String {
        "#/components/parameters/\(parameter.name)"
    }

    /// Each kind once, in the order of the routes.
    private static func requestBodies(of routes: [RouteDescription]) -> [any RequestBody.Type] {
        var bodies: [any RequestBody.Type] = []
        for body in routes.compactMap(\.operation.request) where !bodies.contains(where: { $0 == body }) {
            bodies.append(body)
        }
        return bodies
    }
}
