import ContentPacks

/// A small pack that has one of everything a run can meet: a check, a branch, an item, a relation, a status, a flag that
/// players see and one that they must not, secrets, a picture, an ending.
enum TalePack {
    static let campaignID = "tale"
    static let secrets = [
        "The ferryman is the duke", "Паромщик и есть герцог", "duke_is_near", "He drowned his brother",
    ]

    /// - Parameter edits: of the campaign: what is written otherwise, in this order.
    static func library(
        title: String = "Паром", edits: [(String, String)] = [], leaderRewind: Bool = false
    ) -> PackLibrary {
        let edited = edits.reduce(campaign) { text, edit in
            precondition(text.contains(edit.0), "BUG: nothing in the tale is called \(edit.0)")
            return text.replacing(edit.0, with: edit.1)
        }
        let library = PackLibrary.load([
            PackSource(
                name: "tale-pack",
                files: [
                    file("pack.yaml", pack), file("npcs/people.yaml", npcs), file("items/things.yaml", items),
                    file(
                        "campaigns/tale.yaml",
                        edited.replacing("TITLE", with: title)
                            .replacing("LEADER", with: "\(leaderRewind)")),
                    file(
                        "strings/en.yaml",
                        edits.reduce(strings) { $0.replacing($1.0 + ".", with: $1.1 + ".") }),
                    file("assets/pier.svg", "<svg/>"),
                ])
        ])
        precondition(library.broken.isEmpty, "BUG: \(library.problems)")
        return library
    }

    private static func file(_ path: String, _ text: String) -> PackFile {
        PackFile(path: path, bytes: Array(text.utf8))
    }

    private static let pack = """
        id: tale-pack
        title: Паром через Стылую
        season_version: S1-v0.1
        world_id: world
        languages: [ru, en]
        """

    private static let npcs = """
        - id: ferryman
          name: Паромщик
          summary: Молчаливый старик.
          secrets: ["He drowned his brother"]
        """

    private static let items = """
        - {id: rope, name: Верёвка, rarity: uncommon}
        """

    private static let campaign = """
        id: tale
        title: TITLE
        description: Переправа, с которой не все вернулись.
        minutes: 20
        players: {min: 1, max: 4}
        tags: [river]
        leader_rewind: LEADER
        cover: {asset_id: pier, alt: Причал}
        start: scn_pier
        flags:
          - {key: paid, type: bool, visible: true}
          - {key: duke_is_near, type: bool, default: true}
        episodes:
          - id: ep_one
            title: Вода
            type: main
            scenes:
              - id: scn_pier
                type: story
                title: Причал
                tone: тихая тревога
                text: Вечер. У причала стоит паром, и паромщик молча смотрит на вас.
                asset_id: pier
                alt: Причал вечером
                npcs: [ferryman]
                secret: Паромщик и есть герцог
                choices:
                  - id: talk
                    label: Уговорить паромщика
                    check: {skill: persuasion, dc: 12}
                    success: {text: Он кивает., effects: [{xp: 50}, {relation: ferryman, by: 2}], goto: scn_river}
                    partial: {text: Он берёт плату., effects: [{set: paid, to: true}], goto: scn_river}
                    fail: {text: Он отталкивает вас., effects: [{hp: -2}], goto: scn_river}
                  - {id: pay, label: Заплатить, effects: [{set: paid, to: true}, {give: rope}], goto: scn_river}
                  - {id: wait, label: Подождать, sticky: true, text: Темнеет., effects: [{set: duke_is_near, to: false}]}
                  - id: swear
                    label: Поклясться молчать
                    effects: [{event: SPARE_NPC, target: ferryman}, {relation: ferryman, by: 1}]
                    goto: scn_river
              - id: scn_river
                type: social
                title: Река
                text: Паром скрипит посреди реки.
                npcs: [ferryman]
                choices:
                  - id: ask
                    label: Спросить о реке
                    check: {skill: insight, dc: 10}
                    success: {effects: [{event: SPARE_NPC, importance: MACRO, target: ferryman}], goto: scn_end}
                    fail: {goto: scn_end}
                  - {id: row, label: Взяться за весло, effects: [{xp: 300}], goto: scn_end}
                  - {id: sing, label: Запеть, goto: scn_end}
                  - {id: steer, label: Встать к рулю, when: relation(ferryman) > 0, goto: scn_end}
              - id: scn_end
                type: epilogue
                title: Тот берег
                text: Вы ступаете на берег.
                ending: shore
        """

    private static let strings = """
        scn_pier.title: The pier
        scn_pier.secret: The ferryman is the duke
        tale.title: The ferry
        """
}
