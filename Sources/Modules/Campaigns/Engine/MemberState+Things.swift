package import Characters

/// What a character carries in a run: what of it works, and how it is put on and used up.
extension MemberState {
    /// Whether it carries a thing that works for it.
    package func isServed(by id: String, _ traits: ItemTraits) -> Bool {
        items[id, default: 0] > 0 && traits.works(isWorn: isWearing(id, traits), isAttuned: attuned.contains(id))
    }

    package func isWearing(_ id: String, _ traits: ItemTraits) -> Bool {
        traits.slot.map { worn[$0] == id } ?? false
    }

    /// A thing comes into its hands for the first time. What has a slot is put on when that is free, or holds what does
    /// nothing in this campaign; what is worn, or needs no slot, is attuned to while there is room for it.
    ///
    /// - Parameter isIdle: whether another thing does nothing here.
    mutating func takeUp(_ id: String, _ traits: ItemTraits, isIdle: (String) -> Bool) {
        if let slot = traits.slot, worn[slot].map(isIdle) ?? true { worn[slot] = id }
        if traits.needsAttunement, traits.works(isWorn: isWearing(id, traits), isAttuned: true),
            attuned.count < ItemTraits.attunementLimit
        {
            attuned.append(id)
        }
    }

    /// The last piece of a thing is gone.
    mutating func letGo(_ id: String) {
        items[id] = nil
        spent[id] = nil
        attuned.removeAll { $0 == id }
        for (slot, item) in worn where item == id { worn[slot] = nil }
    }

    /// Uses of a thing that are left in the piece in hand: 1...charges.
    package func chargesLeft(of id: String, _ charges: Int) -> Int { max(1, charges - spent[id, default: 0]) }

    /// Uses a thing once.
    ///
    /// - Parameter charges: of one piece, 1 and up.
    /// - Returns: whether the piece is used up, and is to be taken away.
    mutating func use(_ id: String, charges: Int) -> Bool {
        let used = spent[id, default: 0] + 1
        spent[id] = used < charges ? used : nil
        return used >= charges
    }
}
