internal import Core

extension OpenAPIDocument {
    static func write(_ route: RouteDescription, among routes: [RouteDescription], to json: inout JSONWriter) {
        let operation = route.operation
        json.member("operationId", route.operationID)
        json.member("summary", operation.summary)
        json.key("tags")
        json.array { $0.value(operation.tag) }
        json.key("parameters")
        json.array { writeParameters(of: route, to: &$0) }
        if let request = operation.request {
            json.key("requestBody")
            json.object {
                $0.member("required", true)
                writeContent(.reference(request.schemaName), "application/json", example: request.example, to: &$0)
            }
        }
        if !operation.upload.isEmpty {
            json.key("requestBody")
            json.object {
                $0.member("required", true)
                $0.key("content")
                $0.object { types in
                    for type in operation.upload {
                        types.key(escaping: type)
                        types.object { _ in }
                    }
                }
            }
        }
        json.key("responses")
        json.object { json in
            for answer in operation.answers {
                json.key(escaping: String(answer.status))
                json.object { write(answer, of: route, among: routes, to: &$0) }
            }
            for status in route.errors {
                json.key(escaping: String(status))
                json.object { $0.member("$ref", "#/components/responses/\(errorName(status))") }
            }
        }
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

    private static func writeParameters(of route: RouteDescription, to json: inout JSONWriter) {
        for parameter in route.operation.parameters {
            json.object { write(parameter, to: &$0) }
        }
        guard route.takesIdempotencyKey else { return }
        json.object { $0.member("$ref", reference(to: Operation.idempotencyKey)) }
    }

    static func write(_ parameter: any OperationParameter, to json: inout JSONWriter) {
        json.member("name", parameter.name)
        json.member("in", parameter.place.rawValue)
        json.member("required", parameter.place == .path)
        if !parameter.about.isEmpty { json.member("description", parameter.about) }
        json.key("schema")
        parameter.schema.write(to: &json)
    }

    private static func write(
        _ answer: (status: Int, schema: Schema?), of route: RouteDescription, among routes: [RouteDescription],
        to json: inout JSONWriter
    ) {
        json.member("description", HTTPStatus.phrase(answer.status))
        writeHeaders(of: answer.status, isRepeatable: route.takesIdempotencyKey, to: &json)
        if let schema = answer.schema { writeContent(schema, route.operation.mediaType, to: &json) }
        let parts = answer.status == 201 ? routes.filter { $0.pattern.hasPrefix(route.pattern + "/{id}") } : []
        guard !parts.isEmpty else { return }
        json.key("links")
        json.object { json in
            // What was made is what the paths below this one are about.
            for part in parts {
                json.key(escaping: part.operationID)
                json.object {
                    $0.member("operationId", part.operationID)
                    $0.key("parameters")
                    $0.object { $0.member("id", "$response.body#/id") }
                }
            }
        }
    }

    static func writeContent(
        _ schema: Schema, _ mediaType: String, example: JSONValue? = nil, to json: inout JSONWriter
    ) {
        json.key("content")
        json.object { json in
            json.key(escaping: mediaType)
            json.object { json in
                json.key("schema")
                schema.write(to: &json)
                if let example { json.member("example", example) }
            }
        }
    }
}

extension RouteDescription {
    /// `get_v1_parties_id`: unique, because a method of a path is.
    fileprivate var operationID: String {
        let words = pattern.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return ([Substring(method.rawValue.lowercased())] + words).joined(separator: "_")
    }

    /// Statuses in the error shape: those that the operation names, and those that follow from what it is.
    fileprivate var errors: [Int] {
        // A malformed or too long head, a fault of ours, a server that is full or stopping.
        var errors = Set(operation.errors).union([400, 414, 431, 500, 503])
        if operation.auth != .none { errors.formUnion([401, 429]) }
        if operation.request != nil || !operation.upload.isEmpty { errors.formUnion([408, 413, 415, 422, 429]) }
        if operation.parameters.contains(where: { $0.place == .path }) { errors.insert(404) }
        if operation.parameters.contains(where: { $0.place == .query }) { errors.insert(422) }
        if takesIdempotencyKey { errors.insert(409) }
        // No handshake, or from a page of a stranger.
        if operation.answers.contains(where: { $0.status == 101 }) { errors.formUnion([403, 426]) }
        // The disk is full.
        if method != .get { errors.insert(507) }
        return errors.subtracting(operation.answers.map(\.status)).sorted()
    }
}
