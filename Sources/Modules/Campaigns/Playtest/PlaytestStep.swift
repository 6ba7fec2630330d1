/// One action of a playthrough, with what is to come of it: `fog/row=fail@2` is the second member, who tries `row` in
/// the scene `fog` and fails. A path is steps with commas between them.
package struct PlaytestStep: Hashable, Sendable, CustomStringConvertible {
    /// In place of a choice: a move in the player's own words. No author's id has a dot.
    package static let ownMove = ".own"

    package let scene: String
    package let choice: String
    package let outcome: ActionResult
    /// Place in the party, from 1.
    package let actor: Int

    package var description: String {
        "\(scene)/\(choice)" + (outcome == .success ? "" : "=\(outcome.rawValue)") + (actor == 1 ? "" : "@\(actor)")
    }

    package init(scene: String, choice: String, outcome: ActionResult = .success, actor: Int = 1) {
        self.scene = scene
        self.choice = choice
        self.outcome = outcome
        self.actor = actor
    }

    /// What `description` says; nil when it is something else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let deed = parts[0].split(separator: "=", omittingEmptySubsequences: false)
        let place = deed[0].split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, deed.count <= 2, place.count == 2, !place[0].isEmpty, !place[1].isEmpty else {
            return nil
        }
        let outcome = deed.count == 2 ? ActionResult(rawValue: String(deed[1])) : .success
        let actor = parts.count == 2 ? Int(parts[1]) : 1
        guard let outcome, let actor, actor >= 1 else { return nil }
        self.init(scene: String(place[0]), choice: String(place[1]), outcome: outcome, actor: actor)
    }
}
