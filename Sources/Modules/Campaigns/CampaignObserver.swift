/// What the module tells whoever counts: `campaign_actions_total{type,result}` and `campaign_runs{status}`.
///
/// Closures, so that nothing here knows how metrics are kept. Called on the loop thread.
package struct CampaignObserver: Sendable {
    /// An action was answered. `type` is one of `ActionType`; `result` is `ok`, `replayed` or the error's word.
    package var actionAnswered: @Sendable (_ type: String, _ result: String) -> Void
    /// Runs of a status became more or fewer; at start, once for each status found in the database.
    package var runsChanged: @Sendable (_ status: String, _ by: Int) -> Void

    /// Something failed that no caller hears of: for the log.
    package var failed: @Sendable (_ message: String) -> Void

    package init(
        actionAnswered: @escaping @Sendable (_ type: String, _ result: String) -> Void = { _, _ in },
        runsChanged: @escaping @Sendable (_ status: String, _ by: Int) -> Void = { _, _ in },
        failed: @escaping @Sendable (_ message: String) -> Void = { _ in }
    ) {
        self.actionAnswered = actionAnswered
        self.runsChanged = runsChanged
        self.failed = failed
    }

    package static let none = CampaignObserver()
}
