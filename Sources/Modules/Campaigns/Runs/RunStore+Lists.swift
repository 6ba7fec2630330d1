internal import Core
internal import Storage

extension RunStore {
    /// The run that a party is in; nil when it is in none.
    static func unfinishedRun(of party: PartyID, in connection: Connection) throws -> String? {
        try connection.first(
            "SELECT id FROM campaign_runs WHERE party_id = ?1 AND finished_at IS NULL", .id(party)
        ) { $0.text(0) }
    }

    /// Whether a character plays in a run that is not over; one who left it does not.
    ///
    /// - Parameter run: does not count; nil: all do.
    static func isInUnfinishedRun(
        _ character: CharacterID, besides run: String? = nil, in connection: Connection
    ) throws -> Bool {
        try connection.first(
            """
            SELECT 1 FROM run_characters c JOIN campaign_runs r ON r.id = c.campaign_run_id
            WHERE c.character_id = ?1 AND c.absent = 0 AND r.finished_at IS NULL AND (?2 IS NULL OR r.id <> ?2)
            LIMIT 1
            """,
            .id(character), .optional(run)
        ) { _ in true } ?? false
    }

    /// Characters that are in the party and play, and joined it after the run began or are in the run already.
    static func joined(_ facts: RunFacts, in connection: Connection) throws -> [CharacterID] {
        try connection.all(
            """
            SELECT m.character_id FROM party_members m
                LEFT JOIN run_characters c ON c.campaign_run_id = ?1 AND c.character_id = m.character_id
            WHERE m.party_id = ?2 AND m.left_at IS NULL AND m.role = 'MEMBER'
                AND (c.character_id IS NOT NULL OR m.joined_at > ?3)
            ORDER BY m.joined_at, m.character_id
            """,
            .text(facts.id), .id(facts.partyID), .time(facts.createdAt)
        ) { $0.id(0) }
    }

    /// Parties with a run in play that has other members than they.
    static func partiesAhead(in connection: Connection) throws -> [PartyID] {
        try connection.all(
            """
            SELECT r.party_id FROM campaign_runs r WHERE r.finished_at IS NULL AND (
                EXISTS (
                    SELECT 1 FROM run_characters c
                        LEFT JOIN party_members m ON m.party_id = r.party_id AND m.character_id = c.character_id
                            AND m.left_at IS NULL AND m.role = 'MEMBER'
                    WHERE c.campaign_run_id = r.id AND c.absent = 0 AND m.character_id IS NULL)
                OR EXISTS (
                    SELECT 1 FROM party_members m
                        LEFT JOIN run_characters c ON c.campaign_run_id = r.id AND c.character_id = m.character_id
                    WHERE m.party_id = r.party_id AND m.left_at IS NULL AND m.role = 'MEMBER'
                        AND (c.absent = 1 OR c.character_id IS NULL AND m.joined_at > r.created_at)))
            """
        ) { $0.id(0) }
    }

    /// Runs of several players that stand in a fight whose turn may still wait for its player. Looks through all unfinished
    /// runs: for a start.
    static func fightsWaiting(at now: Timestamp, in connection: Connection) throws -> [String] {
        try connection.all(
            """
            SELECT r.id FROM campaign_runs r JOIN scene_states s ON s.id = r.current_scene_id
            WHERE r.finished_at IS NULL AND r.paused = 0 AND s.profile = 'combat.v1'
                AND r.turned_at + r.decision_seconds * 1000 > ?1
                AND (SELECT count(DISTINCT player_id) FROM run_characters
                    WHERE campaign_run_id = r.id AND absent = 0) > 1
            """,
            .time(now)
        ) { $0.text(0) }
    }

    /// One line of a player's list of runs.
    struct Entry: Sendable {
        let id: String
        let campaignTemplateID: String
        let partyID: PartyID
        let status: String
        /// Of the campaign.
        let title: String
        let turn: Int
        let createdAt: Timestamp
        let finishedAt: Timestamp?
    }

    /// Runs in which a player has or had a character, newest first.
    ///
    /// Several characters of one player in a run are one line: GROUP BY and ORDER BY along the index need no temporary
    /// table, as DISTINCT would.
    ///
    /// - Parameters:
    ///   - status: only those; nil: all.
    ///   - before: only runs older than this id.
    static func runs(
        of player: PlayerID, status: String?, before: String?, limit: Int, in connection: Connection
    ) throws -> [Entry] {
        try connection.all(
            """
            SELECT r.id, r.campaign_template_id, r.party_id, r.status,
                coalesce(json_extract(t.metadata, '$.titles.' || r.language), t.title), r.turn, r.created_at,
                r.finished_at
            FROM run_characters c
                JOIN campaign_runs r ON r.id = c.campaign_run_id
                JOIN campaign_templates t ON t.id = r.campaign_template_id
            WHERE c.player_id = ?1 AND (?2 IS NULL OR r.status = ?2) AND (?3 IS NULL OR c.campaign_run_id < ?3)
            GROUP BY c.campaign_run_id
            ORDER BY c.campaign_run_id DESC LIMIT ?4
            """,
            .id(player), .optional(status), .optional(before), .int(limit), map: entry)
    }

    /// Unfinished runs in which a player has a character that has not left, newest first.
    static func activeRuns(
        of player: PlayerID, titlesIn language: Language, in connection: Connection
    ) throws -> [Entry] {
        try connection.all(
            """
            SELECT r.id, r.campaign_template_id, r.party_id, r.status,
                coalesce(json_extract(t.metadata, '$.titles.' || ?2), t.title), r.turn, r.created_at,
                r.finished_at
            FROM run_characters c
                JOIN campaign_runs r ON r.id = c.campaign_run_id
                JOIN campaign_templates t ON t.id = r.campaign_template_id
            WHERE c.player_id = ?1 AND c.absent = 0 AND r.finished_at IS NULL
            GROUP BY c.campaign_run_id
            ORDER BY c.campaign_run_id DESC LIMIT 50
            """,
            .id(player), .text(language.rawValue), map: entry)
    }

    private static func entry(_ row: Row) -> Entry {
        Entry(
            id: row.text(0), campaignTemplateID: row.text(1), partyID: row.id(2), status: row.text(3),
            title: row.text(4), turn: row.int(5), createdAt: row.time(6), finishedAt: row.optionalTime(7))
    }

    /// How many runs there are of each status.
    static func counts(in connection: Connection) throws -> [(status: String, count: Int)] {
        try connection.all("SELECT status, count(*) FROM campaign_runs GROUP BY status") { ($0.text(0), $0.int(1)) }
    }

    /// Summary and retcon package, as JSON; nil when the run is not completed.
    static func summary(
        of id: String, in connection: Connection
    ) throws -> (summary: [UInt8], retconPackage: [UInt8])? {
        try connection.first(
            "SELECT summary, retcon_package FROM adventure_summaries WHERE campaign_run_id = ?1", .text(id)
        ) { ($0.blob(0), $0.blob(1)) }
    }
}
