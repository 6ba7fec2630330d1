/// A thing that a preset begins with. Packs know nothing of these, so they are described here.
package struct KitItem: Sendable, Equatable {
    package let id: String
    package let name: LocalizedText
    /// `common … mythic`.
    package let rarity: String
    package let quantity: Int
    /// Where it is worn from the start; nil: in the bag.
    package let slot: String?

    init(_ id: String, en: String, ru: String, rarity: String = "common", quantity: Int = 1, slot: String? = nil) {
        self.id = id
        self.name = LocalizedText(en: en, ru: ru)
        self.rarity = rarity
        self.quantity = quantity
        self.slot = slot
    }

    /// What is worn at the start is made to be worn there.
    var traits: ItemTraits { ItemTraits(slot: slot) }

    /// `pack` of these items in `character_items`.
    package static let pack = "kit"

    static let bandages = KitItem("kit_bandages", en: "Linen bandages", ru: "Льняные бинты", quantity: 3)
    static let bowstring = KitItem("kit_spare_string", en: "Spare bowstring", ru: "Запасная тетива")
    static let chalk = KitItem("kit_chalk", en: "Tailor's chalk", ru: "Портновский мелок")
    static let chainmail = KitItem("kit_chainmail", en: "Patched chain mail", ru: "Латаная кольчуга", slot: "body")
    static let cloak = KitItem("kit_cloak", en: "Grey cloak", ru: "Серый плащ", slot: "body")
    static let daggers = KitItem("kit_daggers", en: "Pair of daggers", ru: "Пара кинжалов", slot: "weapon")
    static let healingHerbs = KitItem("kit_herbs", en: "Healing herbs", ru: "Целебные травы", quantity: 2)
    static let lantern = KitItem("kit_lantern", en: "Shuttered lantern", ru: "Потайной фонарь")
    static let longbow = KitItem("kit_longbow", en: "Yew longbow", ru: "Тисовый лук", slot: "weapon")
    static let lockpicks = KitItem("kit_lockpicks", en: "Roll of lockpicks", ru: "Набор отмычек")
    static let lute = KitItem("kit_lute", en: "Road-worn lute", ru: "Видавшая виды лютня", slot: "offhand")
    static let mace = KitItem("kit_mace", en: "Pilgrim's mace", ru: "Булава паломника", slot: "weapon")
    static let rope = KitItem("kit_rope", en: "Fifty feet of rope", ru: "Пятнадцать метров верёвки")
    static let sacredSign = KitItem(
        "kit_sacred_sign", en: "Silver sacred sign", ru: "Серебряный священный знак", rarity: "uncommon", slot: "neck")
    static let shield = KitItem("kit_shield", en: "Dented shield", ru: "Помятый щит", slot: "offhand")
    static let spellbook = KitItem(
        "kit_spellbook", en: "Spellbook with a lock", ru: "Книга заклинаний с замком", rarity: "uncommon",
        slot: "offhand")
    static let staff = KitItem("kit_staff", en: "Ash staff", ru: "Ясеневый посох", slot: "weapon")
    static let sword = KitItem("kit_sword", en: "Soldier's sword", ru: "Солдатский меч", slot: "weapon")
    static let letters = KitItem("kit_letters", en: "Forged letters", ru: "Поддельные письма")
    static let wine = KitItem("kit_wine", en: "Flask of good wine", ru: "Фляга доброго вина")
}
