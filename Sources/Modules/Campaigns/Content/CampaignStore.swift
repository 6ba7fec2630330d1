internal import ContentPacks
internal import Core
internal import Storage

/// All SQL of campaign templates, their episodes and pinned content.
enum CampaignStore {
    /// Writes what a pack says of a campaign over what was there.
    ///
    /// Episodes that the pack no longer has stay: runs may have been in them.
    static func save(_ content: RunContent, in connection: Connection) throws {
        let (pack, campaign) = (content.pack, content.campaign)
        let language = pack.languages.first ?? .russian
        try connection.run(
            """
            INSERT INTO campaign_templates (id, world_id, title, description, season_version, pack_id, content_hash,
                metadata)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            ON CONFLICT (id) DO UPDATE SET world_id = excluded.world_id, title = excluded.title,
                description = excluded.description, season_version = excluded.season_version,
                pack_id = excluded.pack_id, content_hash = excluded.content_hash, metadata = excluded.metadata
            """,
            .text(campaign.id), .text(campaign.worldID ?? pack.worldID ?? ""), .text(campaign.title.text(in: language)),
            .text(campaign.description?.text(in: language) ?? ""),
            .text(campaign.seasonVersion ?? pack.seasonVersion ?? ""), .text(pack.id), .text(content.hash),
            .json(CampaignCard.metadata(of: campaign)))
        for (order, episode) in campaign.episodes.enumerated() {
            var metadata = JSONWriter()
            metadata.object {
                $0.member("title", episode.title?.text(in: language))
                $0.member("scenes", episode.scenes.count)
            }
            try connection.run(
                """
                INSERT INTO episodes (campaign_template_id, id, ord, type, metadata) VALUES (?1, ?2, ?3, ?4, ?5)
                ON CONFLICT (campaign_template_id, id) DO UPDATE SET ord = excluded.ord, type = excluded.type,
                    metadata = excluded.metadata
                """,
                .text(campaign.id), .text(episode.id), .int(order + 1), .text(episode.type.rawValue),
                .json(metadata.bytes))
        }
    }

    /// Keeps the whole pack under its hash, so that replacing its folder breaks no run.
    static func pin(_ content: RunContent, in connection: Connection) throws {
        let isThere = try connection.first(
            "SELECT 1 FROM run_content WHERE content_hash = ?1", .text(content.hash)
        ) { _ in true }
        if isThere != nil { return }
        try connection.run(
            "INSERT INTO run_content (content_hash, body) VALUES (?1, ?2)", .text(content.hash),
            .blob(content.pack.encoded()))
    }

    /// The canonical form of a pinned pack.
    static func pinned(_ hash: String, in connection: Connection) throws -> [UInt8]? {
        try connection.first("SELECT body FROM run_content WHERE content_hash = ?1", .text(hash)) { $0.blob(0) }
    }

    /// Hashes of the contents that unfinished runs are pinned to, with how many.
    static func inPlay(in connection: Connection) throws -> [String: Int] {
        let counts = try connection.all(
            """
            SELECT content_hash, count(*) FROM campaign_runs INDEXED BY campaign_runs_unfinished_by_party
            WHERE finished_at IS NULL GROUP BY content_hash
            """
        ) { ($0.text(0), $0.int(1)) }
        return Dictionary(uniqueKeysWithValues: counts)
    }

    /// The packs that unfinished runs are pinned to, the most played first.
    static func packsInPlay(in connection: Connection) throws -> [PackInPlay] {
        let played = try inPlay(in: connection).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return try played.compactMap { hash, runs in
            try connection.first(
                """
                SELECT json_extract(body, '$.id'), json_extract(body, '$.title.texts'),
                    (SELECT json_group_array(json_extract(value, '$.id')) FROM json_each(body, '$.campaigns'))
                FROM (SELECT CAST(body AS TEXT) AS body FROM run_content WHERE content_hash = ?1)
                """,
                .text(hash)
            ) { row in
                PackInPlay(
                    contentHash: hash, id: row.text(0),
                    title: try JSON.decode([String: String].self, from: row.blob(1)),
                    campaigns: try JSON.decode([String].self, from: row.blob(2)), runs: runs)
            }
        }
    }

    /// Forgets pinned packs that no run refers to.
    ///
    /// - Returns: how many.
    static func forgetUnused(in connection: Connection) throws -> Int {
        try connection.run(
            """
            DELETE FROM run_content
            WHERE NOT EXISTS (SELECT 1 FROM campaign_runs r WHERE r.content_hash = run_content.content_hash)
            """)
        return connection.changes
    }
}
