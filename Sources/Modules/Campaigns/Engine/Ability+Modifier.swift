package import ContentPacks

extension Ability {
    /// The key in `coreStats` and `MemberState.abilities`: `str dex con int wis cha`.
    package var statKey: String { rawValue.lowercased() }

    /// (value - 10) / 2, rounded down: 9 is -1, 10 is 0, 15 is 2.
    package static func modifier(of value: Int) -> Int {
        let distance = value - 10
        return distance >= 0 ? distance / 2 : (distance - 1) / 2
    }
}

extension MemberState {
    /// Of an ability; one that the character lacks counts as 10.
    package func modifier(of ability: Ability) -> Int { Ability.modifier(of: abilities[ability.statKey] ?? 10) }

    /// Ability modifier + rank.
    package func modifier(of skill: Skill) -> Int { modifier(of: skill.ability) + (skills[skill.rawValue] ?? 0) }

    /// The skill with the greatest modifier; ties go to the higher rank, then to the order of `Skill`.
    package var bestSkill: Skill {
        let best = Skill.allCases.max { left, right in
            let (one, two) = (modifier(of: left), modifier(of: right))
            return one != two ? one < two : (skills[left.rawValue] ?? 0) < (skills[right.rawValue] ?? 0)
        }
        return best ?? .perception
    }
}
