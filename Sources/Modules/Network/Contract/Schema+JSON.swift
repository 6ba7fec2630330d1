package import Core

extension Schema {
    /// Writes the schema. `references` is the prefix of `$ref`: `#/components/schemas/` in OpenAPI, `#/$defs/` alone.
    package func write(to json: inout JSONWriter, references: String = "#/components/schemas/") {
        json.object { writeMembers(to: &$0, references: references) }
    }

    /// The members of the schema, for an object that has others too.
    package func writeMembers(to json: inout JSONWriter, references: String = "#/components/schemas/") {
        switch self {
        case .text(let rules):
            json.member("type", "string")
            if let minimum = rules.minimum { json.member("minLength", minimum) }
            if let maximum = rules.maximum { json.member("maxLength", maximum) }
            if let format = rules.format { json.member("format", format) }
            if let pattern = rules.pattern { json.member("pattern", pattern) }
        case .whole(let range):
            json.member("type", "integer")
            if let range {
                if range.lowerBound != .min { json.member("minimum", range.lowerBound) }
                if range.upperBound != .max { json.member("maximum", range.upperBound) }
            }
        case .numeric(let range):
            json.member("type", "number")
            if let range {
                json.key("minimum")
                json.value(range.lowerBound)
                json.key("maximum")
                json.value(range.upperBound)
            }
        case .boolean: json.member("type", "boolean")
        case .null: json.member("type", "null")
        case .any: break
        case .list(let element, let minimum, let maximum):
            json.member("type", "array")
            if let minimum { json.member("minItems", minimum) }
            if let maximum { json.member("maxItems", maximum) }
            json.key("items")
            element.write(to: &json, references: references)
        case .record(let properties, let others):
            json.member("type", "object")
            write(properties, to: &json, references: references)
            write(others, to: &json, references: references)
        case .reference(let name): json.member("$ref", references + name)
        case .nullable(let schema):
            writeAlternatives([schema, .null], keyword: "anyOf", to: &json, references: references)
        case .oneOf(let schemas): writeAlternatives(schemas, keyword: "oneOf", to: &json, references: references)
        case .enumeration(let values):
            json.member("type", "string")
            json.key("enum")
            json.array { json in for value in values { json.value(value) } }
        case .described(let schema, let text):
            schema.writeMembers(to: &json, references: references)
            json.member("description", text)
        }
    }

    private func writeAlternatives(
        _ schemas: [Schema], keyword: String, to json: inout JSONWriter, references: String
    ) {
        json.key(escaping: keyword)
        json.array { json in for schema in schemas { schema.write(to: &json, references: references) } }
    }

    private func write(_ properties: [Property], to json: inout JSONWriter, references: String) {
        guard !properties.isEmpty else { return }
        json.key("properties")
        json.object { json in
            for property in properties {
                json.key(escaping: property.name)
                property.schema.write(to: &json, references: references)
            }
        }
        let required = properties.filter(\.isRequired)
        guard !required.isEmpty else { return }
        json.key("required")
        json.array { json in for property in required { json.value(property.name) } }
    }

    private func write(_ others: Others, to json: inout JSONWriter, references: String) {
        switch others {
        case .open: break
        case .closed: json.member("additionalProperties", false)
        case .each(let schema, let names, let limit):
            if let limit { json.member("maxProperties", limit) }
            if let names {
                json.key("propertyNames")
                Schema.string(minimum: names.lowerBound, maximum: names.upperBound, pattern: RequestText.cleanPattern)
                    .write(to: &json, references: references)
            }
            json.key("additionalProperties")
            schema.write(to: &json, references: references)
        }
    }
}
