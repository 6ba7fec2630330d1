package import Core

/// JSON Schema 2020-12 as a value: the part of it that this API uses.
package indirect enum Schema: Sendable {
    case text(TextRules)
    case whole(ClosedRange<Int64>?)
    case number
    case boolean
    case any
    case null
    case list(Schema, minimum: Int?, maximum: Int?)
    case record([Property], isOpen: Bool)
    /// An object whose member names are data: each value has this schema.
    case map(Schema)
    /// A schema registered with `Router.schema`.
    case reference(String)
    case nullable(Schema)
    case enumeration([String])
    case oneOf([Schema])
    case described(Schema, String)

    /// Bounds in characters.
    package struct TextRules: Sendable {
        package var minimum: Int?
        package var maximum: Int?
        package var format: String?
        package var pattern: String?
    }

    package struct Property: Sendable {
        package let name: String
        package let schema: Schema
        package let isRequired: Bool
    }

    package static let string = Schema.text(TextRules())
    package static let integer = Schema.whole(nil)
    /// An id of the database: 1 and up.
    package static let id = Schema.whole(1...Int64.max)
    /// RFC 3339 in UTC with milliseconds.
    package static let time = Schema.text(TextRules(format: "date-time"))

    package static func string(_ length: ClosedRange<Int>) -> Schema {
        .text(TextRules(minimum: length.lowerBound, maximum: length.upperBound))
    }

    package static func string(minimum: Int? = nil, maximum: Int? = nil, format: String? = nil, pattern: String? = nil)
        -> Schema
    {
        .text(TextRules(minimum: minimum, maximum: maximum, format: format, pattern: pattern))
    }

    package static func integer(_ range: ClosedRange<Int64>) -> Schema { .whole(range) }

    package static func array(_ element: Schema, minimum: Int? = nil, maximum: Int? = nil) -> Schema {
        .list(element, minimum: minimum, maximum: maximum)
    }

    /// `required` members must be there; `open` allows others, as every answer of an API that may grow does.
    package static func object(_ properties: [(name: String, schema: Schema, required: Bool)], open: Bool = true)
        -> Schema
    {
        .record(properties.map { Property(name: $0.name, schema: $0.schema, isRequired: $0.required) }, isOpen: open)
    }

    /// Members that are all required; `optional` ones follow.
    package static func object(
        _ required: KeyValuePairs<String, Schema>, optional: KeyValuePairs<String, Schema> = [:], open: Bool = true
    ) -> Schema {
        let first = required.map { Property(name: $0.key, schema: $0.value, isRequired: true) }
        let rest = optional.map { Property(name: $0.key, schema: $0.value, isRequired: false) }
        return .record(first + rest, isOpen: open)
    }

    /// `{"items": […], "nextCursor": …}`.
    package static func page(of element: Schema) -> Schema {
        .object(["items": .array(element), "nextCursor": .nullable(.string)])
    }
}

extension Schema {
    /// Writes the schema. `references` is the prefix of `$ref`: `#/components/schemas/` in OpenAPI, `#/$defs/` alone.
    package func write(to json: inout JSONWriter, references: String = "#/components/schemas/") {
        json.object { writeMembers(to: &$0, references: references) }
    }

    private func writeMembers(to json: inout JSONWriter, references: String) {
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
        case .number: json.member("type", "number")
        case .boolean: json.member("type", "boolean")
        case .null: json.member("type", "null")
        case .any: break
        case .list(let element, let minimum, let maximum):
            json.member("type", "array")
            if let minimum { json.member("minItems", minimum) }
            if let maximum { json.member("maxItems", maximum) }
            json.key("items")
            element.write(to: &json, references: references)
        case .record(let properties, let isOpen):
            writeRecord(properties, isOpen: isOpen, to: &json, references: references)
        case .map(let value):
            json.member("type", "object")
            json.key("additionalProperties")
            value.write(to: &json, references: references)
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
        json.key(keyword)
        json.array { json in for schema in schemas { schema.write(to: &json, references: references) } }
    }

    private func writeRecord(_ properties: [Property], isOpen: Bool, to json: inout JSONWriter, references: String) {
        json.member("type", "object")
        json.key("properties")
        json.object { json in
            for property in properties {
                json.key(property.name)
                property.schema.write(to: &json, references: references)
            }
        }
        let required = properties.filter(\.isRequired)
        if !required.isEmpty {
            json.key("required")
            json.array { json in for property in required { json.value(property.name) } }
        }
        if !isOpen { json.member("additionalProperties", false) }
    }
}
