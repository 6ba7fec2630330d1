internal import Network

/// Runs as they stand after their newest COMMIT, so that an action needs no read. Loop thread only.
///
/// Bounded: when it is full the run that was used longest ago is forgotten; it is read from the tables again.
@LoopActor
final class RunCache {
    private struct Entry {
        var run: LiveRun
        var usedAt: UInt64
    }

    private let capacity: Int
    private var entries: [String: Entry] = [:]
    /// Counts uses; an entry's age is its distance from here.
    private var uses: UInt64 = 0

    /// - Parameter capacity: runs kept, 1 and up; one takes about 20 KiB.
    init(capacity: Int) {
        precondition(capacity >= 1, "BUG: a cache of nothing")
        self.capacity = capacity
    }

    subscript(runID: String) -> LiveRun? {
        uses += 1
        entries[runID]?.usedAt = uses
        return entries[runID]?.run
    }

    func keep(_ run: LiveRun) {
        uses += 1
        if entries[run.facts.id] == nil, entries.count >= capacity { forgetOldest() }
        entries[run.facts.id] = Entry(run: run, usedAt: uses)
    }

    func forget(_ runID: String) {
        entries[runID] = nil
    }

    /// Drops an eighth at once: a scan for each new run would cost more than reading a run again.
    private func forgetOldest() {
        let ages = entries.values.map(\.usedAt).sorted()
        let limit = ages[max(0, ages.count / 8 - 1)]
        entries = entries.filter { $0.value.usedAt > limit }
    }
}
