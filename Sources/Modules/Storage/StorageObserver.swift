/// Told by the database threads what they do, for metrics and the log. The closures must be quick and must not block.
package struct StorageObserver: Sendable {
    /// One transaction of the writer.
    package struct Batch: Sendable {
        /// Jobs in it, failed ones included.
        package let jobs: Int
        /// Seconds from BEGIN to the end of COMMIT.
        package let seconds: Double
        /// Seconds of COMMIT alone: writing the log and fsync.
        package let commitSeconds: Double
        /// Jobs that were waiting when it ended.
        package let queueDepth: Int
    }

    /// A batch was committed and its jobs are about to be told.
    package var onCommit: @Sendable (Batch) -> Void
    /// A whole transaction was lost (disk full, I/O error, a failed COMMIT), or a job met an error that `isFatal`.
    package var onFailure: @Sendable (StorageError) -> Void

    /// The log could not be copied into the database: nothing is lost, but the log grows.
    package var onCheckpointFailure: @Sendable (StorageError) -> Void

    package init(
        onCommit: @escaping @Sendable (Batch) -> Void = { _ in },
        onFailure: @escaping @Sendable (StorageError) -> Void = { _ in },
        onCheckpointFailure: @escaping @Sendable (StorageError) -> Void = { _ in }
    ) {
        self.onCommit = onCommit
        self.onFailure = onFailure
        self.onCheckpointFailure = onCheckpointFailure
    }

    package static let none = StorageObserver()
}
