/// What a flag holds, and what a condition compares with: a bare JSON boolean, integer or string.
package enum FlagValue: Hashable, Sendable {
    case bool(Bool)
    case integer(Int)
    case text(String)

    package var kind: Flag.Kind {
        switch self {
        case .bool: .bool
        case .integer: .integer
        case .text: .text
        }
    }

    /// A flag used alone as a condition: true, a number other than 0, a text that is not empty.
    package var isTruthy: Bool {
        switch self {
        case .bool(let value): value
        case .integer(let value): value != 0
        case .text(let value): !value.isEmpty
        }
    }
}

extension FlagValue: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int.self) {
            self = .integer(value)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        }
    }
}

extension FlagValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(stringLiteral value: String) { self = .text(value) }
}
