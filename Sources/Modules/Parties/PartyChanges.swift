internal import Core
internal import Network

/// The body of `PATCH /v1/parties/{id}`: what a leader changes; nil leaves as it is.
struct PartyChanges: RequestBody {
    /// Whether `name` was sent; null takes the name away.
    let setsName: Bool
    let name: String?
    let decision: Decision?
    let decisionSeconds: Int?
    let isOpen: Bool?

    init(reading fields: inout RequestFields) {
        setsName = fields.has("name")
        name = fields.optional("name", Party.nameRule, "Null takes it away.")
        decision = fields.optional("decision", .word())
        decisionSeconds = fields.optional("decisionSeconds", .integer(Party.decisionRange))
        isOpen = fields.optional("open", .flag, "Whether one may join without the code.")
    }

    static let example: JSONValue = ["name": "Ночная смена", "decision": "vote", "decisionSeconds": 60, "open": false]
}
