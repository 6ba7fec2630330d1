import ContentPacks
import Core
import Testing

@testable import Campaigns

@Suite("Rules of a fight")
struct FightRulesTests {
    private typealias Arena = FightArena
    private typealias Story = EngineStory

    private static let wolf = "wolf-1"

    @Test("hits from the armour class on, doubles the dice on a natural 20, misses on a natural 1")
    func attack() throws {
        for (face, hits, formula) in [(20, true, "2d8+2"), (6, true, "1d8+2"), (5, false, nil), (1, false, nil)] {
            var resolution = Arena.resolution(Arena.fight(), actionID: Story.actionID(rolling: face))
            #expect(try resolution.act(.attack(target: Self.wolf)) == hits)
            let rolls = resolution.dice.records
            #expect(rolls[0].formula == "1d20+4")
            #expect(rolls[0].dc == 10)
            #expect(rolls.dropFirst().first?.formula == formula)
            let lost = 30 - (resolution.combatant(Self.wolf)?.hp ?? 0)
            #expect(lost == (hits ? rolls[1].total : 0))
        }
    }

    @Test("keeps damage within what dice notation has, whatever a thing adds", arguments: [1000, -1000])
    func dearestThing(value: Int) throws {
        let thing = Item(
            id: "relic", name: Story.line("relic"), slot: "hand", effects: [.init(type: "damage", value: value)])
        var bearer = Story.member(
            abilities: ["str": value > 0 ? 20 : 1, "dex": 1], hp: 20, maxHP: 20, items: [thing.id: 1])
        bearer.worn["hand"] = thing.id
        var fight = Arena.fight([bearer])
        fight.combatants[0] = Combatant(bearer, bonuses: ItemBonuses([thing]), zone: "near")
        var resolution = Arena.resolution(fight, actionID: Story.actionID(rolling: 20))
        #expect(try resolution.act(.attack(target: Self.wolf)))
        #expect(resolution.dice.records[1].formula == (value > 0 ? "2d8+1000" : "2d8-1000"))
    }

    @Test("a natural 1 misses whatever the bonus, and a hit does at least 1")
    func extremes() throws {
        let soft = Arena.monster(ac: 1)
        var missing = Arena.resolution(
            Arena.fight(Arena.fightParty, [soft]), [soft], actionID: Story.actionID(rolling: 1))
        #expect(try !missing.act(.attack(target: Self.wolf)))
        let weak = Story.member(abilities: ["str": 1, "dex": 1], hp: 20, maxHP: 20)
        var hitting = Arena.resolution(Arena.fight([weak], [soft]), [soft], actionID: Story.actionID(rolling: 19))
        #expect(try hitting.act(.attack(target: Self.wolf)))
        #expect(hitting.dice.records[1].formula == "1d8-5")
        #expect((hitting.combatant(Self.wolf)?.hp ?? 30) < 30)
    }

    @Test("advantage and disadvantage roll twice, and cancel each other")
    func edges() throws {
        func formula(_ prepare: (inout Fight) -> Void) throws -> String {
            var fight = Arena.fight()
            prepare(&fight)
            var resolution = Arena.resolution(fight)
            _ = try resolution.act(.attack(target: Self.wolf))
            #expect(resolution.fight.combatants[0].isHelped == false)
            #expect(resolution.fight.combatants[0].has("inspired") == false)
            return resolution.dice.records[0].formula
        }
        #expect(try formula { $0.combatants[0].isHelped = true } == "2d20kh1+4")
        #expect(try formula { $0.combatants[0].statuses = ["inspired": 0] } == "2d20kh1+4")
        #expect(try formula { $0.combatants[2].statuses = ["stunned": 0] } == "2d20kh1+4")
        #expect(try formula { $0.combatants[2].isDefending = true } == "2d20kl1+4")
        #expect(try formula { $0.combatants[0].isShaken = true } == "2d20kl1+4")
        #expect(try formula { $0.combatants[2].zone = "far" } == "2d20kl1+4")
        #expect(
            try formula {
                $0.combatants[2].isDefending = true
                $0.combatants[0].isHelped = true
            } == "1d20+4")
    }

    @Test("defend lasts until the own next turn, help until the next attack")
    func defendAndHelp() throws {
        var resolution = Arena.resolution(Arena.fight())
        _ = try resolution.act(.help(target: "2"))
        #expect(resolution.fight.awaited == Story.tormund)
        #expect(resolution.fight.current.isHelped)
        _ = try resolution.act(.defend)
        #expect(resolution.fight.awaited == Story.mira)
        #expect(resolution.combatant("2")?.isDefending == true)
        _ = try resolution.act(.defend)
        #expect(resolution.fight.awaited == Story.tormund)
        #expect(resolution.combatant("2")?.isDefending == false)
    }

    @Test("who leaves the close zone is struck at once by each who has a reaction")
    func opportunity() throws {
        let pair = [Arena.monster("wolf"), Arena.monster("boar"), Arena.monster("owl")]
        var fight = Arena.fight(Arena.fightParty, pair)
        fight.combatants[3].hasReaction = false
        fight.combatants[4].zone = "far"
        var resolution = Arena.resolution(fight, pair)
        #expect(try resolution.act(.move(zone: "cover")))
        #expect(resolution.kinds.filter { $0 == .opportunity }.count == 1)
        #expect(resolution.combatant(Self.wolf)?.hasReaction == false)
        #expect(resolution.fight.awaited == Story.mira)
        #expect(throws: FightError.alreadyMoved) { try resolution.act(.move(zone: "far")) }
        #expect(throws: FightError.alreadyThere) { try resolution.act(.move(zone: "cover")) }
    }

    @Test("at 0 hit points one is out, never below, and is met by nothing any more")
    func out() throws {
        var fight = Arena.fight()
        fight.combatants[2].hp = 1
        var resolution = Arena.resolution(fight, actionID: Story.actionID(rolling: 19))
        _ = try resolution.act(.attack(target: Self.wolf))
        #expect(resolution.combatant(Self.wolf)?.hp == 0)
        #expect(resolution.combatant(Self.wolf)?.standing == .out)
        #expect(resolution.fight.end == .victory)
        #expect(resolution.fight.awaited == nil)
    }

    @Test("a monster whose morale breaks gives up, and the last one ends the fight")
    func morale() throws {
        let wolf = Arena.monster(hp: 10, morale: 99)
        var resolution = Arena.resolution(Arena.fight(Arena.fightParty, [wolf]), [wolf], actionID: Self.modest)
        _ = try resolution.act(.attack(target: Self.wolf))
        #expect(resolution.combatant(Self.wolf)?.standing == .surrendered)
        #expect(resolution.fight.end == .surrender)
    }

    /// Rolls a hit that does not do 10 damage.
    private static let modest: String = {
        var attempt = 0
        while Story.dice.face(sides: 20, roll: 0, die: 0, actionID: "m\(attempt)") != 19
            || Story.dice.face(sides: 8, roll: 1, die: 0, actionID: "m\(attempt)") > 5
        { attempt += 1 }
        return "m\(attempt)"
    }()

    @Test("monsters act by what they are")
    func behaviours() throws {
        func target(_ behaviours: [Behaviour], _ prepare: (inout Fight) -> Void) throws -> String? {
            let wolf = Arena.monster("wolf", behaviours)
            var fight = Arena.fight(Arena.fightParty, [wolf])
            prepare(&fight)
            fight.turn = 1
            var resolution = Arena.resolution(fight, [wolf])
            _ = try resolution.act(.defend)
            return resolution.fight.recent.first { $0.kind == .attack }?.target
        }
        #expect(try target([]) { _ in } == "1")
        #expect(try target([]) { $0.combatants[0].zone = "far" } == "2")
        #expect(try target([.bloodthirsty]) { $0.combatants[1].hp = 3 } == "2")
        #expect(try target([.packHunter]) { $0.prey = "2" } == "2")
        #expect(try target([.packHunter]) { $0.prey = "9" } == "1")
        #expect(try target([.cowardly]) { $0.combatants[2].hp = 15 } == "1")
        #expect(try target([.cowardly]) { $0.combatants[2].hp = 14 } == nil)
    }

    @Test("a guardian steps in once a round, for its own in its zone")
    func guardian() throws {
        let pack = [Arena.monster("wolf"), Arena.monster("hound", [.guardian])]
        var resolution = Arena.resolution(Arena.fight(Arena.fightParty, pack), pack)
        _ = try resolution.act(.attack(target: Self.wolf))
        #expect(resolution.dice.records[0].formula == "2d20kl1+4")
        #expect(resolution.fight.recent[0] == FightEvent(.guarded, "hound-1", target: Self.wolf))
        let before = resolution.dice.records.count
        _ = try resolution.act(.attack(target: Self.wolf))
        #expect(resolution.dice.records[before].formula.hasPrefix("1d20"))
    }

    @Test("bleeding costs a hit point a turn until it is treated")
    func bleeding() throws {
        var fight = Arena.fight()
        fight.combatants[1].statuses = ["bleeding": 0]
        var resolution = Arena.resolution(fight)
        _ = try resolution.act(.defend)
        #expect(resolution.combatant("2")?.hp == 19)
        var treated = Arena.resolution(fight, actionID: Story.actionID(rolling: 15))
        #expect(try treated.act(.skill("survival", target: "2")))
        #expect(treated.combatant("2")?.statuses == [:])
        #expect(treated.combatant("2")?.hp == 20)
        #expect(throws: FightError.nothingToTreat) { try treated.act(.skill("survival", target: "2")) }
    }

    @Test("who is stunned loses the turn, or recovers with constitution and acts")
    func stunned() throws {
        var fight = Arena.fight()
        fight.combatants[1].statuses = ["stunned": 0]
        for (face, recovers) in [(15, true), (5, false)] {
            var resolution = Arena.resolution(fight, actionID: Story.actionID(rolling: face))
            _ = try resolution.act(.defend)
            #expect(resolution.fight.awaited == (recovers ? Story.tormund : Story.mira))
            #expect((resolution.combatant("2")?.has("stunned") == false) == recovers)
            #expect(resolution.kinds.contains(recovers ? .cleared : .skipped))
        }
    }

    @Test("a skill stuns, shakes or readies")
    func skills() throws {
        func after(_ skill: String, _ target: String?) throws -> Fight {
            var resolution = Arena.resolution(Arena.fight(), actionID: Story.actionID(rolling: 18))
            #expect(try resolution.act(.skill(skill, target: target)))
            return resolution.fight
        }
        #expect(try after("athletics", Self.wolf).combatants[2].has("stunned"))
        #expect(try after("arcana", Self.wolf).combatants[2].has("stunned"))
        #expect(try after("intimidation", Self.wolf).combatants[2].isShaken)
        #expect(try after("perception", nil).combatants[0].has("inspired"))
    }

    @Test("whoever flees is gone; when nobody of the party is left it was a flight, else a defeat")
    func flight() throws {
        var fight = Arena.fight()
        fight.combatants[2].zone = "far"
        var resolution = Arena.resolution(fight)
        _ = try resolution.act(.flee)
        #expect(resolution.combatant("1")?.standing == .fled)
        #expect(resolution.fight.awaited == Story.tormund)
        fight.combatants[1].standing = .out
        var alone = Arena.resolution(fight)
        _ = try alone.act(.flee)
        #expect(alone.fight.end == .flee)
        var penned = Arena.resolution(Arena.fight(flee: false))
        #expect(throws: FightError.noWayOut) { try penned.act(.flee) }
    }

    @Test("three rounds without damage, or the scene's limit, part both sides")
    func parting() throws {
        let toothless = Arena.monster(attack: -20)
        var fight = Arena.fight([Arena.mira], [toothless])
        var quiet = Arena.resolution(fight, [toothless])
        var turns = 0
        while quiet.fight.end == nil {
            fight = quiet.fight
            fight.isBloody = false
            quiet = Arena.resolution(fight, [toothless])
            _ = try quiet.act(.defend)
            turns += 1
            try #require(turns < 50)
        }
        #expect(quiet.fight.end == .standoff)
        var limited = Arena.resolution(Arena.fight([Arena.mira], [toothless], limit: 1), [toothless])
        _ = try limited.act(.defend)
        #expect(limited.fight.end == .timeout)
    }

    @Test(
        "the end tells the outcome of the scene",
        arguments: [
            (FightEnd.victory, true, ActionResult.victory), (.surrender, true, .victory), (.defeat, true, .defeat),
            (.flee, true, .flee), (.flee, false, .defeat), (.standoff, true, .flee), (.standoff, false, .victory),
            (.timeout, true, .flee), (.timeout, false, .victory),
        ])
    func outcomes(end: FightEnd, allowsFlight: Bool, result: ActionResult) {
        #expect(end.result(allowsFlight: allowsFlight) == result)
    }

    @Test("says why something cannot be done, and then nothing has happened")
    func refusals() throws {
        var fight = Arena.fight()
        fight.combatants[1].standing = .out
        let refused: [(FightAction, FightError)] = [
            (.attack(target: "nobody"), .unknownTarget), (.attack(target: "1"), .targetMustBeFoe),
            (.help(target: Self.wolf), .targetMustBeAlly), (.help(target: "1"), .targetMustBeAlly),
            (.help(target: "2"), .targetIsOut), (.move(zone: "roof"), .unknownZone(["near", "far", "cover"])),
            (.move(zone: "near"), .alreadyThere), (.skill("athletics", target: nil), .unknownTarget),
            (.skill("survival", target: nil), .nothingToTreat), (.useItem("rope", target: nil), .uselessItem),
        ]
        for (action, error) in refused {
            var resolution = Arena.resolution(fight)
            #expect(throws: error) { try resolution.act(action) }
            #expect(resolution.dice.records.isEmpty)
            #expect(resolution.fight == fight)
        }
    }

    @Test("initiative: the higher total, then the higher dexterity, then who rolled first")
    func initiative() {
        var seen = 0
        for attempt in 0..<200 {
            var resolution = Arena.resolution(Arena.fight(), actionID: "i\(attempt)")
            resolution.begin()
            let order = resolution.fight.combatants
            for (one, two) in zip(order, order.dropFirst()) {
                #expect(
                    (one.initiative, one.dexterity, -one.initiativeRoll)
                        > (two.initiative, two.dexterity, -two.initiativeRoll))
                if one.initiative == two.initiative { seen += 1 }
            }
            #expect(resolution.fight.awaited != nil)
        }
        #expect(seen > 0)
    }
}

extension FightArena {
    static var fightParty: [MemberState] { [mira, tormund] }
}
