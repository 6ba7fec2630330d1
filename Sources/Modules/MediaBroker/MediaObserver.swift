/// What the broker tells whoever counts and logs: `media_*` of operations.md.
///
/// Closures, so that nothing here knows how metrics are kept. Called on the loop thread. Never with a player's text.
package struct MediaObserver: Sendable {
    /// So many jobs wait or are in work.
    package var depthChanged: @Sendable (_ jobs: Int) -> Void
    /// A job came to its end: `succeeded` or `failed`, so long after it was taken into work.
    package var jobEnded: @Sendable (_ type: String, _ provider: String, _ status: String, _ seconds: Double) -> Void
    /// Something had been made before: known by its `token`, its `content`, or lying in the pack (`static`).
    package var cacheHit: @Sendable (_ kind: String) -> Void
    /// A provider failed at a job; `cause` is its own word.
    package var attemptFailed: @Sendable (_ jobID: String, _ provider: String, _ cause: String) -> Void
    /// Something failed that nobody else hears of.
    package var failed: @Sendable (_ message: String, _ cause: String) -> Void

    package init(
        depthChanged: @escaping @Sendable (Int) -> Void = { _ in },
        jobEnded: @escaping @Sendable (String, String, String, Double) -> Void = { _, _, _, _ in },
        cacheHit: @escaping @Sendable (String) -> Void = { _ in },
        attemptFailed: @escaping @Sendable (String, String, String) -> Void = { _, _, _ in },
        failed: @escaping @Sendable (String, String) -> Void = { _, _ in }
    ) {
        self.depthChanged = depthChanged
        self.jobEnded = jobEnded
        self.cacheHit = cacheHit
        self.attemptFailed = attemptFailed
        self.failed = failed
    }

    package static let none = MediaObserver()
}
