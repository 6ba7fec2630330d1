internal import Core
internal import Files
internal import Hashing
internal import Network
package import Storage

/// Holds every row of `assets` against its file, and every file against its row (`mimic assets verify`). Blocks.
package struct AssetVerification: Sendable {
    package enum Fault: String, Sendable, CaseIterable {
        /// A row whose file is not there, or cannot be read.
        case missing
        /// A file whose bytes are not those that its name and row say.
        case damaged
        /// A file that no row tells of: of a crash, or somebody else's.
        case stray
    }

    package struct Finding: Sendable, Equatable {
        package let fault: Fault
        /// Below the folder of assets.
        package let path: String
        /// Why, for a person.
        package let reason: String
    }

    package private(set) var findings: [Finding] = []
    /// Rows.
    package private(set) var checked = 0
    /// Of those whose files are as they should be.
    package private(set) var bytes = 0
    private let folder: AssetFolder

    /// - Parameter folder: `assets/` of the data folder.
    package init(folder: String) { self.folder = AssetFolder(path: folder) }

    /// - Parameters:
    ///   - inspect: reads the database; called twice, because a server may be writing: a file without a row may have one
    ///     by then.
    ///   - progress: how many of so many rows are done.
    package mutating func run(
        _ inspect: (_ body: (Connection) throws -> Void) throws -> Void, progress: (Int, Int) -> Void = { _, _ in }
    ) throws {
        var rows: [String: StoredAsset] = [:]
        try inspect { connection in try AssetStore.forEach(in: connection) { rows[$0.path] = $0 } }
        for asset in rows.values.sorted(by: { $0.path < $1.path }) {
            progress(checked, rows.count)
            check(asset)
            checked += 1
        }
        var strangers: [AssetFolder.Entry] = []
        folder.forEachFile { if rows[$0.path] == nil { strangers.append($0) } }
        guard !strangers.isEmpty else { return }
        try inspect { connection in
            for entry in strangers {
                let row = try entry.name.flatMap {
                    try AssetStore.find(StoredAsset.id(ofHash: $0.hash), in: connection)
                }
                if row?.path != entry.path { add(.stray, entry.path, "no asset is kept in this file") }
            }
        }
    }

    private mutating func check(_ asset: StoredAsset) {
        do throws(FileFailure) {
            let file = try folder.open(asset)
            guard file.count == asset.bytes else {
                return add(.damaged, asset.path, "it has \(file.count) bytes, not \(asset.bytes)")
            }
            guard Hex.encode(SHA256.hash(try file.read(0..<file.count))) == asset.hash else {
                return add(.damaged, asset.path, "its bytes are not those that it was kept with")
            }
            bytes += asset.bytes
        } catch {
            add(.missing, asset.path, error.isMissing ? "the file is not there" : "\(error)")
        }
    }

    private mutating func add(_ fault: Fault, _ path: String, _ reason: String) {
        findings.append(Finding(fault: fault, path: path, reason: reason))
    }
}
