internal import ContentPacks
package import Core

/// One who fights: a character of the party or a monster, with what the fight needs to know of it.
package struct Combatant: Codable, Equatable, Sendable {
    package enum Side: String, Codable, Sendable {
        case party, monsters
    }

    /// Whether it still takes part; only who stands acts, and is met by anything.
    package enum Standing: String, Codable, Sendable {
        case standing
        /// 0 hit points.
        case out
        case fled
        case surrendered
    }

    /// `wolf-2`, or a character's number: `7`. Unique in the fight.
    package let id: String
    package let side: Side
    /// Of the party only.
    package let characterID: CharacterID?
    /// Of the bestiary; monsters only.
    package let monsterID: String?
    /// Tells monsters of a kind apart, from 1; 0 for who is alone of its kind.
    package let number: Int
    package let maxHP: Int
    /// 0...maxHP.
    package internal(set) var hp: Int
    package let armourClass: Int
    package let attackBonus: Int
    /// Dice notation.
    package let damage: String
    /// Added to the d20 of the initiative, and what decides ties.
    package let initiativeBonus: Int
    package let dexterity: Int
    /// Modifier by ability key (`con`).
    package let modifiers: [String: Int]
    /// Modifier by skill, where it is not just that of the ability: of characters.
    package let skills: [String: Int]
    /// d20 + bonus.
    package internal(set) var initiative = 0
    /// Number of the roll for initiative.
    package internal(set) var initiativeRoll = 0
    package internal(set) var zone: String
    /// As in `MemberState.statuses`.
    package internal(set) var statuses: [String: Int]
    package internal(set) var standing = Standing.standing
    /// Until its next turn: attacks against it have disadvantage.
    package internal(set) var isDefending = false
    /// Somebody helps: its next attack or skill has advantage.
    package internal(set) var isHelped = false
    /// Its next attack has disadvantage.
    package internal(set) var isShaken = false
    /// Comes back with its next turn.
    package internal(set) var hasReaction = true

    package var isStanding: Bool { standing == .standing }

    /// What it adds to a check of a skill.
    func bonus(of skill: Skill) -> Int { skills[skill.rawValue] ?? modifiers[skill.ability.statKey, default: 0] }

    func has(_ status: String) -> Bool { statuses[status] != nil }
}
