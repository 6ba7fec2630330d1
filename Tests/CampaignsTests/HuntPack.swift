import ContentPacks

/// A campaign of fights, each of which can end in one way only, whatever is rolled.
enum HuntPack {
    static func library() -> PackLibrary {
        let library = PackLibrary.load([
            PackSource(
                name: "hunt-pack",
                files: [
                    file("pack.yaml", pack), file("bestiary/beasts.yaml", bestiary), file("items/things.yaml", items),
                    file("campaigns/tale.yaml", campaign),
                ])
        ])
        precondition(library.broken.isEmpty, "BUG: \(library.problems)")
        return library
    }

    private static func file(_ path: String, _ text: String) -> PackFile {
        PackFile(path: path, bytes: Array(text.utf8))
    }

    private static let pack = """
        id: hunt-pack
        title: Охота
        languages: [ru]
        """

    /// The hare does nothing and cannot be missed for long; of ten dragons one always hits.
    private static let bestiary = """
        monsters:
          - id: hare
            name: Заяц
            cr: 1/8
            stats: {hp: 1, ac: 1, attack_bonus: -20, damage: 1d4, initiative: -20}
            loot: [{item: paw}]
          - id: dragon
            name: Дракон
            cr: "20"
            stats: {hp: 9000, ac: 40, attack_bonus: 40, damage: 100d6, initiative: -20}
            behaviour_tags: [pack_hunter]
        """

    private static let items = """
        items:
          - {id: paw, name: Лапка}
          - id: salve
            name: Мазь
            charges: 3
            effects: [{type: hp, value: 4, description: Пахнет мятой}]
          - id: charm
            name: Оберег
            rarity: rare
            slot: neck
            attunement: true
            effects: [{type: skill, stat: insight, value: 1}]
        """

    private static let campaign = """
        id: tale
        title: Охота
        start: scn_wood
        episodes:
          - id: ep_one
            scenes:
              - id: scn_wood
                title: Лес
                text: Впереди шуршит.
                choices:
                  - {id: hare, label: Заяц, goto: scn_hare}
                  - {id: dragon, label: Дракон, goto: scn_dragon}
                  - {id: distant, label: Дракон вдали, goto: scn_distant}
                  - {id: gather, label: Собраться, effects: [{give: salve, count: 2}, {give: charm}]}
              - id: scn_hare
                type: combat
                title: Заяц
                text: Заяц сидит и смотрит.
                combat:
                  monsters: [{ref: hare}]
                  victory: {text: Лес стихает., goto: scn_won}
                  defeat: scn_lost
              - id: scn_dragon
                type: combat
                title: Драконы
                text: Их десять.
                combat:
                  monsters: [{ref: dragon, count: 10}]
                  victory: scn_won
                  defeat: {text: Темнота., effects: [{alarm: 1}], goto: scn_lost}
              - id: scn_distant
                type: combat
                title: Драконы вдали
                text: Ещё не заметили.
                combat:
                  monsters: [{ref: dragon, count: 2, zone: far}]
                  victory: scn_won
                  defeat: scn_lost
                  flee: {text: Ветки хлещут по лицу., goto: scn_away}
              - {id: scn_won, type: epilogue, title: Добыча, text: Ужин готов., ending: won}
              - {id: scn_lost, type: epilogue, title: Поражение, text: Вы приходите в себя., ending: lost}
              - {id: scn_away, type: epilogue, title: Бегство, text: Вы целы., ending: away}
        """
}
