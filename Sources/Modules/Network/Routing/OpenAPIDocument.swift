internal import Core

/// The contract as OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0), made of the router's routes.
package enum OpenAPIDocument {
    private static let errorReference = Schema.reference("Error")
    /// What nearly every route can answer; named so that clients know the shape.
    private static let errorSchema = Schema.object(
        [
            "code": .integer(400...599), "error": .string, "message": .string, "traceId": .string,
        ],
        optional: [
            "details": .array(.object(["field": .string, "problem": .string]))
        ])

    /// The document as JSON. `version` is that of the API: `1.0.0`.
    package static func render(
        _ routes: [RouteDescription], schemas: [(name: String, schema: Schema)], version: String
    ) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("openapi", "3.1.0")
            json.key("info")
            json.object {
                $0.member("title", "Mimic")
                $0.member("version", version)
                $0.member("description", "The role-playing game server's API.")
            }
            json.key("paths")
            json.object { writePaths(routes.filter { !$0.operation.isHidden }, to: &$0) }
            json.key("components")
            json.object { writeComponents(schemas, to: &$0) }
        }
        return json.bytes
    }

    private static func writeComponents(_ schemas: [(name: String, schema: Schema)], to json: inout JSONWriter) {
        json.key("schemas")
        json.object { json in
            // A module may describe the error shape better than this.
            let own = schemas.contains { $0.name == "Error" } ? [] : [("Error", errorSchema)]
            for (name, schema) in own + schemas {
                json.key(name)
                schema.write(to: &json)
            }
        }
        json.key("securitySchemes")
        json.object { json in
            json.key("bearer")
            json.object {
                $0.member("type", "http")
                $0.member("scheme", "bearer")
                $0.member("bearerFormat", "JWT")
            }
        }
    }

    private static func writePaths(_ routes: [RouteDescription], to json: inout JSONWriter) {
        var paths: [(path: String, routes: [RouteDescription])] = []
        for route in routes {
            let path = path(of: route.pattern)
            if let index = paths.firstIndex(where: { $0.path == path }) {
                paths[index].routes.append(route)
            } else {
                paths.append((path, [route]))
            }
        }
        for (path, routes) in paths {
            json.key(path)
            json.object { json in
                for route in routes {
                    json.key(route.method.rawValue.lowercased())
                    json.object { write(route, to: &$0) }
                }
            }
        }
    }

    /// `{name...}` takes the rest of a path; OpenAPI has no word for that.
    private static func path(of pattern: String) -> String {
        pattern.split(separator: "/", omittingEmptySubsequences: false)
            .map { $0.hasSuffix("...}") ? "\($0.dropLast(4))}" : String($0) }
            .joined(separator: "/")
    }

    private static func parameterNames(of path: String) -> [Substring] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { $0.dropFirst().dropLast() }
    }

    private static func write(_ route: RouteDescription, to json: inout JSONWriter) {
        let operation = route.operation
        let path = path(of: route.pattern)
        json.member("operationId", operationID(route.method, path))
        json.member("summary", operation.summary)
        json.key("tags")
        json.array { $0.value(operation.tag) }
        writeParameters(operation, path, to: &json)
        if let request = operation.request {
            json.key("requestBody")
            json.object {
                $0.member("required", true)
                writeContent(request, "application/json", to: &$0)
            }
        }
        json.key("responses")
        json.object { writeResponses(operation, path, to: &$0) }
        json.key("security")
        json.array { json in
            if operation.auth != .bearer { json.object { _ in } }
            if operation.auth != .none {
                json.object { json in
                    json.key("bearer")
                    json.array { _ in }
                }
            }
        }
    }

    /// `get_v1_parties_id`: unique, because a method of a path is.
    private static func operationID(_ method: HTTPMethod, _ path: String) -> String {
        let words = path.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return ([Substring(method.rawValue.lowercased())] + words).joined(separator: "_")
    }

    private static func writeParameters(_ operation: Operation, _ path: String, to json: inout JSONWriter) {
        let names = parameterNames(of: path)
        guard !names.isEmpty || !operation.query.isEmpty else { return }
        json.key("parameters")
        json.array { json in
            for name in names {
                json.object { json in
                    json.member("name", String(name))
                    json.member("in", "path")
                    json.member("required", true)
                    json.key("schema")
                    Schema.string.write(to: &json)
                }
            }
            for parameter in operation.query {
                json.object { json in
                    json.member("name", parameter.name)
                    json.member("in", "query")
                    json.member("required", parameter.isRequired)
                    if !parameter.about.isEmpty { json.member("description", parameter.about) }
                    json.key("schema")
                    parameter.schema.write(to: &json)
                }
            }
        }
    }

    private static func writeResponses(_ operation: Operation, _ path: String, to json: inout JSONWriter) {
        for answer in operation.answers {
            json.key(String(answer.status))
            json.object { json in
                json.member("description", description(of: answer.status))
                if let schema = answer.schema { writeContent(schema, operation.mediaType, to: &json) }
            }
        }
        var errors = Set(operation.errors)
        if operation.auth != .none { errors.formUnion([401, 429]) }
        if operation.request != nil { errors.formUnion([400, 413, 415, 422]) }
        if path.contains("{") { errors.insert(404) }
        errors.subtract(operation.answers.map(\.status))
        for status in errors.sorted() {
            json.key(String(status))
            json.object { json in
                json.member("description", description(of: status))
                writeContent(errorReference, "application/json", to: &json)
            }
        }
        json.key("default")
        json.object { json in
            json.member("description", "Any other error")
            writeContent(errorReference, "application/json", to: &json)
        }
    }

    private static func writeContent(_ schema: Schema, _ mediaType: String, to json: inout JSONWriter) {
        json.key("content")
        json.object { json in
            json.key(mediaType)
            json.object { json in
                json.key("schema")
                schema.write(to: &json)
            }
        }
    }

    /// The reason phrase of a status.
    private static func description(of status: Int) -> String {
        guard let line = HTTPStatus.line(status) else { return "Status \(status)" }
        return String(decoding: UnsafeBufferPointer(line).dropFirst(13).dropLast(2), as: UTF8.self)
    }
}
