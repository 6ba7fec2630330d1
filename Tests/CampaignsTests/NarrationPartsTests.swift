import Core
import Testing

@testable import Campaigns

/// The parts that a retelling is made of.
@Suite("Parts of a retelling")
struct NarrationPartsTests {
    @Test("a fight remembers who put whom out of it, and not who struck before")
    func deeds() {
        let events = [
            FightEvent(.attack, "1", target: "wolf-1"), FightEvent(.out, "wolf-1"),
            FightEvent(.attack, "wolf-2", target: "1"), FightEvent(.hurt, "2", amount: 1, word: "bleeding"),
            FightEvent(.out, "2"), FightEvent(.skill, "1", target: "wolf-2", word: "intimidation"),
            FightEvent(.surrender, "wolf-2"), FightEvent(.fled, "wolf-3"),
        ]
        let deeds = FightDeed.all(in: events)
        #expect(
            deeds == [
                FightDeed(.felled, "wolf-1", by: "1"), FightDeed(.felled, "2"), FightDeed(.broken, "wolf-2", by: "1"),
                FightDeed(.fled, "wolf-3"),
            ])
        #expect(deeds.map(\.json).compactMap(FightDeed.init) == deeds)
    }

    @Test("a fight is told by who did it, the party's own losses last")
    func tale() throws {
        let names = NameBook(
            characters: [CharacterID(rawValue: 1): "Мира", CharacterID(rawValue: 2): "Лада"],
            monsters: [
                "wolf": MonsterName(one: "Волк", few: "Волка", many: "Волков"), "bear": MonsterName(one: "Медведь"),
            ])
        let deeds = [
            FightDeed(.felled, "2", by: "bear-1"), FightDeed(.felled, "wolf-1", by: "1"),
            FightDeed(.felled, "bear-1", by: "1"), FightDeed(.felled, "wolf-2", by: "1"),
            FightDeed(.felled, "wolf-3", by: "1"), FightDeed(.felled, "bear-2"),
        ]
        let entry = ChronicleEntry(
            .meso, "COMBAT",
            payload: ["outcome": "victory", "rounds": 3, "deeds": .array(deeds.map(\.json))])
        let tale = try #require(FightTale(entry, names: names))
        #expect(tale.parts.map(\.kind) == [.felled, .collapsed, .lost])
        #expect(tale.parts.map(\.by) == ["Мира", nil, nil])
        let fighters = FightPhrases.russian.fighters
        #expect(tale.parts[0].who.flatMap { fighters($0.name, $0.count, false) } == ["три Волка", "Медведь"])
        #expect(fighters(MonsterName(one: "Тень"), 2, false) == ["Тень", "ещё Тень"])
        #expect(
            FightPhrases.english.fighters(MonsterName(one: "The Bear", few: "Bears", many: "Bears"), 1, false) == [
                "the Bear"
            ])
        #expect(FightPhrases.russian.line(tale) == "Победа, три раунда.")
        #expect(FightPhrases.english.line(tale) == "Victory, after three rounds.")
        #expect(FightTale(ChronicleEntry(.meso, "CHOICE"), names: names) == nil)
    }

    @Test(
        "cuts a paragraph at the ends of its sentences",
        arguments: [
            ("Раз. Два! Три?", ["Раз.", "Два!", "Три?"]),
            ("— Стой! — кричит он. Я стою.", ["— Стой!", "— кричит он.", "Я стою."]),
            ("«Иду». Он идёт.", ["«Иду».", "Он идёт."]), ("В 3.20 и т. д. без конца", ["В 3.20 и т. д. без конца"]),
            ("", []),
        ])
    func sentences(text: String, expected: [String]) { #expect(Sentences.of(text) == expected) }

    @Test(
        "prints English quotes as a book does",
        arguments: [
            (#""Well," she said, "it's the dogs' hour.""#, "“Well,” she said, “it’s the dogs’ hour.”"),
            (#"("So")"#, "(“So”)"), ("“Done”", "“Done”"),
        ])
    func quotes(typed: String, printed: String) { #expect(Quotes.curled(typed) == printed) }

    @Test("gives direct speech a paragraph of its own, and lets none grow without end")
    func flow() {
        var flow = ParagraphFlow()
        for text in ["Он ждёт.", "Она идёт.", "— Стой!", "Тишина.", "", "Долго."] { flow.add(text) }
        #expect(flow.paragraphs == ["Он ждёт. Она идёт.", "— Стой!", "Тишина. Долго."])
        for _ in 0..<40 { flow.add(String(repeating: "а", count: 60)) }
        #expect(flow.paragraphs.allSatisfy { $0.utf8.count < 1100 })
    }
}
