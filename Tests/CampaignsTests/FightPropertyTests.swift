import ContentPacks
import Core
import Testing

@testable import Campaigns

/// Whatever players do or leave undone, and whatever is rolled: what always holds.
@Suite("Any fight")
struct FightPropertyTests {
    private typealias Story = EngineStory

    /// One whole fight through the rules of the campaign, with every state on its way.
    private struct Course: Equatable {
        var results: [StepResult] = []
        /// How it ended, by the sentence that says so.
        var end: FightEnd?
        /// Turns that the bleeding of the first character lasts at its beginning; 0 until it is treated.
        let bleedsFor: Int

        var fights: [Fight] { results.compactMap(\.state.fight) }
    }

    private static let charges = 3
    private static let salve = Item(
        id: "salve", name: Story.line("salve"), effects: [.init(type: "hp", value: 4)], charges: charges)

    private static func monsters(_ random: inout SplitMix) -> [Monster] {
        let isHarmless = Int.random(in: 0..<4, using: &random) == 0
        return (0..<Int.random(in: 1...3, using: &random)).map { kind in
            FightArena.monster(
                "beast\(kind)", hp: Int.random(in: 1...18, using: &random), ac: Int.random(in: 8...16, using: &random),
                Behaviour.allCases.filter { _ in Bool.random(using: &random) },
                morale: Bool.random(using: &random) ? Int.random(in: 0...100, using: &random) : nil,
                damage: ["1d4", "1d6+1", "2d6-3"].randomElement(using: &random) ?? "1d4", attack: isHarmless ? -20 : 2,
                cr: "1/4", loot: [.init(item: "salve", chance: 50)])
        }
    }

    private static func rules(_ monsters: [Monster], bleedsFor: Int, _ random: inout SplitMix) -> CampaignRules {
        let groups = monsters.map {
            Combat.Group(
                monster: $0.id, count: Int.random(in: 1...3, using: &random),
                zone: ["near", "far", "cover"].randomElement(using: &random))
        }
        let combat = Combat(
            monsters: groups, victory: Branch(goto: "fin"), defeat: Branch(goto: "fin"),
            flee: Bool.random(using: &random) ? Branch(goto: "fin") : nil,
            roundsLimit: Bool.random(using: &random) ? Int.random(in: 1...12, using: &random) : nil)
        return Story.rules(
            Story.scene("a", .combat, onEnter: [.status(.bleeding, who: .actor, turns: bleedsFor)], combat: combat),
            items: [salve], monsters: monsters)
    }

    /// - Parameter courage: of 0...16, below which one fights.
    private static func action(_ fight: Fight, courage: Int, _ random: inout SplitMix) -> PlayerAction {
        let ids = fight.combatants.map(\.id) + ["nobody"]
        let target = ids.randomElement(using: &random) ?? ""
        let zone = (fight.zones + ["roof"]).randomElement(using: &random) ?? ""
        let skill = Skill.allCases.randomElement(using: &random)?.rawValue ?? ""
        let choice = ["fight.attack", "fight.defend", "fight.ready"].randomElement(using: &random) ?? ""
        let draw = Int.random(in: 0..<16, using: &random)
        if draw >= courage { return Bool.random(using: &random) ? .passAbsent : .fight(.defend) }
        return switch draw {
        case 0..<5: .fight(.attack(target: target))
        case 5..<7: .fight(.move(zone: zone))
        case 7: .fight(.help(target: target))
        case 8..<10: .fight(.skill(skill, target: target))
        case 10: .fight(.useItem("salve", target: Bool.random(using: &random) ? target : nil))
        case 11: .fight(.flee)
        case 12: .passAbsent
        case 13: .choose(choiceID: choice)
        default: .advance
        }
    }

    private static func play(seed: UInt64) throws -> Course {
        var random = SplitMix(seed: seed)
        let monsters = monsters(&random)
        let bleedsFor = Int.random(in: 0...3, using: &random)
        let rules = rules(monsters, bleedsFor: bleedsFor, &random)
        let dice = Dice(seed: (0..<32).map { UInt8(truncatingIfNeeded: UInt64($0) &* 37 &+ seed) })
        let party = (1...Int.random(in: 1...4, using: &random)).map {
            Story.member(CharacterID(rawValue: Int64($0)), "Герой \($0)", hp: 12, maxHP: 12, items: ["salve": 2])
        }
        let courage = [16, 16, 8, 0].randomElement(using: &random) ?? 16
        var course = Course(results: [try rules.start(members: party, dice: dice)], bleedsFor: bleedsFor)
        var refused = 0
        while let state = course.results.last?.state, let fight = state.fight {
            try #require(course.results.count < 1_000, "a fight without end")
            let actor = fight.awaited ?? party[0].characterID
            do throws(ActionError) {
                let number = course.results.count
                let action = action(fight, courage: courage, &random)
                course.results.append(
                    try rules.step(state, action, actor: actor, actionID: "p\(number)", dice: dice))
                refused = 0
            } catch {
                switch error {
                case .fight, .unknownChoice: refused += 1
                default: throw error
                }
                try #require(refused < 1_000, "nothing can be done")
            }
        }
        let last = try #require(course.results.last)
        let lines = rules.fightLines(last.state)
        course.end = FightEnd.allCases.first { last.outcome?.text.hasPrefix(lines.line(of: $0)) == true }
        return course
    }

    private static let seeds: Range<UInt64> = 0..<400
    private static let courses = Result { try seeds.map { try play(seed: $0) } }

    @Test("keeps hit points between 0 and their maximum, and the numbers of its rolls")
    func numbers() throws {
        for (seed, course) in try Self.courses.get().enumerated() {
            let rolls = course.results.flatMap(\.rolls)
            #expect(rolls.map(\.number) == Array(0..<rolls.count), "seed \(seed)")
            for fight in course.fights {
                #expect(fight.combatants.allSatisfy { (0...$0.maxHP).contains($0.hp) }, "seed \(seed)")
                #expect(fight.combatants.allSatisfy { ($0.hp == 0) == ($0.standing == .out) }, "seed \(seed)")
            }
            for state in course.results.map(\.state) {
                #expect(state.members.allSatisfy { (0...$0.maxHP).contains($0.hp) }, "seed \(seed)")
                guard let fight = state.fight else { continue }
                #expect(state.members.allSatisfy { fight.combatant(of: $0.characterID)?.hp == $0.hp }, "seed \(seed)")
            }
        }
    }

    @Test("keeps the order of turns, and always waits for a character that stands")
    func order() throws {
        for (seed, course) in try Self.courses.get().enumerated() {
            let fights = course.fights
            for fight in fights {
                #expect(fight.combatants.map(\.id) == fights[0].combatants.map(\.id), "seed \(seed)")
                #expect(fight.end != nil || fight.current.side == .party && fight.current.isStanding, "seed \(seed)")
            }
            for (one, two) in zip(fights, fights.dropFirst()) where one.end == nil && two.end == nil {
                let goesOn = (one.round, one.turn) < (two.round, two.turn)
                #expect(goesOn || (one.round, one.turn, true) == (two.round, two.turn, two.hasMoved), "seed \(seed)")
            }
        }
    }

    @Test("ends, in each of its six ways, and everybody goes on with the story")
    func ends() throws {
        var ends: Set<FightEnd> = []
        for (seed, course) in try Self.courses.get().enumerated() {
            let last = try #require(course.results.last)
            #expect(last.state.members.allSatisfy { $0.hp >= 1 }, "seed \(seed)")
            #expect(last.state.sceneID == "fin", "seed \(seed)")
            ends.insert(try #require(course.end, "seed \(seed)"))
        }
        #expect(ends == Set(FightEnd.allCases))
    }

    @Test("nobody reacts twice between its turns")
    func reactions() throws {
        var seen = 0
        for (seed, course) in try Self.courses.get().enumerated() {
            // Since the own turn that was begun last, as far as that is known.
            var reacted: [String: Int] = [:]
            for (before, after) in zip(course.fights, course.fights.dropFirst()) {
                for (index, combatant) in before.combatants.enumerated() {
                    let reactions = after.recent.count {
                        $0.actor == combatant.id && ($0.kind == .opportunity || $0.kind == .guarded)
                    }
                    let turns = Self.turns(of: index, from: before, to: after)
                    let left = 1 + turns - reacted[combatant.id, default: 0]
                    #expect(reactions <= left, "seed \(seed): \(combatant.id)")
                    reacted[combatant.id] = turns == 0 ? reacted[combatant.id, default: 0] + reactions : 0
                    seen += reactions
                }
            }
        }
        #expect(seen > 0)
    }

    /// How many turns of its own a combatant has begun between two states of a fight, if it stood.
    private static func turns(of index: Int, from before: Fight, to after: Fight) -> Int {
        let count = before.combatants.count
        func begun(_ fight: Fight) -> Int { (fight.round * count + fight.turn - index) / count }
        return begun(after) - begun(before)
    }

    @Test("what lasts for some turns is over after them")
    func statuses() throws {
        for (seed, course) in try Self.courses.get().enumerated() where course.bleedsFor > 0 {
            for fight in course.fights where fight.round > course.bleedsFor + 1 {
                #expect(fight.combatants.allSatisfy { !$0.isStanding || !$0.has("bleeding") }, "seed \(seed)")
            }
        }
    }

    @Test("charges are used one at a time, and never more than there are")
    func charges() throws {
        var used = 0
        for (seed, course) in try Self.courses.get().enumerated() {
            for (before, after) in zip(course.results, course.results.dropFirst()) {
                for (one, two) in zip(before.state.members, after.state.members) {
                    #expect(two.spent.values.allSatisfy { (1..<Self.charges).contains($0) }, "seed \(seed)")
                    #expect(two.items.values.allSatisfy { $0 > 0 }, "seed \(seed)")
                    let left = { (member: MemberState) in
                        member.items["salve", default: 0] * Self.charges - member.spent["salve", default: 0]
                    }
                    // A fight that ends may bring loot with the same step.
                    guard after.state.fight != nil else { continue }
                    let spent = left(one) - left(two)
                    let uses = after.state.fight?.recent.count {
                        $0.kind == .item && $0.actor == String(two.characterID.rawValue)
                    }
                    #expect(spent == uses, "seed \(seed)")
                    used += spent
                }
            }
        }
        #expect(used > 0)
    }

    @Test("is the same again from the same seed")
    func deterministic() throws {
        let courses = try Self.courses.get()
        for seed in 0..<20 { #expect(try Self.play(seed: UInt64(seed)) == courses[seed]) }
    }
}
