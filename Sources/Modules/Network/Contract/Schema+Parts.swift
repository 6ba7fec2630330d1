/// What a schema is made of.
extension Schema {
    /// The names of the schemas that it refers to by itself; not those that they refer to.
    package var references: Set<String> {
        switch self {
        case .reference(let name): [name]
        case .nullable(let schema), .described(let schema, _), .list(let schema, _, _): schema.references
        case .oneOf(let schemas): schemas.reduce(into: []) { $0.formUnion($1.references) }
        case .record(let properties, .each(let schema, _, _)):
            properties.reduce(into: schema.references) { $0.formUnion($1.schema.references) }
        case .record(let properties, _): properties.reduce(into: []) { $0.formUnion($1.schema.references) }
        case .text, .whole, .numeric, .boolean, .any, .null, .enumeration: []
        }
    }

    /// The same object, some of whose members have other schemas.
    package func with(_ members: [String: Schema]) -> Schema {
        guard case .record(let properties, let others) = self else { preconditionFailure("BUG: \(self) is no object") }
        return .record(
            properties.map {
                Property(name: $0.name, schema: members[$0.name] ?? $0.schema, isRequired: $0.isRequired)
            }, others: others)
    }
}

extension [NamedSchema] {
    /// Those that a schema refers to, and those that they refer to, in their order here.
    package func needed(by schemas: [Schema]) -> [NamedSchema] {
        var (names, open) = (Set<String>(), schemas)
        while let schema = open.popLast() {
            let new = schema.references.subtracting(names)
            names.formUnion(new)
            open += filter { new.contains($0.name) }.map(\.schema)
        }
        let found = filter { names.contains($0.name) }
        precondition(found.count == names.count, "BUG: of \(names) there are only \(found.map(\.name))")
        return found
    }
}
