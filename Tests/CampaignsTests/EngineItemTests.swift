import Characters
import ContentPacks
import Core
import Testing

@testable import Campaigns

/// What things do for who carries them: one rule for checks and fights.
@Suite("Things in a run")
struct EngineItemTests {
    private typealias Story = EngineStory

    private static func thing(
        _ id: String = "lens", slot: String? = nil, attunement: Bool = false, charges: Int? = nil,
        _ effects: [Item.Bonus] = [
            .init(type: "skill", stat: "arcana", value: 2), .init(type: "ac", value: 3),
            .init(type: "attack", value: 1),
            .init(type: "damage", value: 4),
        ]
    ) -> Item {
        Item(
            id: id, name: Story.line(id), slot: slot, effects: effects, needsAttunement: attunement, charges: charges)
    }

    /// A scene with a choice that gives and takes things, and one with a check.
    private static func rules(_ items: [Item], _ effects: [Effect] = []) -> CampaignRules {
        Story.rules(
            Story.scene(
                "a",
                choices: [
                    Story.choice("take", sticky: true, goto: "a", effects: effects),
                    Story.choice("try", sticky: true, check: Check(skill: .arcana, dc: 10), goto: "a"),
                ]), items: items)
    }

    @Test(
        "a bonus counts in checks and in fights while its thing works, and only then",
        arguments: [
            // slot, needs attunement, carried, worn, attuned -> works
            (nil, false, true, false, false, true), (nil, false, false, false, false, false),
            ("neck", false, true, true, false, true), ("neck", false, true, false, false, false),
            (nil, true, true, false, true, true), (nil, true, true, false, false, false),
            ("neck", true, true, true, true, true), ("neck", true, true, true, false, false),
            ("neck", true, true, false, true, false), ("neck", true, false, true, true, false),
        ] as [(String?, Bool, Bool, Bool, Bool, Bool)])
    func works(
        slot: String?, needsAttunement: Bool, isCarried: Bool, isWorn: Bool, isAttuned: Bool, works: Bool
    ) throws {
        let rules = Self.rules([Self.thing(slot: slot, attunement: needsAttunement)])
        var member = Story.member(items: isCarried ? ["lens": 1] : [:])
        if isWorn { member.worn = ["neck": "lens"] }
        if isAttuned { member.attuned = ["lens"] }
        let state = try rules.started(member)
        #expect(try rules.choose(state, "try").rolls.first?.modifier == (works ? 2 : 0))
        let bare = Combatant(Story.member(), bonuses: rules.itemBonuses, zone: "near")
        let fighter = Combatant(member, bonuses: rules.itemBonuses, zone: "near")
        #expect(fighter.armourClass - bare.armourClass == (works ? 3 : 0))
        #expect(fighter.attackBonus - bare.attackBonus == (works ? 1 : 0))
        #expect(fighter.damage == (works ? "1d8+4" : "1d8"))
        #expect(fighter.skills["arcana"] == (works ? 2 : 0))
    }

    @Test("a thing worn in a slot that is not its own does nothing")
    func wrongSlot() throws {
        let rules = Self.rules([Self.thing(slot: "neck")])
        var member = Story.member(items: ["lens": 1])
        member.worn = ["head": "lens"]
        #expect(try rules.choose(rules.started(member), "try").rolls.first?.modifier == 0)
    }

    @Test(
        "what is found is put on where its slot is free or idle, and stays in the bag where something works",
        arguments: [([:], "lens"), (["neck": "kit_sign"], "lens"), (["neck": "chain"], "chain")])
    func puttingOn(worn: [String: String], expected: String) throws {
        let rules = Self.rules(
            [Self.thing(slot: "neck"), Self.thing("chain", slot: "neck")], [.give(item: "lens", count: 1)])
        var member = Story.member(items: ["kit_sign": 1, "chain": 1])
        member.worn = worn
        let found = try rules.choose(rules.started(member), "take").state
        #expect(found.members[0].worn == ["neck": expected])
        #expect(found.members[0].items["lens"] == 1)
        var bagged = found
        bagged.members[0].worn = [:]
        let second = try rules.choose(bagged, "take").state
        #expect(second.members[0].items["lens"] == 2)
        #expect(second.members[0].worn.isEmpty, "a second piece is no reason to put on what was taken off")
    }

    @Test("what is found is attuned to while there is room, three things at most")
    func attunement() throws {
        let things = (1...5).map { Self.thing("ring\($0)", attunement: true) } + [Self.thing("plain")]
        let rules = Self.rules(things, things.map { .give(item: $0.id, count: 1) })
        let state = try rules.choose(rules.started(), "take").state
        #expect(state.members[0].attuned == ["ring1", "ring2", "ring3"])
        #expect(state.members[0].items.count == 6)
    }

    @Test("what is taken away is worn and attuned to no more")
    func losing() throws {
        let ring = Self.thing("ring", slot: "neck", attunement: true)
        let rules = Self.rules([ring], [.give(item: "ring", count: 1), .take(item: "ring", count: 1)])
        let member = try rules.choose(rules.started(), "take").state.members[0]
        #expect(member.items.isEmpty && member.worn.isEmpty && member.attuned.isEmpty && member.spent.isEmpty)
    }

    // MARK: Charges

    private static let salve = thing("salve", charges: 3, [.init(type: "hp", value: 4)])

    /// Two fights, one after the other, with hares that can do nothing.
    private static let hunt: CampaignRules = {
        let hare = FightArena.monster("hare", hp: 1, ac: 1, attack: -20)
        let fight = { (next: String) in
            Combat(monsters: [.init(monster: "hare")], victory: Branch(goto: next), defeat: Branch(goto: next))
        }
        return Story.rules(
            Story.scene("a", .combat, combat: fight("b")), Story.scene("b", .combat, combat: fight("fin")),
            items: [salve], monsters: [hare])
    }()

    private func leave(_ scene: String, _ start: RunState) throws -> RunState {
        var state = start
        while state.sceneID == scene { state = try Self.hunt.act(state, .advance).state }
        return state
    }

    @Test("what needs attunement is used by who is attuned to it")
    func unattunedUse() throws {
        let hare = FightArena.monster("hare", hp: 1, ac: 1, attack: -20)
        let combat = Combat(
            monsters: [.init(monster: "hare")], victory: Branch(goto: "fin"), defeat: Branch(goto: "fin"))
        let rules = Story.rules(
            Story.scene("a", .combat, combat: combat),
            items: [Self.thing("censer", attunement: true, [.init(type: "hp", value: 4)])], monsters: [hare])
        let state = try rules.started(Story.member(hp: 2, items: ["censer": 1]))
        let action = PlayerAction.fight(.useItem("censer", target: nil))
        #expect(throws: ActionError.fight(.notAttuned)) { try rules.act(state, action) }
        var attuned = state
        attuned.members[0].attuned = ["censer"]
        #expect(try rules.act(attuned, action).state.members[0].items.isEmpty)
    }

    @Test("charges count through the whole run, over fights, and the piece goes with the last one")
    func charges() throws {
        func use(_ state: RunState) throws -> RunState {
            try Self.hunt.act(state, .fight(.useItem("salve", target: nil))).state
        }
        var state = try use(Self.hunt.started(Story.member(hp: 2, items: ["salve": 2])))
        #expect(state.members[0].spent == ["salve": 1])
        let read = try JSON.decode(RunState.self, from: JSONWriter.bytes { $0.value(state) })
        #expect(read == state)
        state = try leave("a", read)
        #expect(state.members[0].spent == ["salve": 1])
        state = try use(state)
        #expect(state.members[0].chargesLeft(of: "salve", 3) == 1)
        state = try use(state)
        #expect(state.members[0].items == ["salve": 1])
        #expect(state.members[0].spent.isEmpty)
        #expect(state.members[0].chargesLeft(of: "salve", 3) == 3)
    }

    @Test("a rewind restores the charges of then")
    func rewind() throws {
        let before = try Self.hunt.started(Story.member(hp: 2, items: ["salve": 1]))
        let after = try Self.hunt.act(before, .fight(.useItem("salve", target: nil))).state
        #expect(after.rewound(to: before, comers: []).members[0].spent.isEmpty)
    }

    @Test(
        "tells what the use of a thing does, in both languages",
        arguments: [
            ([Item.Bonus(type: "hp", value: 4)], "Возвращает 4 очка здоровья.", "Restores 4 hit points."),
            (
                [.init(type: "hp", value: 1), .init(type: "clear", stat: "bleeding")],
                "Возвращает 1 очко здоровья, останавливает кровотечение.",
                "Restores 1 hit point, stops the bleeding."
            ),
            ([.init(type: "clear", stat: "stunned")], "Приводит в чувство.", "Brings to one's senses."),
            (
                [.init(type: "status", stat: "inspired")], "Даёт преимущество на следующую атаку или умение.",
                "Gives advantage on the next attack or skill."
            ),
        ])
    func uses(effects: [Item.Bonus], russian: String, english: String) throws {
        let item = try #require(FightItem(Self.thing("salve", effects)))
        #expect(UseLine(language: .russian).line(of: item) == russian)
        #expect(UseLine(language: .english).line(of: item) == english)
    }

    // MARK: Spoils

    @Test(
        "a level makes hardier: 5 and the modifier of constitution, 1 at least", arguments: [(10, 5), (15, 7), (1, 1)])
    func levels(constitution: Int, growth: Int) throws {
        let rules = Self.rules([], [.xp(900)])
        let result = try rules.choose(
            rules.started(Story.member(abilities: ["con": constitution], hp: 4, maxHP: 10)), "take")
        #expect(result.state.members[0].level == 3)
        #expect(result.state.members[0].maxHP == 10 + 2 * growth)
        #expect(result.state.members[0].hp == 4 + 2 * growth)
        let level = try #require(result.outcome?.effects.first { $0.type == .level })
        #expect(level.statChanges == ["level": 2, "maxHp": 2 * growth])
        #expect(
            OutcomeLines(language: .russian, names: NameBook(characters: [Story.mira: "Мира"])).line(of: level)
                == "Мира теперь на уровне 3, здоровья больше на \(2 * growth).")
    }

    @Test("loot is found when its die falls within its chance, and of the fallen only", arguments: [1, 50, 100])
    func loot(chance: Int) throws {
        var found = 0
        for attempt in 0..<40 {
            let hare = FightArena.monster(
                "hare", hp: 1, ac: 1, attack: -20, loot: [.init(item: "salve", chance: chance)])
            let combat = Combat(monsters: [.init(monster: "hare")], victory: Branch(goto: "fin"), defeat: Branch())
            let rules = Story.rules(Story.scene("a", .combat, combat: combat), items: [Self.salve], monsters: [hare])
            var state = try rules.started()
            var result: StepResult?
            while state.fight != nil {
                let step = try rules.step(
                    state, .advance, actor: Story.mira, actionID: "l\(attempt)", dice: Story.dice)
                state = step.state
                result = step
            }
            let roll = try #require(result?.rolls.last { $0.why == "combat:a:loot:hare-1:salve" })
            #expect((state.members[0].items["salve"] != nil) == (roll.total <= chance))
            #expect(
                result?.outcome?.effects.contains { $0.type == .item && $0.itemId == "salve" }
                    == (roll.total <= chance))
            if roll.total <= chance { found += 1 }
        }
        #expect(chance == 100 ? found == 40 : found < 40)
    }
}
