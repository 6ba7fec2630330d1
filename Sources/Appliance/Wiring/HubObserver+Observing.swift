internal import Observability
internal import PartySync

extension HubObserver {
    /// Counts in the metrics and tells the log.
    static func observing(_ logger: Logger, _ metrics: ChannelMetrics) -> HubObserver {
        HubObserver(
            connectionsChanged: { metrics.connectionsChanged($0) },
            received: { metrics.messageReceived() },
            sent: { metrics.messagesSent($0) },
            refused: { metrics.messageRefused($0) },
            closed: { metrics.disconnected($0) },
            returned: { metrics.clientReturned(isRecovered: $0) },
            failed: { logger.error(.partySync, $0, .text("cause", $1)) })
    }
}
