internal import MediaBroker
internal import Observability

extension MediaObserver {
    /// Counts in the metrics and tells the log.
    static func observing(_ logger: Logger, _ metrics: MediaMetrics) -> MediaObserver {
        MediaObserver(
            depthChanged: { metrics.depthChanged($0) },
            jobEnded: { metrics.jobEnded(type: $0, provider: $1, status: $2, seconds: $3) },
            cacheHit: { metrics.cacheHit(kind: $0) },
            attemptFailed: { job, provider, cause in
                logger.warning(
                    .mediaBroker, "A provider failed at a media job", .text("job", job), .text("provider", provider),
                    .text("cause", cause))
            },
            failed: { logger.error(.mediaBroker, $0, .text("cause", $1)) })
    }
}
