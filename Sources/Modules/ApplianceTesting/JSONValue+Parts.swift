package import Core

extension JSONValue {
    /// The names of an object's members; of anything else none.
    package var memberNames: Set<String> {
        if case .object(let members) = self { Set(members.keys) } else { [] }
    }

    /// The elements of an array; of anything else none.
    package var elements: [JSONValue] {
        if case .array(let elements) = self { elements } else { [] }
    }
}
