package import Core
package import Network

/// The body of `POST /v1/campaign-runs/{id}/rewind`.
package struct RewindRequest: RequestBody, Equatable {
    /// The turn at whose end the scene began that is opened anew; 0 is the beginning of the run.
    package let toTurn: Int
    /// 1...280 characters, for the players and for the audit log.
    package let reason: String

    package init(reading fields: inout RequestFields) {
        toTurn = fields.required("toTurn", .integer(0...Int(Int32.max)), "An earlier turn; 0 is the beginning.")
        reason = fields.required("reason", .text(1...280), "Shown to the players, and kept in the audit log.")
    }

    package static let example: JSONValue = ["toTurn": 2, "reason": "Мы не так поняли, кто стоит на мосту."]
}
