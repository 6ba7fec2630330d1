import Core
import Testing

@testable import ContentPacks

@Suite struct PackHashTests {
    private func pack(_ campaign: String, manifest: String = PackText.manifest) throws -> Pack {
        let (pack, problems) = PackText.read(campaign: campaign, ["pack.yaml": manifest])
        return try #require(pack, "\(problems)")
    }

    @Test("does not depend on the order of keys, on comments or on the style of scalars")
    func stable() throws {
        let one = try pack(PackText.campaign())
        let reordered = PackText.campaign().replacing(
            "{id: a, label: Влево, goto: scn_end}", with: "{goto: scn_end, label: \"Влево\", id: a}  # left")
        let two = try pack(reordered, manifest: "languages: [ru]\ntitle: 'Проба'\nid: demo\n")
        #expect(one == two)
        #expect(one.contentHash == two.contentHash)
        #expect(one.contentHash.hasPrefix("sha256:"))
        #expect(one.contentHash.utf8.count == 71)
    }

    @Test("changes with any text")
    func changed() throws {
        let one = try pack(PackText.campaign())
        let two = try pack(PackText.campaign().replacing("Влево", with: "Налево"))
        #expect(one.contentHash != two.contentHash)
    }

    @Test("comes back from its canonical form, conditions and effects with it")
    func roundTrip() throws {
        let head = "flags: [{key: coins, default: 3, visible: true}, {key: mood, type: string}]"
        let scene = """
            on_enter:
              - {add: coins, by: -1}
              - {set: mood, to: sad}
              - {hp: -2, who: all}
              - {status: bleeding, who: actor, turns: 2}
              - {clear: bleeding}
              - {xp: 10}
              - {event: SAVE_CITY, importance: MACRO, tags: [x]}
              - {alarm: 1}
              - {art: scn_end}
            choices:
              - {id: a, label: Влево, goto: scn_end, when: coins > 2 and (mood == "sad" or not visited(scn_end))}
              - {id: b, label: Вправо, goto: scn_end, sticky: true}
              - id: c
                label: Прямо
                check: {ability: STR, dc: easy, advantage: true, stakes: Шум}
                success: {text: Вышло., goto: scn_end}
                partial: {effects: [{end: home}]}
                fail: {goto: scn_end}
            """
        let original = try pack(PackText.campaign(head: head, scene: scene))
        let decoded = try Pack(decoding: original.encoded())
        #expect(decoded == original)
        #expect(decoded.contentHash == Pack.contentHash(of: original.encoded()))
        let effects = decoded.campaigns[0].scenes[0].onEnter
        #expect(effects[6] == .event(WorldEvent(type: "SAVE_CITY", importance: .macro, tags: ["x"])))
        #expect(effects.count == 9)
    }

    @Test("writes its canonical form with sorted keys")
    func sorted() throws {
        let pack = Pack(
            id: "a", title: Line(id: "pack.title", texts: [.russian: "А", .english: "A"]),
            languages: [.russian, .english],
            campaigns: [])
        #expect(String(decoding: pack.encoded(), as: UTF8.self).hasPrefix("{\"art\":[],\"assertions\":"))
        #expect(try Pack(decoding: pack.encoded()) == pack)
    }
}
