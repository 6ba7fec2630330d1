import Core

/// The part of JSON Schema that the generation schemas use, checked the plain way.
enum SchemaCheck {
    /// What is wrong with `value`, each with its path; empty when it keeps to the schema.
    static func problems(of value: JSONValue, against schema: JSONValue, at path: String = "$") -> [String] {
        switch schema["type"] {
        case "object": object(value, schema, path)
        case "array": array(value, schema, path)
        case "string": text(value, schema, path)
        case "integer": integer(value, schema, path)
        default: ["\(path): the schema has no type"]
        }
    }

    private static func object(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
        guard case .object(let members) = value, case .object(let properties)? = schema["properties"] else {
            return ["\(path): not an object"]
        }
        var problems: [String] = []
        for name in schema["required"]?.list ?? [] where members[name.stringValue ?? ""] == nil {
            problems.append("\(path): lacks \(name)")
        }
        for (name, member) in members {
            if let property = properties[name] {
                problems += Self.problems(of: member, against: property, at: "\(path).\(name)")
            } else {
                problems.append("\(path): has a stranger, \(name)")
            }
        }
        return problems
    }

    private static func array(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
        guard case .array(let elements) = value else { return ["\(path): not an array"] }
        var problems: [String] = []
        if let minimum = schema["minItems"]?.integerValue, elements.count < minimum {
            problems.append("\(path): too few")
        }
        if let maximum = schema["maxItems"]?.integerValue, elements.count > maximum {
            problems.append("\(path): too many")
        }
        for (index, element) in elements.enumerated() {
            problems += Self.problems(of: element, against: schema["items"] ?? .null, at: "\(path)[\(index)]")
        }
        return problems
    }

    private static func text(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
        guard let text = value.stringValue else { return ["\(path): not a string"] }
        return text.count < Int(schema["minLength"]?.integerValue ?? 0) ? ["\(path): too short"] : []
    }

    private static func integer(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
        guard let number = value.integerValue else { return ["\(path): not an integer"] }
        return number < schema["minimum"]?.integerValue ?? .min ? ["\(path): too small"] : []
    }
}
