internal import ContentPacks

/// What a skill does in a fight.
enum FightSkill {
    /// Ends bleeding, one's own or an ally's: DC 10.
    case treat
    /// Stuns an enemy for its next turn: DC 10 + what it resists with.
    case stun(resistedBy: Ability)
    /// Shakes an enemy, who attacks next with disadvantage; one that can break and has lost half gives up.
    case shake
    /// Readies oneself: inspired, DC 12.
    case ready

    static let treatmentDC = 10
    static let resistedDC = 10
    static let readyDC = 12

    init(_ skill: Skill) {
        self =
            switch skill {
            case .survival: .treat
            case .athletics, .acrobatics, .sleightOfHand: .stun(resistedBy: .dexterity)
            case .arcana, .religion: .stun(resistedBy: .wisdom)
            case .persuasion, .intimidation, .deception: .shake
            case .perception, .insight, .stealth: .ready
            }
    }

    /// Whom it is used on.
    enum Target: String {
        case foe, ally
        case oneself = "self"
    }

    /// What all skills do, each with those that do it: for who chooses one.
    static let uses: [(effect: String, target: Target, skills: [Skill])] = ["stun", "shake", "ready", "treat"].map {
        effect in
        let skills = Skill.allCases.filter { FightSkill($0).effect == effect }
        return (effect, skills.first.map { FightSkill($0).target } ?? .oneself, skills)
    }

    /// The skill with which a combatant best readies itself.
    static func bestToGetReady(_ combatant: Combatant) -> Skill {
        let ready = uses.first { $0.target == .oneself }?.skills ?? []
        return ready.max { combatant.bonus(of: $0) < combatant.bonus(of: $1) } ?? .perception
    }

    var effect: String {
        switch self {
        case .treat: "treat"
        case .stun: "stun"
        case .shake: "shake"
        case .ready: "ready"
        }
    }

    var target: Target {
        switch self {
        case .treat: .ally
        case .stun, .shake: .foe
        case .ready: .oneself
        }
    }
}
