import ContentPacks
import Core
import Testing

@testable import Campaigns

/// How a story goes into a fight and out of it.
@Suite("Fights in a story")
struct EngineFightTests {
    private typealias Story = EngineStory

    private static let salve = Item(
        id: "salve", name: Story.line("salve", "Мазь", "Salve"), effects: [.init(type: "hp", value: 4)], charges: 2)
    private static let rope = Item(id: "rope", name: Story.line("rope"))

    private func rules(_ monster: Monster, flee: Branch? = nil, language: Language = .russian) -> CampaignRules {
        let combat = Combat(
            monsters: [.init(monster: monster.id)],
            victory: Branch(text: [Story.line("won", "Тихо.", "Quiet.")], effects: [.alarm(1)], goto: "fin"),
            defeat: Branch(goto: "fin"), flee: flee)
        return Story.rules(
            Story.scene("a", .combat, combat: combat), items: [Self.salve, Self.rope], monsters: [monster],
            language: language)
    }

    /// Attacks until the fight is over.
    private func finish(_ rules: CampaignRules, _ start: RunState) throws -> StepResult {
        var state = start
        while true {
            let actor = state.fight?.awaited ?? Story.mira
            let result = try rules.step(state, .advance, actor: actor, actionID: "", dice: Story.dice)
            state = result.state
            if state.fight == nil { return result }
        }
    }

    @Test("begins with the scene, also with the first one of a campaign, and joins nobody in its middle")
    func begins() throws {
        let rules = rules(FightArena.monster(attack: -20))
        let started = try rules.start(members: [Story.member()], dice: Story.dice)
        #expect(started.state.fight?.awaited == Story.mira)
        #expect(started.rolls.prefix(2).map(\.why) == ["combat:a:initiative:1", "combat:a:initiative:wolf-1"])
        #expect(rules.choiceIDs(started.state) == ["fight.attack", "fight.defend", "fight.ready"])
        let joined = rules.join(started.state, Story.member(Story.tormund, "Тормунд"))
        let next = try rules.act(joined, .fight(.defend))
        #expect(next.state.waiting.map(\.characterID) == [Story.tormund])
        #expect(next.resolved?.choiceID == "fight.turn")
        #expect(next.state.sceneOrder == 2)
    }

    @Test("brings the groups that so many of the party meet", arguments: [(1, 1), (2, 1), (3, 3), (4, 3)])
    func groupsByParty(members: Int, monsters: Int) throws {
        let combat = Combat(
            monsters: [.init(monster: "wolf"), .init(monster: "wolf", count: 2, zone: "far", minParty: 3)],
            victory: Branch(goto: "fin"), defeat: Branch(goto: "fin"))
        let rules = Story.rules(Story.scene("a", .combat, combat: combat), monsters: [FightArena.monster(attack: -20)])
        let party = (1...members).map { Story.member(CharacterID(rawValue: Int64($0)), "№ \($0)") }
        let fight = try #require(try rules.start(members: party, dice: Story.dice).state.fight)
        #expect(fight.combatants.count { $0.side == .party } == members)
        #expect(fight.standing(.monsters).count == monsters)
    }

    @Test("a victory shares experience by challenge, gives the loot, and tells its own text and effects")
    func victory() throws {
        let wolf = FightArena.monster(hp: 1, ac: 1, attack: -20, cr: "1/4", loot: [.init(item: "rope")])
        let rules = rules(wolf)
        let result = try finish(rules, rules.started(Story.member(), Story.member(Story.tormund, "Тормунд")))
        #expect(result.outcome?.result == .victory)
        #expect(result.outcome?.text == "Бой окончен: противников не осталось.\n\nТихо.")
        #expect(result.state.members.map(\.xpGained) == [25, 25])
        #expect(result.state.members.map { $0.items["rope", default: 0] }.reduce(0, +) == 1)
        #expect(result.state.alarm == 1)
        #expect(result.state.sceneID == "fin")
        #expect(result.state.outcomes["a"] == .victory)
        #expect(result.chronicle.first?.type == "COMBAT")
        #expect(result.chronicle.first?.importance == .meso)
    }

    @Test("a thing is used up with its last charge, and is refused when it is of no use")
    func items() throws {
        let rules = rules(FightArena.monster(hp: 99, attack: -20))
        var state = try rules.started(Story.member(hp: 3, items: ["salve": 1, "rope": 1]))
        #expect(throws: ActionError.fight(.uselessItem)) {
            try rules.act(state, .fight(.useItem("rope", target: nil)))
        }
        #expect(throws: ActionError.fight(.noSuchItem)) {
            try rules.act(state, .fight(.useItem("lamp", target: nil)))
        }
        let hp = try #require(state.fight?.combatant(of: Story.mira)?.hp)
        let first = try rules.act(state, .fight(.useItem("salve", target: nil)))
        state = first.state
        #expect(first.outcome?.log?.contains("Мира применяет: Мазь.") == true)
        #expect(state.members[0].hp <= hp + 4)
        #expect(state.members[0].items["salve"] == 1)
        let second = try rules.act(state, .fight(.useItem("salve", target: nil)))
        #expect(second.state.members[0].items["salve"] == nil)
        #expect(second.outcome?.effects.contains { $0.itemId == "salve" && $0.count == -1 } == true)
    }

    @Test("every choice that is offered can be taken, with a way out and without", arguments: [true, false])
    func choices(canFlee: Bool) throws {
        let rules = rules(FightArena.monster(hp: 99, attack: -20), flee: canFlee ? Branch(goto: "fin") : nil)
        let state = try rules.started()
        #expect(rules.choiceIDs(state).contains("fight.flee") == canFlee)
        for choice in rules.choiceIDs(state) { #expect(throws: Never.self) { try rules.choose(state, choice) } }
        let other = canFlee ? "fight.ready" : "fight.flee"
        #expect(throws: ActionError.unknownChoice(other)) { try rules.choose(state, other) }
    }

    @Test("who leaves the run leaves the fight, and the turn goes on")
    func leaving() throws {
        let rules = rules(FightArena.monster(hp: 99, attack: -20), flee: Branch(goto: "fin"))
        let state = try rules.started(Story.member(), Story.member(Story.tormund, "Тормунд"))
        let awaited = try #require(state.fight?.awaited)
        let other = awaited == Story.mira ? Story.tormund : Story.mira
        let left = rules.leave(state, awaited)
        let next = try rules.step(left, .advance, actor: other, actionID: "", dice: Story.dice)
        #expect(next.state.fight?.awaited == other)
        let alone = rules.leave(next.state, other)
        let over = try rules.step(alone, .advance, actor: other, actionID: "", dice: Story.dice)
        #expect(over.outcome?.result == .flee)
    }

    @Test("an action of fights is refused where nobody fights")
    func noFight() throws {
        let rules = Story.rules(Story.scene("a"))
        #expect(throws: ActionError.noFight) { try rules.act(rules.started(), .fight(.defend)) }
    }

    @Test("fights that lead to themselves come to an end by advance")
    func circles() throws {
        let wolf = FightArena.monster(hp: 1, ac: 1, attack: -20)
        let combat = Combat(
            monsters: [.init(monster: "wolf")], victory: Branch(goto: "a"), defeat: Branch(goto: "a"))
        let rules = Story.rules(
            Story.scene("a", .combat, combat: combat, goto: "fin"), monsters: [wolf])
        var state = try rules.started()
        var steps = 0
        while state.phase != .completed {
            state = try rules.act(state, .advance).state
            steps += 1
            try #require(steps < 500)
        }
    }

    @Test(
        "is told in both languages",
        arguments: [
            (Language.russian, "Мира атакует, цель — Волк: ", "Волк уходит", "Раунд 1."),
            (.english, "Мира attacks Wolf: ", "Wolf defends", "Round 1."),
        ])
    func lines(language: Language, attack: String, other: String, round: String) throws {
        let rules = rules(FightArena.monster(hp: 99, attack: -20), language: language)
        let state = try rules.started()
        #expect(state.fight.map { rules.fightLines(state).lines(of: $0) }?.contains(round) == true)
        let hit = try rules.act(state, .fight(.attack(target: "wolf-1")))
        #expect(hit.outcome?.log?.first?.hasPrefix(attack) == true)
        #expect(rules.fightLines(state).line(of: FightEvent(.defend, "wolf-1")).hasPrefix(other))
    }

    @Test(
        "tells zones by their author's name, else by where they are, else by their id",
        arguments: [
            ("near", Language.russian, "вблизи", "Мира теперь вблизи."),
            ("near", .english, "close by", "Мира is now close by."),
            ("old_roof", .russian, "old roof", "Мира меняет место: old roof."),
            ("cellar", .russian, "Погреб", "Мира меняет место: Погреб."),
            ("cellar", .english, "The Cellar", "Мира changes place: The Cellar."),
            ("far", .english, "The Gate", "Мира changes place: The Gate."),
        ])
    func zones(id: String, language: Language, name: String, line: String) throws {
        let combat = Combat(
            monsters: [.init(monster: "wolf")], zones: ["near", "far", "cellar", "old_roof"],
            zoneNames: [
                "cellar": Story.line("cellar", "Погреб", "The Cellar"), "far": Story.line("far", "Ворота", "The Gate"),
            ],
            victory: Branch(goto: "fin"), defeat: Branch(goto: "fin"))
        let rules = Story.rules(
            Story.scene("a", .combat, combat: combat), monsters: [FightArena.monster(hp: 99, attack: -20)],
            language: language)
        let lines = try rules.fightLines(rules.started())
        #expect(lines.zone(id) == name)
        #expect(lines.line(of: FightEvent(.moved, "1", word: id)) == line)
    }

    @Test("every event and every end has a sentence in both languages")
    func sentences() {
        for language in Language.allCases {
            let lines = FightLines(names: ["a": "А", "b": "Б"], language: language)
            for kind in FightEvent.Kind.allCases {
                let line = lines.line(of: FightEvent(kind, "a", target: "b", amount: 2, word: "bleeding"))
                #expect(line.last == "." && !line.contains("  "), "\(line)")
            }
            for end in FightEnd.allCases { #expect(lines.line(of: end).last == ".") }
        }
        let russian = FightLines(names: ["a": "Мира", "b": "Волк"], language: .russian)
        var blow = FightEvent(.attack, "a", target: "b", amount: 9)
        (blow.face, blow.total, blow.against) = (20, 24, 12)
        #expect(russian.line(of: blow) == "Мира атакует, цель — Волк: 24 против 12 — критическое попадание, урон 9.")
        #expect(
            russian.line(of: FightEvent(.hurt, "a", amount: 1, word: "bleeding"))
                == "Мира теряет 1 очко здоровья: кровотечение.")
    }
}
