/// What is counted of pictures and sounds. The media broker knows nothing of metrics; whoever wires it gives it these.
package struct MediaMetrics: Sendable {
    /// 10 ms to five minutes. Seconds.
    private static let durations = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300]

    private let depth: Gauge.Series
    private let jobs: Counter
    private let hits: Counter
    private let seconds: Histogram

    package init(in metrics: Metrics) {
        depth = metrics.gauge("media_queue_depth", help: "Media jobs that wait or are in work.").series()
        jobs = metrics.counter(
            "media_jobs_total", help: "Media jobs that came to their end.", labels: ["type", "provider", "status"])
        hits = metrics.counter(
            "media_cache_hits_total",
            help:
                "Media that were not made because they were there: by the job's token, equal content, or in the pack.",
            labels: ["kind"])
        seconds = metrics.histogram(
            "media_job_duration_seconds", help: "From taking a media job into work to its end.",
            labels: ["type", "provider"], buckets: Self.durations)
    }

    package func depthChanged(_ jobs: Int) { depth.set(Double(jobs)) }

    /// - Parameters:
    ///   - type: of the job, one of a dozen.
    ///   - provider: a configured one's name.
    package func jobEnded(type: String, provider: String, status: String, seconds: Double) {
        jobs.add(1, type, provider, status)
        self.seconds.observe(seconds, type, provider)
    }

    package func cacheHit(kind: String) { hits.add(1, kind) }
}
