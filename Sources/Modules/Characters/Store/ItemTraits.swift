/// How a thing is made: what its author wrote of it, as far as it matters without the pack too.
package struct ItemTraits: Sendable, Equatable {
    /// How many things a character can be attuned to at once (System Reference Document 5.1, "Attunement").
    package static let attunementLimit = 3

    /// Where it is worn; nil: it works in the bag.
    package var slot: String?
    package var needsAttunement: Bool
    /// Uses of one piece, 1 and up; nil: it is used up at once, or never.
    package var charges: Int?
    /// Stays with its bearer. Nothing changes hands between players yet: this and `isTradeable` are only shown.
    package var isSoulbound: Bool
    package var isTradeable: Bool

    package init(
        slot: String? = nil, needsAttunement: Bool = false, charges: Int? = nil, isSoulbound: Bool = false,
        isTradeable: Bool = true
    ) {
        self.slot = slot
        self.needsAttunement = needsAttunement
        self.charges = charges
        self.isSoulbound = isSoulbound
        self.isTradeable = isTradeable
    }

    /// Whether the thing does something for who carries it. The one rule of sheets, checks and fights:
    ///
    /// | thing | works |
    /// |---|---|
    /// | without a slot | while it is carried |
    /// | with a slot | while it is worn there; a slot holds one thing |
    /// | that needs attunement | when moreover its bearer is attuned to it, to `attunementLimit` things at most |
    package func works(isWorn: Bool, isAttuned: Bool) -> Bool {
        (slot == nil || isWorn) && (!needsAttunement || isAttuned)
    }
}
