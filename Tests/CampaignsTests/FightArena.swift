import ContentPacks
import Core

@testable import Campaigns

/// Fights for the tests of their rules: Mira and Tormund against wolves, all where it is close, Mira's turn.
enum FightArena {
    typealias Story = EngineStory

    /// The better of strength and dexterity is +2, so Mira attacks with +4 for 1d8+2 at armour class 12.
    static let mira = Story.member(abilities: ["dex": 14], hp: 20, maxHP: 20)
    static let tormund = Story.member(Story.tormund, "Тормунд", abilities: ["str": 14], hp: 20, maxHP: 20)

    static func monster(
        _ id: String = "wolf", hp: Int = 30, ac: Int = 10, _ behaviours: [Behaviour] = [], morale: Int? = nil,
        damage: String = "1d4", attack: Int = 2, cr: String? = nil, loot: [Monster.Loot] = []
    ) -> Monster {
        Monster(
            id: id, name: Story.line("\(id).name", "Волк", "Wolf"), challenge: cr,
            stats: .init(hp: hp, ac: ac, attackBonus: attack, damage: damage, initiative: 1), behaviours: behaviours,
            loot: loot, morale: morale)
    }

    /// The order of turns is that of the arguments: the party, then the monsters.
    static func fight(
        _ party: [MemberState] = [mira, tormund], _ monsters: [Monster] = [monster()], limit: Int? = nil,
        flee: Bool = true
    ) -> Fight {
        let fighters =
            party.map { Combatant($0, bonuses: ItemBonuses([]), zone: "near") }
            + monsters.map { Combatant($0, number: 0, zone: "near") }
        return Fight(zones: ["near", "far", "cover"], roundsLimit: limit, allowsFlight: flee, combatants: fighters)
    }

    static func resolution(_ fight: Fight, _ monsters: [Monster] = [monster()], actionID: String = "")
        -> FightResolution
    {
        FightResolution(
            fight, monsters: Dictionary(monsters.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }),
            dice: FightDice(Story.dice, number: 0, scene: "a", actionID: actionID))
    }
}

extension FightResolution {
    func combatant(_ id: String) -> Combatant? { fight.combatants.first { $0.id == id } }
    var kinds: [FightEvent.Kind] { fight.recent.map(\.kind) }
}
