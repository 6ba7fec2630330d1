internal import Core
internal import Storage

/// A thing that a character carries between runs, described so that it can be shown without its pack.
package struct CharacterItem: Sendable, Equatable {
    /// The author's id of it, unique within the character.
    package let itemID: String
    /// The pack it comes from; `kit` for the things of a preset.
    package let pack: String
    package let name: LocalizedText
    /// `common … mythic`.
    package let rarity: String
    /// 1 and up.
    package let quantity: Int
    package let traits: ItemTraits
    /// Where it is worn: `traits.slot`, or nil in the bag.
    package let slot: String?
    /// Whether its bearer is attuned to it.
    package let isAttuned: Bool

    package init(
        itemID: String, pack: String, name: LocalizedText, rarity: String, quantity: Int = 1,
        traits: ItemTraits = ItemTraits(), slot: String? = nil, isAttuned: Bool = false
    ) {
        self.itemID = itemID
        self.pack = pack
        self.name = name
        self.rarity = rarity
        self.quantity = quantity
        self.traits = traits
        self.slot = slot
        self.isAttuned = isAttuned
    }

    /// `item_id, pack, name_en, name_ru, rarity, quantity, slot, fits, needs_attunement, attuned, charges, soulbound,
    /// tradeable`.
    init(row: Row) {
        itemID = row.text(0)
        pack = row.text(1)
        name = LocalizedText(en: row.text(2), ru: row.text(3))
        rarity = row.text(4)
        quantity = row.int(5)
        slot = row.optionalText(6)
        traits = ItemTraits(
            slot: row.optionalText(7), needsAttunement: row.bool(8), charges: row.optionalInt(10),
            isSoulbound: row.bool(11), isTradeable: row.bool(12))
        isAttuned = row.bool(9)
    }
}
