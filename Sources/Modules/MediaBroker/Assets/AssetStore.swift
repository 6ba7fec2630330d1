internal import Core
internal import Storage

/// All SQL on `assets`, `asset_thumbnails` and `asset_usage`.
enum AssetStore {
    static func find(_ id: String, in connection: Connection) throws -> StoredAsset? {
        try connection.first(
            "SELECT id, hash, kind, mime, bytes, width, height, is_private FROM assets WHERE id = ?1", .text(id),
            map: StoredAsset.init(row:))
    }

    /// Bytes that all assets take together.
    static func usage(in connection: Connection) throws -> Int {
        try connection.first("SELECT bytes FROM asset_usage WHERE id = 1", map: { $0.int(0) }) ?? 0
    }

    /// Gives the file its row. Of equal bytes there is one: it is as public as the most public of them, and stays
    /// somebody's own.
    ///
    /// - Throws: `MediaError.quotaFull` when it would take more than `quota` bytes.
    static func insert(
        _ new: NewAsset, hash: String, quota: Int, now: Timestamp, in connection: Connection
    ) throws -> StoredAsset {
        let id = StoredAsset.id(ofHash: hash)
        if try find(id, in: connection) == nil {
            guard try usage(in: connection) + new.bytes.count <= quota else { throw MediaError.quotaFull(bytes: quota) }
            try connection.run("UPDATE asset_usage SET bytes = bytes + ?1 WHERE id = 1", .int(new.bytes.count))
        }
        let made = new.provenance
        let stored = try connection.first(
            """
            INSERT INTO assets (id, hash, kind, mime, bytes, width, height, alt, is_private, provider, prompt_hash, seed,
                model, uploaded_by, created_at, last_used_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?15)
            ON CONFLICT (id) DO UPDATE SET is_private = min(is_private, excluded.is_private),
                uploaded_by = coalesce(uploaded_by, excluded.uploaded_by), alt = coalesce(alt, excluded.alt),
                last_used_at = excluded.last_used_at, unreferenced_at = NULL
            RETURNING id, hash, kind, mime, bytes, width, height, is_private
            """,
            .text(id), .text(hash), .text(new.kind.rawValue), .text(new.format.rawValue), .int(new.bytes.count),
            .optional(new.width), .optional(new.height), .optional(new.alt), .bool(new.isPrivate),
            .optional(made.provider), .optional(made.promptHash), .optional(made.seed), .optional(made.model),
            .optional(new.uploadedBy), .time(now), map: StoredAsset.init(row:))
        guard let stored else { preconditionFailure("BUG: INSERT … RETURNING gave no row") }
        return stored
    }

    /// They were shown. Once a day is enough for the sweep, and spares the disk a write for each look.
    static func touch(_ ids: [String], now: Timestamp, in connection: Connection) throws {
        for id in ids {
            try connection.run("UPDATE assets SET last_used_at = ?2 WHERE id = ?1", .text(id), .time(now))
        }
    }

    // MARK: Thumbnails

    static func thumbnail(
        of id: String, width: Int, in connection: Connection
    ) throws -> StoredAsset? {
        try connection.first(
            """
            SELECT a.id, a.hash, a.kind, a.mime, a.bytes, a.width, a.height, a.is_private
            FROM asset_thumbnails t JOIN assets a ON a.id = t.thumbnail_id WHERE t.asset_id = ?1 AND t.width = ?2
            """, .text(id), .int(width), map: StoredAsset.init(row:))
    }

    static func setThumbnail(
        _ thumbnail: String, of id: String, width: Int, in connection: Connection
    ) throws {
        try connection.run(
            """
            INSERT INTO asset_thumbnails (asset_id, width, thumbnail_id) VALUES (?1, ?2, ?3)
            ON CONFLICT (asset_id, width) DO UPDATE SET thumbnail_id = excluded.thumbnail_id
            """, .text(id), .int(width), .text(thumbnail))
    }
}

extension StoredAsset {
    /// `id, hash, kind, mime, bytes, width, height, is_private`, from a column on.
    init(row: Row, from first: Int) {
        id = row.text(first)
        hash = row.text(first + 1)
        guard let kind = Kind(rawValue: row.text(first + 2)), let format = AssetFormat(rawValue: row.text(first + 3))
        else { preconditionFailure("BUG: an asset is a \(row.text(first + 2)) of type \(row.text(first + 3))") }
        (self.kind, self.format) = (kind, format)
        bytes = row.int(first + 4)
        width = row.optionalInt(first + 5)
        height = row.optionalInt(first + 6)
        isPrivate = row.bool(first + 7)
    }

    init(row: Row) { self.init(row: row, from: 0) }
}
