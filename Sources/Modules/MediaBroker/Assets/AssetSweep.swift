internal import Core
internal import Network
internal import Storage

/// What a sweep has done.
package struct SweepReport: Sendable, Equatable {
    /// Assets that nobody needs, newly found.
    package var marked = 0
    /// Assets taken away, with their files.
    package var removed = 0
    /// Their bytes.
    package var freed = 0
    /// Files without a row, and files that were never finished, taken away.
    package var strays = 0
}

/// Takes away what nobody needs: an asset a day after it was found so, a file without a row at once. A file of another
/// name than the store gives is somebody else's, and stays. `assets verify` tells of it.
@LoopActor
struct AssetSweep {
    /// Between the first look and the second.
    nonisolated static let patience = Duration.seconds(24 * 60 * 60)
    /// Rows of one transaction: the writer is never held for more than some milliseconds.
    nonisolated private static let batch = 200

    let assets: Assets

    private var storage: Storage { assets.storage }

    /// - Parameter patience: how long an asset must have been unreferenced.
    func run(patience: Duration = Self.patience) async throws -> SweepReport {
        var report = SweepReport()
        report.marked = try await mark()
        try await removeUnreferenced(since: assets.clock.now().adding(.zero - patience), &report)
        report.strays += try await removeStrays()
        return report
    }

    private func mark() async throws -> Int {
        let now = assets.clock.now()
        var (next, marked) = (Optional(""), 0)
        while let id = next {
            let batch = try await storage.write {
                try AssetStore.mark(after: id, limit: Self.batch, now: now, in: $0)
            }
            (next, marked) = (batch.last, marked + batch.marked)
        }
        return marked
    }

    private func removeUnreferenced(since time: Timestamp, _ report: inout SweepReport) async throws {
        while true {
            let found = try await storage.read {
                try AssetStore.unreferenced(before: time, limit: Self.batch, in: $0)
            }
            let removed = try await assets.leave(found.map(\.hash)) { free in
                let candidates = found.filter { free.contains($0.hash) }
                let removed = try await storage.write { connection in
                    try candidates.filter { try AssetStore.remove($0, in: connection) }
                }
                try await onWorker { [folder = assets.folder] in
                    for asset in removed { try folder.remove(asset.path) }
                }
                return removed
            }
            report.removed += removed.count
            report.freed += removed.reduce(0) { $0 + $1.bytes }
            // What was not removed is needed again, or being kept: the next sweep looks at it.
            if removed.count < Self.batch { return }
        }
    }

    /// Of a crash between file and row.
    private func removeStrays() async throws -> Int {
        let named = try await onWorker { [folder = assets.folder] in
            var named: [(path: String, hash: String)] = []
            folder.forEachFile { entry in
                if let name = entry.name { named.append((entry.path, name.hash)) }
            }
            return named
        }
        var count = 0
        for start in stride(from: 0, to: named.count, by: Self.batch) {
            let batch = named[start..<min(start + Self.batch, named.count)]
            count += try await assets.leave(batch.map(\.hash)) { free in
                let candidates = batch.filter { free.contains($0.hash) }
                let strays = try await storage.read { connection in
                    try candidates.filter { candidate in
                        let row = try AssetStore.find(StoredAsset.id(ofHash: candidate.hash), in: connection)
                        return row?.path != candidate.path
                    }
                }
                try await onWorker { [folder = assets.folder] in
                    for stray in strays { try folder.remove(stray.path) }
                }
                return strays.count
            }
        }
        return count
    }
}
