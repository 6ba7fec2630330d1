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
        // A full disk loses thousands a second.
        let lines = Lock(Occasional(every: .seconds(1)))
        let copies = Lock(Occasional(every: .seconds(60)))
        return StorageObserver(
            onCommit: { batch in
                commits.observe(batch.commitSeconds)
                batches.observe(Double(batch.jobs))
                depth.set(Double(batch.queueDepth))
            },
            onFailure: { error in
                lost.add(1)
                guard let count = lines.withLock({ $0.happened(at: clock.uptime()) }) else { return }
                logger.error(
                    .gatewayAPI, "A transaction was lost", .text("cause", error.description), .int("count", count))
            },
            onCheckpointFailure: { error in
                guard let count = copies.withLock({ $0.happened(at: clock.uptime()) }) else { return }
                logger.warning(
                    .gatewayAPI, "The write-ahead log could not be copied into the database, and grows",
                    .text("cause", error.description), .int("count", count))
            })
    }
}
