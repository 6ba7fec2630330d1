/// A roll of d20 + modifier against a difficulty class.
package struct Check: Codable, Sendable, Equatable {
    package enum Advantage: String, Codable, Sendable, CaseIterable {
        case none, advantage, disadvantage
    }

    /// The skill whose rank counts; nil when the bare ability is tried.
    package let skill: Skill?
    /// The ability tried; that of `skill` when there is one.
    package let ability: Ability
    /// 1...40. Easy 8, normal 12, hard 16, heroic 20.
    package let dc: Int
    package let advantage: Advantage
    /// What may be lost, told before the roll.
    package let stakes: Line?

    package init(skill: Skill, dc: Int, advantage: Advantage = .none, stakes: Line? = nil) {
        self.skill = skill
        self.ability = skill.ability
        self.dc = dc
        self.advantage = advantage
        self.stakes = stakes
    }

    package init(ability: Ability, dc: Int, advantage: Advantage = .none, stakes: Line? = nil) {
        self.skill = nil
        self.ability = ability
        self.dc = dc
        self.advantage = advantage
        self.stakes = stakes
    }
}
