/// The six attributes of a character; the raw value is the key in `coreStats`.
package enum Ability: String, Codable, Sendable, CaseIterable {
    case strength = "STR"
    case dexterity = "DEX"
    case constitution = "CON"
    case intelligence = "INT"
    case wisdom = "WIS"
    case charisma = "CHA"
}

/// The twelve skills; the raw value is the key in a character's `skills`.
package enum Skill: String, Codable, Sendable, CaseIterable {
    case athletics
    case acrobatics, stealth
    case sleightOfHand = "sleight_of_hand"
    case arcana, religion
    case perception, insight, survival
    case persuasion, intimidation, deception

    /// The attribute that the skill stands on (campaign-engine "Checks").
    package var ability: Ability {
        switch self {
        case .athletics: .strength
        case .acrobatics, .stealth, .sleightOfHand: .dexterity
        case .arcana, .religion: .intelligence
        case .perception, .insight, .survival: .wisdom
        case .persuasion, .intimidation, .deception: .charisma
        }
    }
}
