internal import Core
internal import Storage

/// Which assets nobody needs: `unreferenced_at` says since when.
extension AssetStore {
    /// Looks at the assets behind `id`, in the order of ids, and marks those that nobody needs any more; takes the mark from
    /// those that somebody needs again.
    ///
    /// - Returns: the last one looked at, nil when there are no more; and how many are newly marked.
    static func mark(
        after id: String, limit: Int, now: Timestamp, in connection: Connection
    ) throws -> (last: String?, marked: Int) {
        let rows = try connection.all(
            """
            SELECT a.id, a.unreferenced_at IS NOT NULL, a.uploaded_by IS NOT NULL
                OR EXISTS (SELECT 1 FROM media_jobs WHERE asset_id = a.id)
                OR EXISTS (SELECT 1 FROM asset_thumbnails WHERE thumbnail_id = a.id)
            FROM assets a WHERE a.id > ?1 ORDER BY a.id LIMIT ?2
            """, .text(id), .int(limit)
        ) { (id: $0.text(0), isMarked: $0.bool(1), isNeeded: $0.bool(2)) }
        var marked = 0
        for row in rows {
            // Needed and marked, or neither: something changes.
            guard row.isNeeded == row.isMarked else { continue }
            try connection.run(
                "UPDATE assets SET unreferenced_at = ?2 WHERE id = ?1", .text(row.id),
                row.isNeeded ? .null : .time(now))
            if !row.isNeeded { marked += 1 }
        }
        return (rows.count < limit ? nil : rows.last?.id, marked)
    }

    /// Marked at `time` or before.
    static func unreferenced(before time: Timestamp, limit: Int, in connection: Connection) throws -> [StoredAsset] {
        try connection.all(
            """
            SELECT id, hash, kind, mime, bytes, width, height, is_private FROM assets
            WHERE unreferenced_at <= ?1 ORDER BY unreferenced_at, id LIMIT ?2
            """, .time(time), .int(limit), map: StoredAsset.init(row:))
    }

    /// Takes the row away, if after a second look still nobody needs it.
    ///
    /// - Returns: whether it did; the file is then nobody's.
    static func remove(_ asset: StoredAsset, in connection: Connection) throws -> Bool {
        try connection.run(
            """
            DELETE FROM assets WHERE id = ?1 AND unreferenced_at IS NOT NULL AND uploaded_by IS NULL
                AND NOT EXISTS (SELECT 1 FROM media_jobs WHERE asset_id = ?1)
                AND NOT EXISTS (SELECT 1 FROM asset_thumbnails WHERE thumbnail_id = ?1)
            """, .text(asset.id))
        guard connection.changes > 0 else { return false }
        try connection.run("UPDATE asset_usage SET bytes = bytes - ?1 WHERE id = 1", .int(asset.bytes))
        return true
    }

    /// Every row, in the order of ids.
    static func forEach(in connection: Connection, _ body: (StoredAsset) throws -> Void) throws {
        try connection.forEach(
            "SELECT id, hash, kind, mime, bytes, width, height, is_private FROM assets ORDER BY id"
        ) { try body(StoredAsset(row: $0)) }
    }
}
