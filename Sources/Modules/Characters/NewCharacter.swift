internal import Core
internal import Network

/// The body of `POST /v1/characters`.
struct NewCharacter: RequestBody {
    /// Members of `coreStats` besides the six abilities and `hp`.
    static let otherStatLimit = 32
    static let skillLimit = 64
    static let abilityRange: ClosedRange<Int> = 1...30
    static let hpRange: ClosedRange<Int> = 1...999
    static let rankRange: ClosedRange<Int> = 0...10

    static let nameRule: TextRule = .text(2...60)
    static let archetypeRule: TextRule = .text(2...40)
    static let raceRule: TextRule = .text(1...40)
    private static let otherStat: EitherRule<NumberRule, TextRule> = .either(
        .number(-1_000_000...1_000_000), or: .verbatim(0...200))

    let name: String
    let archetype: String
    let race: String?
    /// In the order of `abilityNames`; nil: as the archetype has it.
    let abilities: [Int?]
    let hp: Int?
    let otherStats: [(name: String, value: JSONValue)]
    /// Nil: as the archetype has them.
    let skills: [(name: String, value: Int)]?

    init(reading fields: inout RequestFields) {
        name = fields.required("name", Self.nameRule)
        archetype = fields.required(
            "archetype", Self.archetypeRule,
            "The id of a preset, which fills in what is missing, or a word of one's own.")
        race = fields.optional("race", Self.raceRule)
        let stats = fields.optionalObject("coreStats", "Numbers and texts besides those named here are kept.") {
            stats in
            let abilities = abilityNames.map { stats.optional($0, .integer(Self.abilityRange)) }
            let hp = stats.optional("hp", .integer(Self.hpRange), "Sets the hit points.")
            let others = stats.others(
                besides: abilityNames + ["hp"], names: 1...40, atMost: Self.otherStatLimit, Self.otherStat)
            return (abilities, hp, others)
        }
        (abilities, hp, otherStats) = stats ?? (abilityNames.map { _ in nil }, nil, [])
        skills = fields.optionalObject("skills", "Ranks by skill.") { skills in
            skills.others(names: 1...40, atMost: Self.skillLimit, .integer(Self.rankRange))
        }
    }

    static let example: JSONValue = [
        "name": "Вера", "archetype": "warrior", "race": "human", "coreStats": ["str": 15, "hp": 14, "luck": 3],
        "skills": ["athletics": 2],
    ]
}
