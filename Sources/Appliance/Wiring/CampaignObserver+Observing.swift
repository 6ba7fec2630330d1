internal import Campaigns
internal import Observability

extension CampaignObserver {
    /// Counts in the metrics and tells the log.
    static func observing(_ logger: Logger, _ metrics: CampaignMetrics) -> CampaignObserver {
        CampaignObserver(
            actionAnswered: { metrics.actionAnswered(type: $0, result: $1) },
            runsChanged: { metrics.runsChanged(status: $0, by: $1) },
            failed: { logger.error(.gatewayAPI, $0) })
    }
}
