internal import Core
internal import Files
internal import Network
internal import Storage

// DESIGN
//
//   keep:   hash (worker) -> file: new name, fsync, rename, fsync of the folder (worker) -> row (writer transaction)
//   sweep:  row away (writer transaction, after a second look) -> file away (worker)
//
// A crash between the steps leaves a file without a row, never a row without a file; the sweep takes such files away.
// What `keep` has begun the sweep leaves alone (`kept`), and `keep` waits for what the sweep is taking away (`leaving`):
// one loop, so these two sets are all the lock there is.

/// The asset store: files by their content, and a row for each.
@LoopActor
final class Assets {
    let folder: AssetFolder
    let storage: Storage
    let clock: Clock
    /// Bytes that all assets may take together.
    private let quota: Int
    private let hasRoom: @LoopActor () async -> Bool
    /// Hashes of what is being kept, with how many are at it.
    private var kept: [String: Int] = [:]
    private var leaving: Set<String> = []
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var thumbnails: [ThumbnailKey: Task<StoredAsset, any Error>] = [:]
    private var shown: Set<String> = []

    private struct ThumbnailKey: Hashable {
        let id: String
        let width: Int
    }

    /// - Parameter hasRoom: whether the disk has room for more than play.
    init(
        folder: AssetFolder, storage: Storage, clock: Clock, quota: Int, hasRoom: @escaping @LoopActor () async -> Bool
    ) {
        self.folder = folder
        self.storage = storage
        self.clock = clock
        self.quota = quota
        self.hasRoom = hasRoom
    }

    /// - Throws: `MediaError.noSuchAsset`.
    func find(_ id: String) async throws -> StoredAsset {
        guard let asset = try await storage.read({ try AssetStore.find(id, in: $0) }) else {
            throw MediaError.noSuchAsset(id)
        }
        return asset
    }

    /// Whether one more could be kept.
    ///
    /// - Throws: `MediaError.quotaFull`, `nearlyFull`.
    func checkRoom(for bytes: Int = 1) async throws {
        guard await hasRoom() else { throw MediaError.nearlyFull }
        let used = try await storage.read { try AssetStore.usage(in: $0) }
        guard used + bytes <= quota else { throw MediaError.quotaFull(bytes: quota) }
    }

    /// Keeps bytes, once: the file first, then its row in the transaction of `body`.
    ///
    /// - Parameter body: what else belongs to that transaction.
    /// - Throws: `MediaError`, `StorageError`, what `body` throws; then neither row nor file of it is new.
    @discardableResult
    func keep<Value: Sendable>(
        _ new: NewAsset, _ body: @escaping @Sendable (StoredAsset, Connection) throws -> Value
    ) async throws -> Value {
        let hash = try await onWorker { new.makeHash() }
        while leaving.contains(hash) {
            await withCheckedContinuation { continuation in
                // Looked at again: before this is called, others may have had the loop.
                if leaving.contains(hash) { waiting.append(continuation) } else { continuation.resume() }
            }
        }
        kept[hash, default: 0] += 1
        defer { kept[hash] = kept[hash] == 1 ? nil : kept[hash]! - 1 }
        let path = StoredAsset.path(hash: hash, new.format)
        let known = try await storage.read { try AssetStore.find(StoredAsset.id(ofHash: hash), in: $0) }
        if known == nil { try await checkRoom(for: new.bytes.count) }
        try await writing { [folder] in
            // A file that was lost is made again; one without a row may be half of an older version's.
            if known == nil || !folder.has(path, bytes: new.bytes.count) { try folder.put(new.bytes, at: path) }
        }
        let (quota, now) = (quota, clock.now())
        do {
            return try await storage.write { connection in
                let asset = try AssetStore.insert(new, hash: hash, quota: quota, now: now, in: connection)
                return try body(asset, connection)
            }
        } catch {
            if known == nil { try? await discard(hash, at: path) }
            throw error
        }
    }

    /// Takes away a file whose row did not come, unless another who kept the same bytes has brought it.
    private func discard(_ hash: String, at path: String) async throws {
        try await leave([hash], keepers: 1) { [folder] hashes in
            let isKnown = try await storage.read { try AssetStore.find(StoredAsset.id(ofHash: hash), in: $0) } != nil
            if !hashes.isEmpty, !isKnown { try await onWorker { try folder.remove(path) } }
        }
    }

    func keep(_ new: NewAsset) async throws -> StoredAsset { try await keep(new) { asset, _ in asset } }

    private func writing(_ body: @escaping @Sendable () throws -> Void) async throws {
        do {
            try await onWorker(body)
        } catch let failure as FileFailure {
            throw MediaError(failure)
        }
    }

    /// - Throws: `MediaError.file` when the row's file is not there.
    func open(_ asset: StoredAsset) async throws -> OpenFile {
        shown.insert(asset.id)
        do {
            return try await onWorker { [folder] in try folder.open(asset) }
        } catch let failure as FileFailure {
            throw MediaError(failure)
        }
    }

    // MARK: Thumbnails

    /// A form of a picture that is so wide, made when it is first asked for, by whoever is first; the picture itself when
    /// that is no wider.
    func thumbnail(of asset: StoredAsset, width: Int) async throws -> StoredAsset {
        guard asset.kind == .picture, let whole = asset.width, width < whole else { return asset }
        let key = ThumbnailKey(id: asset.id, width: width)
        if let making = thumbnails[key] { return try await making.value }
        let making = Task { @LoopActor in
            defer { thumbnails[key] = nil }
            return try await findOrMakeThumbnail(of: asset, width: width)
        }
        thumbnails[key] = making
        return try await making.value
    }

    private func findOrMakeThumbnail(of asset: StoredAsset, width: Int) async throws -> StoredAsset {
        if let made = try await storage.read({ try AssetStore.thumbnail(of: asset.id, width: width, in: $0) }) {
            return made
        }
        let file = try await open(asset)
        let new = try await onWorker { try NewAsset(thumbnailOf: asset, file.read(0..<file.count), width: width) }
        return try await keep(new) { thumbnail, connection in
            try AssetStore.setThumbnail(thumbnail.id, of: asset.id, width: width, in: connection)
            return thumbnail
        }
    }

    // MARK: Sweeping

    /// Runs `body` on those of `hashes` that nobody is keeping now, and keeps them from being kept meanwhile.
    ///
    /// - Parameter keepers: how many do not count: 1 for who is at it itself.
    func leave<Value>(
        _ hashes: some Sequence<String>, keepers: Int = 0, _ body: ([String]) async throws -> Value
    ) async rethrows -> Value {
        let free = hashes.filter { kept[$0, default: 0] <= keepers && !leaving.contains($0) }
        leaving.formUnion(free)
        defer {
            leaving.subtract(free)
            let waiting = waiting
            self.waiting = []
            for continuation in waiting { continuation.resume() }
        }
        return try await body(free)
    }

    /// Writes down which assets were shown since the last time.
    func noteShown() async throws {
        let (ids, now) = (Array(shown), clock.now())
        shown = []
        for start in stride(from: 0, to: ids.count, by: 500) {
            let batch = Array(ids[start..<min(start + 500, ids.count)])
            try await storage.write { try AssetStore.touch(batch, now: now, in: $0) }
        }
    }
}
