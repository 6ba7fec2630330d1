internal import ContentPacks
internal import Core

extension Combatant {
    /// What everybody's weapon does; the pack's things add to it.
    private static let weapon = "1d8"

    /// A character. It fights with the better of strength and dexterity and a proficiency by level; its armour class is
    /// `ac` of its stats, or 10 + dexterity; what it carries adds to both, and to its skills.
    init(_ member: MemberState, bonuses: ItemBonuses, zone: String) {
        let strongest = max(member.modifier(of: .strength), member.modifier(of: .dexterity))
        let dexterity = member.modifier(of: .dexterity)
        let (least, most) = (DiceFormula.bonusRange.lowerBound, DiceFormula.bonusRange.upperBound)
        let hurt = max(least, min(most, strongest + bonuses.best(.damage, of: member)))
        self.init(
            id: String(member.characterID.rawValue), side: .party, characterID: member.characterID, monsterID: nil,
            number: 0, maxHP: member.maxHP, hp: member.hp,
            armourClass: (member.abilities["ac"] ?? 10 + dexterity) + bonuses.best(.armourClass, of: member),
            attackBonus: strongest + 2 + (member.level - 1) / 4 + bonuses.best(.attack, of: member),
            damage: Self.weapon + (hurt == 0 ? "" : hurt > 0 ? "+\(hurt)" : "\(hurt)"), initiativeBonus: dexterity,
            dexterity: member.abilities[Ability.dexterity.statKey] ?? 10,
            modifiers: Self.modifiers { member.modifier(of: $0) },
            skills: Dictionary(
                uniqueKeysWithValues: Skill.allCases.map {
                    ($0.rawValue, member.modifier(of: $0) + bonuses.best(for: Check(skill: $0, dc: 1), of: member))
                }),
            zone: zone, statuses: member.statuses)
    }

    /// - Parameter number: among those of its kind, from 1; 0 when it is alone.
    init(_ monster: Monster, number: Int, zone: String) {
        let stats = monster.stats
        let value = { (ability: Ability) in stats.abilities[ability.rawValue] ?? 10 }
        self.init(
            id: "\(monster.id)-\(max(1, number))", side: .monsters, characterID: nil, monsterID: monster.id,
            number: number, maxHP: stats.hp, hp: stats.hp, armourClass: stats.ac, attackBonus: stats.attackBonus,
            damage: stats.damage, initiativeBonus: stats.initiative, dexterity: value(.dexterity),
            modifiers: Self.modifiers { Ability.modifier(of: value($0)) }, skills: [:], zone: zone, statuses: [:])
    }

    private static func modifiers(_ modifier: (Ability) -> Int) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: Ability.allCases.map { ($0.statKey, modifier($0)) })
    }

    private init(
        id: String, side: Side, characterID: CharacterID?, monsterID: String?, number: Int, maxHP: Int, hp: Int,
        armourClass: Int, attackBonus: Int, damage: String, initiativeBonus: Int, dexterity: Int,
        modifiers: [String: Int], skills: [String: Int], zone: String, statuses: [String: Int]
    ) {
        self.id = id
        self.side = side
        self.characterID = characterID
        self.monsterID = monsterID
        self.number = number
        self.maxHP = maxHP
        self.hp = hp
        self.armourClass = armourClass
        self.attackBonus = attackBonus
        self.damage = damage
        self.initiativeBonus = initiativeBonus
        self.dexterity = dexterity
        self.modifiers = modifiers
        self.skills = skills
        self.zone = zone
        self.statuses = statuses
    }
}
