/// Calls a closure on the loop thread when one of a few files has changed, appeared or gone, until cancelled.
///
/// The files are looked at with stat(2) on a worker: notifications of the kernel follow neither symbolic links, which
/// is what certbot's files are, nor network file systems. A change counts when two looks agree on it, so that files
/// which belong together are not taken half-written.
@LoopActor
package final class FileWatch {
    private let paths: [String]
    private let onChange: @LoopActor () -> Void
    /// What was told of.
    private var known: FileStamps
    private var lastSeen: FileStamps
    private var timer: LoopTimer?
    private var isLooking = false

    /// - Parameter known: the files as they were last read; a change since then counts too.
    package init(
        _ paths: [String], since known: FileStamps, every interval: Duration, onChange: @escaping @LoopActor () -> Void
    ) {
        self.paths = paths
        self.known = known
        self.onChange = onChange
        lastSeen = known
        timer = LoopTimer(after: interval, repeating: interval) { [unowned self] in look() }
    }

    private func look() {
        // A disk that takes long is not asked twice.
        guard !isLooking else { return }
        isLooking = true
        Task {
            let stamps = try? await onWorker { [paths] in FileStamps(paths) }
            isLooking = false
            guard let stamps, timer != nil else { return }
            defer { lastSeen = stamps }
            guard stamps == lastSeen, stamps != known else { return }
            known = stamps
            onChange()
        }
    }

    /// The files were read for another reason, when they were like this: it is no news.
    package func noteRead(_ stamps: FileStamps) { known = stamps }

    /// No call of the closure begins after this. Idempotent.
    package func cancel() {
        timer?.cancel()
        timer = nil
    }
}
