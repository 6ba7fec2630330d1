package import Core
package import Storage

extension StorageObserver {
    /// Measures what the writer thread does, and logs a transaction that was lost: `db_commit_seconds`,
    /// `db_batch_jobs`, `db_queue_depth`. Called on database threads.
    package static func observing(_ logger: Logger, _ metrics: Metrics, clock: Clock = .system) -> StorageObserver {
        let commits = metrics.histogram(
            "db_commit_seconds", help: "COMMIT of the writer's transaction, fsync included, in seconds."
        ).series()
        let batches = metrics.histogram(
            "db_batch_jobs", help: "Jobs that were committed together.", buckets: Histogram.sizes
        ).series()
        let depth = metrics.gauge("db_queue_depth", help: "Jobs that waited for the writer after its last batch.")
            .series()
        let lost = metrics.counter("db_transactions_lost_total", help: "Transactions that were lost as a whole.")
            .series()
        let lastLine = Lock<Timestamp?>(nil)
        return StorageObserver(
            onCommit: { batch in
                commits.observe(batch.commitSeconds)
                batches.observe(Double(batch.jobs))
                depth.set(Double(batch.queueDepth))
            },
            onFailure: { error in
                lost.add(1)
                // A full disk loses thousands a second: a line a second tells it, the counter tells how many.
                let now = clock.now()
                let isDue = lastLine.withLock { last in
                    if let last, last <= now, now < last.adding(.seconds(1)) { return false }
                    last = now
                    return true
                }
                guard isDue else { return }
                logger.error(.gatewayAPI, "A transaction was lost", .text("cause", error.description))
            })
    }
}
