/// A value of a YAML file, with the place where it stands.
struct YAMLNode: Sendable, Equatable {
    enum Content: Sendable, Equatable {
        case scalar(YAMLScalar)
        case sequence([YAMLNode])
        /// In the order of the file; keys are unique.
        case mapping([Member])
    }

    struct Member: Sendable, Equatable {
        let key: String
        let position: Position
        let value: YAMLNode
    }

    let content: Content
    let position: Position

    var isMapping: Bool {
        if case .mapping = content { true } else { false }
    }

    /// How many values it is, itself and keys counted, what an alias repeats each time.
    var count: Int {
        switch content {
        case .scalar: 1
        case .sequence(let elements): elements.reduce(1) { $0 + $1.count }
        case .mapping(let members): members.reduce(1) { $0 + 1 + $1.value.count }
        }
    }

    var isNull: Bool {
        if case .scalar(let scalar) = content { scalar.resolved == .null } else { false }
    }

    /// As an error message names it.
    var kind: String {
        switch content {
        case .sequence: "a list"
        case .mapping: "a mapping"
        case .scalar(let scalar):
            switch scalar.resolved {
            case .null: "nothing"
            case .bool: "true or false"
            case .integer: "an integer"
            case .number: "a number"
            case .text: "a text"
            }
        }
    }

    /// The member of a mapping; nil when it is not there, is null, or this is no mapping.
    subscript(_ key: String) -> YAMLNode? {
        guard case .mapping(let members) = content else { return nil }
        let value = members.first { $0.key == key }?.value
        return value?.isNull == true ? nil : value
    }
}
