import Testing

@testable import ContentPacks

/// Blocks of `scenes_templates/` that scenes include.
@Suite struct TemplateTests {
    private func scene(_ fields: String, _ templates: [String: String]) throws -> Scene {
        let files = templates.map { ("scenes_templates/\($0.key).yaml", $0.value) }
        let (pack, problems) = PackText.read(
            campaign: PackText.campaign(scene: "\(fields)\n\(PackText.threeWaysOut)"),
            Dictionary(uniqueKeysWithValues: files))
        #expect(problems == [])
        return try #require(pack?.campaigns[0].scenes[0])
    }

    @Test("the scene's own fields win, lists are joined with its own first")
    func merging() throws {
        let read = try scene(
            "include: dusk\ntone: светло\ntags: [own]\nfreeform: {dc: 10}",
            [
                "dusk":
                    "tone: темно\ntags: [dusk]\non_enter: [{alarm: 1}]\nfreeform: {dc: 15, skill: stealth}\nnotes: x\n"
            ])
        #expect(read.tone == "светло")
        #expect(read.tags == ["own", "dusk"])
        #expect(read.onEnter == [.alarm(1)])
        // A mapping is taken whole.
        #expect(read.freeform == Freeform(dc: 10))
    }

    @Test("a block wins over those it includes, the first over what follows, and each comes once")
    func nesting() throws {
        let read = try scene(
            "include: [dusk, rain]",
            [
                "dusk": "include: fog\ntags: [dusk]\n", "fog": "tone: туман\ntags: [fog]\ninclude: [wet]\n",
                "rain": "tone: дождь\ntags: [rain]\ninclude: wet\n", "wet": "tone: сыро\ntags: [wet]\n",
            ])
        #expect(read.tone == "туман")
        #expect(read.tags == ["dusk", "fog", "wet", "rain"])
    }

    @Test("a choice of a block has a line of each scene that includes it")
    func lines() throws {
        let read = try scene(
            "include: door", ["door": "choices: [{id: leave, label: Уйти, when: party_size > 1, goto: scn_end}]\n"])
        #expect(read.choices.map(\.label.id) == ["a", "b", "c", "leave"].map { "scn_start.\($0).label" })
    }
}
