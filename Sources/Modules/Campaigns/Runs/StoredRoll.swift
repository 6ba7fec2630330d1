internal import Core
internal import Storage

/// A roll as the tables keep it, and as log and dice tell it.
struct StoredRoll: Sendable {
    private let number: Int
    private let who: CharacterID?
    private let why: String
    private let formula: String
    /// JSON array of faces.
    private let faces: [UInt8]
    private let total: Int
    private let dc: Int?
    private let outcome: String?
    private let visibility: String
    private let at: Timestamp
    private let actionID: String

    /// `number, who, why, formula, rolls, total, dc, outcome, visibility, at, action_id` from column `first` on.
    init(_ row: Row, from first: Int) {
        number = row.int(first)
        who = row.optionalID(first + 1)
        why = row.text(first + 2)
        formula = row.text(first + 3)
        faces = row.blob(first + 4)
        total = row.int(first + 5)
        dc = row.optionalInt(first + 6)
        outcome = row.optionalText(first + 7)
        visibility = row.text(first + 8)
        at = row.time(first + 9)
        actionID = row.text(first + 10)
    }

    func writeMembers(to json: inout JSONWriter) {
        json.member("number", number)
        json.member("characterId", who?.rawValue)
        json.member("why", why)
        json.member("formula", formula)
        json.key("rolls")
        json.raw(faces)
        json.member("total", total)
        json.member("dc", dc.map(Int64.init))
        json.member("outcome", outcome)
        json.member("visibility", visibility)
        json.member("actionId", actionID)
        json.member("at", at)
    }

    /// Every roll of a run, by number, which is the order of their positions too.
    static func all(of runID: String, in connection: Connection) throws -> [StoredRoll] {
        try connection.all(
            """
            SELECT number, who, why, formula, rolls, total, dc, outcome, visibility, at, action_id
            FROM dice_rolls WHERE run = (SELECT number FROM campaign_runs WHERE id = ?1) ORDER BY position
            """,
            .text(runID)
        ) { StoredRoll($0, from: 0) }
    }
}
