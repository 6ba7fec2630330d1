extension Archetype {
    /// Six ways to begin: one for each ability a story asks for. The abilities of each sum to 75.
    package static let presets = [warrior, ranger, rogue, mage, cleric, bard]

    private static let warrior = Archetype(
        id: "warrior", name: LocalizedText(en: "Warrior", ru: "Воин"),
        about: LocalizedText(
            en: "Stands in front. Breaks doors, holds bridges, and is the last to step back.",
            ru: "Стоит впереди. Выбивает двери, держит мосты и отступает последним."),
        abilities: [16, 12, 15, 9, 11, 12], hp: 14,
        skills: ["athletics": 3, "intimidation": 2, "survival": 1],
        kit: [.sword, .shield, .chainmail, .bandages])

    private static let ranger = Archetype(
        id: "ranger", name: LocalizedText(en: "Ranger", ru: "Следопыт"),
        about: LocalizedText(
            en: "Reads tracks, weather and silence. Sees the ambush before the ambush sees the party.",
            ru: "Читает следы, погоду и тишину. Замечает засаду раньше, чем засада замечает отряд."),
        abilities: [12, 16, 13, 10, 15, 9], hp: 12,
        skills: ["perception": 3, "survival": 3, "stealth": 1],
        kit: [.longbow, .bowstring, .cloak, .rope])

    private static let rogue = Archetype(
        id: "rogue", name: LocalizedText(en: "Rogue", ru: "Плут"),
        about: LocalizedText(
            en: "Knows that every lock is a question and every pocket an answer.",
            ru: "Знает, что каждый замок — это вопрос, а каждый карман — ответ."),
        abilities: [10, 17, 12, 13, 11, 12], hp: 10,
        skills: ["stealth": 3, "sleight_of_hand": 3, "acrobatics": 2, "deception": 1],
        kit: [.daggers, .lockpicks, .cloak, .chalk])

    private static let mage = Archetype(
        id: "mage", name: LocalizedText(en: "Mage", ru: "Маг"),
        about: LocalizedText(
            en: "Has read the forbidden shelf and the footnotes too. Fragile, curious, dangerous.",
            ru: "Прочёл запретную полку вместе со сносками. Хрупок, любопытен, опасен."),
        abilities: [8, 13, 12, 17, 14, 11], hp: 8,
        skills: ["arcana": 4, "religion": 1, "insight": 2],
        kit: [.staff, .spellbook, .chalk, .lantern])

    private static let cleric = Archetype(
        id: "cleric", name: LocalizedText(en: "Cleric", ru: "Жрец"),
        about: LocalizedText(
            en: "Mends what can be mended and bears witness to the rest.",
            ru: "Лечит то, что можно вылечить, и свидетельствует об остальном."),
        abilities: [13, 9, 14, 11, 16, 12], hp: 12,
        skills: ["religion": 3, "insight": 3, "persuasion": 1],
        kit: [.mace, .sacredSign, .healingHerbs, .bandages])

    private static let bard = Archetype(
        id: "bard", name: LocalizedText(en: "Bard", ru: "Бард"),
        about: LocalizedText(
            en: "Opens with a song what others open with an axe. Remembers everybody's name.",
            ru: "Открывает песней то, что другие открывают топором. Помнит каждого по имени."),
        abilities: [9, 14, 12, 12, 11, 17], hp: 10,
        skills: ["persuasion": 3, "deception": 2, "acrobatics": 1, "insight": 1],
        kit: [.lute, .daggers, .letters, .wine])
}
