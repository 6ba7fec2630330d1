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
    /// Where it is worn; nil: in the bag.
    package let slot: String?

    package init(
        itemID: String, pack: String, name: LocalizedText, rarity: String, quantity: Int = 1, slot: String? = nil
    ) {
        self.itemID = itemID
        self.pack = pack
        self.name = name
        self.rarity = rarity
        self.quantity = quantity
        self.slot = slot
    }

    /// `item_id, pack, name_en, name_ru, rarity, quantity, slot` from column `first` on.
    init(row: Row, first: Int = 0) {
        itemID = row.text(first)
        pack = row.text(first + 1)
        name = LocalizedText(en: row.text(first + 2), ru: row.text(first + 3))
        rarity = row.text(first + 4)
        quantity = row.int(first + 5)
        slot = row.optionalText(first + 6)
    }

    /// `{"itemId","name","rarity","quantity","equippedSlot"}`.
    func write(to json: inout JSONWriter, language: Language) {
        json.object {
            $0.member("itemId", itemID)
            $0.member("name", name[language])
            $0.member("rarity", rarity)
            $0.member("quantity", quantity)
            $0.member("equippedSlot", slot)
        }
    }
}
