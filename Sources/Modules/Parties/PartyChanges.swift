internal import Auth
internal import Core

/// What a leader changes about a party; nil leaves as it is.
struct PartyChanges: Sendable {
    /// Whether `name` was sent; null takes the name away.
    let setsName: Bool
    let name: String?
    let decision: Decision?
    let decisionSeconds: Int?
    let isOpen: Bool?

    /// Reads the body of `PATCH /v1/parties/{id}`; what is wrong is left in `fields`.
    init(reading fields: inout RequestFields) {
        setsName = fields.has("name")
        name = fields.optionalText("name", 1...60)
        decision = fields.optionalWord("decision")
        decisionSeconds = fields.optionalInteger("decisionSeconds", Party.decisionRange)
        isOpen = fields.optionalFlag("open")
    }
}
