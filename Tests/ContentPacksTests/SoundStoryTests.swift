import Testing

@testable import ContentPacks

/// Stories that look broken and are not: the rules lead everywhere and out again.
@Suite struct SoundStoryTests {
    private static func scene(_ id: String, _ fields: String) -> String {
        "- id: \(id)\n  title: Т\n  text: \(PackText.text)\n\(PackText.indent(fields, 2))"
    }

    private static let threeSighs = """
        choices:
          - {id: a, label: Вздохнуть}
          - {id: b, label: Охнуть}
          - {id: c, label: Ахнуть}
        """

    private static let sighs = "[{id: a, label: А}, {id: b, label: Б}, {id: c, label: В}]"

    private static func detour(_ way: String) -> String {
        PackText.threeWaysOut.replacing("Влево, goto: scn_end", with: "Влево, \(way)effects: [{detour: scn_aside}]")
    }

    @Test(
        "are told nothing",
        arguments: [
            // A detour ends in the scene that it led to, which has no way out of its own.
            (
                detour(""),
                scene("scn_aside", "goto: scn_deeper\n" + threeSighs) + "\n" + scene("scn_deeper", threeSighs)
            ),
            // It comes back to where the choice leads, and only so does anybody get there.
            (
                detour("goto: scn_after, "),
                scene("scn_aside", threeSighs) + "\n" + scene("scn_after", PackText.threeWaysOut)
            ),
            // The fallback is there when the others are closed.
            (
                """
                choices:
                  - {id: a, label: Влево, when: party_size > 1, goto: scn_end}
                  - {id: b, label: Вправо, once: true}
                  - {id: c, label: Прямо, when: party_size > 2, goto: scn_end}
                  - {id: d, label: Назад, fallback: true, goto: scn_end}
                """, ""
            ),
            // Tried again until it leads out.
            (
                """
                choices:
                  - {id: a, label: Ломать, sticky: true, check: {skill: athletics, dc: 12}, success: {goto: scn_end}, partial: {text: Ещё.}}
                  - {id: b, label: Кричать}
                  - {id: c, label: Ждать}
                """, ""
            ),
            // A scene that only sends on is never shown, and needs no choices.
            (
                PackText.threeWaysOut.replacing("scn_end", with: "scn_hinge"),
                scene("scn_hinge", "on_enter: [{end: home}]")
            ),
            // Of five choices one is taken, and the fifth moves up.
            (
                """
                choices:
                  - {id: a, label: Один, when: party_size > 1}
                  - {id: b, label: Два, when: party_size > 1}
                  - {id: c, label: Три, once: true}
                  - {id: d, label: Четыре}
                  - {id: e, label: Пять, goto: scn_end}
                """, ""
            ),
        ])
    func sound(start: String, more: String) {
        let problems = PackText.read(campaign: PackText.campaign(scene: start, more: more)).problems
        #expect(problems == [])
    }

    @Test("a closed episode has the next one stand in for it")
    func standIn() {
        let campaign = """
            id: tale
            title: Сказка
            episodes:
              - {id: ep_one, scenes: [{id: scn_start, title: Т, goto: scn_closed, text: \(PackText.text), choices: \(Self.sighs)}]}
              - id: ep_closed
                requires: visited(scn_next)
                scenes:
                  - {id: scn_closed, title: Т, goto: scn_end, text: \(PackText.text), choices: \(Self.sighs)}
              - id: ep_next
                scenes:
                  - {id: scn_next, title: Т, goto: scn_closed, text: \(PackText.text), choices: \(Self.sighs)}
                  - {id: scn_end, title: Т, type: epilogue, text: \(PackText.text)}
            """
        #expect(PackText.read(campaign: campaign).problems == [])
    }
}
