/// What is counted of play. The campaigns module knows nothing of metrics; whoever wires it gives it these.
package struct CampaignMetrics: Sendable {
    private let actions: Counter
    private let runs: Gauge

    package init(in metrics: Metrics) {
        actions = metrics.counter(
            "campaign_actions_total", help: "Actions of players answered.", labels: ["type", "result"])
        runs = metrics.gauge("campaign_runs", help: "Campaign runs by status.", labels: ["status"])
    }

    /// - Parameters:
    ///   - type: one of the action types, never what a client wrote.
    ///   - result: `ok`, `replayed` or the error's word.
    package func actionAnswered(type: String, result: String) { actions.add(1, type, result) }

    /// Runs of a status became more or, with a negative number, fewer.
    package func runsChanged(status: String, by change: Int) { runs.add(Double(change), status) }
}
