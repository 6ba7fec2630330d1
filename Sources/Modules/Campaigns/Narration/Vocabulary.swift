package import ContentPacks
package import Core

/// Words of the rules in the languages of the product.
package enum Vocabulary {
    package static func name(of skill: Skill, in language: Language) -> String {
        let (russian, english) =
            switch skill {
            case .athletics: ("атлетика", "athletics")
            case .acrobatics: ("акробатика", "acrobatics")
            case .perception: ("внимательность", "perception")
            case .insight: ("проницательность", "insight")
            case .survival: ("выживание", "survival")
            case .persuasion: ("убеждение", "persuasion")
            case .intimidation: ("запугивание", "intimidation")
            case .deception: ("обман", "deception")
            case .arcana: ("магия", "arcana")
            case .religion: ("религия", "religion")
            case .stealth: ("скрытность", "stealth")
            case .sleightOfHand: ("ловкость рук", "sleight of hand")
            }
        return language == .russian ? russian : english
    }

    package static func name(of ability: Ability, in language: Language) -> String {
        let (russian, english) =
            switch ability {
            case .strength: ("сила", "strength")
            case .dexterity: ("ловкость", "dexterity")
            case .constitution: ("телосложение", "constitution")
            case .intelligence: ("интеллект", "intelligence")
            case .wisdom: ("мудрость", "wisdom")
            case .charisma: ("харизма", "charisma")
            }
        return language == .russian ? russian : english
    }

    /// A skill by its name in packs or an ability by its key; what is neither stays as it is.
    package static func name(ofCheckOn id: String, in language: Language) -> String {
        if let skill = Skill(rawValue: id) { return name(of: skill, in: language) }
        if let ability = Ability(rawValue: id.uppercased()) { return name(of: ability, in: language) }
        return id
    }

    package static func name(of outcome: CheckOutcome, in language: Language) -> String {
        switch (outcome, language) {
        case (.success, .russian): "успех"
        case (.partial, .russian): "частичный успех"
        case (.fail, .russian): "неудача"
        case (.success, .english): "success"
        case (.partial, .english): "partial success"
        case (.fail, .english): "failure"
        }
    }

    /// Of a status; a pack's own word stays as it is.
    package static func name(ofStatus id: String, in language: Language) -> String {
        switch (id, language) {
        case ("stunned", .russian): "оглушение"
        case ("bleeding", .russian): "кровотечение"
        case ("inspired", .russian): "воодушевление"
        default: id
        }
    }
}
