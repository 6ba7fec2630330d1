internal import Core

extension OpenAPIDocument {
    private static let errorSchema = NamedSchema(
        name: "Error",
        schema: .object(
            ["code": .integer(400...599), "error": .string, "message": .string, "traceId": .string],
            optional: [
                "details": .described(
                    .array(.object(["field": .string, "problem": .string])), "Of a 422: what is wrong.")
            ]),
        example: [
            "code": 422, "error": "invalid_request",
            "message": "The request is not valid. name: must be 2 to 60 characters.",
            "traceId": "4bf92f3577b34da6a3ce929d0e0e4736",
            "details": [["field": "name", "problem": "must be 2 to 60 characters"]],
        ])

    private static let errorStatuses = [
        400, 401, 403, 404, 408, 409, 413, 414, 415, 422, 426, 429, 431, 500, 503, 507,
    ]

    static func writeComponents(
        _ schemas: [NamedSchema], bodies: [any RequestBody.Type], to json: inout JSONWriter
    ) {
        json.key("schemas")
        json.object { json in
            for schema in [errorSchema] + schemas { write(schema, to: &json) }
            for body in bodies {
                write(NamedSchema(name: body.schemaName, schema: body.schema, example: nil), to: &json)
            }
        }
        json.key("responses")
        json.object { json in
            for status in errorStatuses {
                json.key(escaping: errorName(status))
                json.object { json in
                    json.member("description", HTTPStatus.phrase(status))
                    // The statuses of refusals that are kept for repetitions.
                    writeHeaders(of: status, isRepeatable: [400, 403, 404, 409, 422].contains(status), to: &json)
                    writeContent(.reference(errorSchema.name), "application/json", to: &json)
                }
            }
        }
        json.key("parameters")
        json.object { json in
            for parameter in [Operation.idempotencyKey] + Operation.traceFields {
                json.key(escaping: parameter.name)
                json.object { write(parameter, to: &$0) }
            }
        }
        json.key("headers")
        json.object { json in
            for header in ResponseHeader.allCases { write(header, to: &json) }
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

    private static func write(_ schema: NamedSchema, to json: inout JSONWriter) {
        json.key(escaping: schema.name)
        json.object { json in
            schema.schema.writeMembers(to: &json)
            guard let example = schema.example else { return }
            json.key("examples")
            json.array { $0.value(example) }
        }
    }

    // MARK: - Headers

    private static func write(_ header: ResponseHeader, to json: inout JSONWriter) {
        json.key(escaping: header.rawValue)
        json.object { json in
            json.member("description", header.about)
            json.member("required", header.isAlwaysThere)
            json.key("schema")
            header.schema.write(to: &json)
        }
    }

    /// - Parameter isRepeatable: whether the answer may be the repetition of an earlier one.
    static func writeHeaders(of status: Int, isRepeatable: Bool, to json: inout JSONWriter) {
        json.key("headers")
        json.object { json in
            for header in ResponseHeader.of(status, isRepeatable: isRepeatable) {
                json.key(escaping: header.rawValue)
                json.object { $0.member("$ref", "#/components/headers/\(header.rawValue)") }
            }
        }
    }

    /// Of `components/responses`: `NotFound`.
    static func errorName(_ status: Int) -> String { HTTPStatus.phrase(status).filter { $0 != " " } }
}
