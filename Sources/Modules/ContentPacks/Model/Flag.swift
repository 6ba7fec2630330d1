/// A named value of one run, as the campaign declares it.
package struct Flag: Codable, Sendable, Equatable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        case bool
        case integer = "int"
        case text = "string"

        /// What a flag of this kind holds when the campaign names no default: false, 0, the empty text.
        package var zero: FlagValue {
            switch self {
            case .bool: .bool(false)
            case .integer: .integer(0)
            case .text: .text("")
            }
        }
    }

    package let key: String
    package let kind: Kind
    package let initial: FlagValue
    /// Whether players see it; hidden flags never leave the server.
    package let isVisible: Bool

    package init(key: String, kind: Kind, initial: FlagValue? = nil, isVisible: Bool = false) {
        self.key = key
        self.kind = kind
        self.initial = initial ?? kind.zero
        self.isVisible = isVisible
    }
}
