package import Core
package import Storage

/// All SQL on `parties` and `party_members`.
package enum PartyStore {
    package static func find(_ id: PartyID, in connection: Connection) throws -> Party? {
        try connection.first(
            """
            SELECT id, name, leader_character_id, active_campaign_run_id, invite_code, is_open, decision,
                decision_seconds, created_at,
                (SELECT count(DISTINCT c.player_id) FROM party_members m JOIN characters c ON c.id = m.character_id
                    WHERE m.party_id = parties.id AND m.left_at IS NULL AND m.role = 'MEMBER')
            FROM parties WHERE id = ?1
            """, .id(id), map: Party.init(row:))
    }

    static func find(inviteCode: String, in connection: Connection) throws -> PartyID? {
        try connection.first(
            "SELECT id FROM parties WHERE invite_code = ?1", .text(inviteCode), map: { $0.id(0) })
    }

    /// Those who are in the party now: who came first, first.
    package static func members(of party: PartyID, in connection: Connection) throws -> [PartyMember] {
        try connection.all(
            """
            SELECT m.character_id, c.player_id, p.display_name, c.name, m.role, m.joined_at,
                t.leader_character_id = m.character_id
            FROM party_members m
            JOIN parties t ON t.id = m.party_id
            JOIN characters c ON c.id = m.character_id
            JOIN players p ON p.id = c.player_id
            WHERE m.party_id = ?1 AND m.left_at IS NULL
            ORDER BY m.joined_at, m.character_id
            """, .id(party), map: PartyMember.init(row:))
    }

    /// Ids of the parties where a player has a character, the newest first.
    static func parties(
        of player: PlayerID, before: PartyID?, limit: Int, in connection: Connection
    ) throws -> [PartyID] {
        try connection.all(
            """
            SELECT DISTINCT m.party_id FROM characters c
            JOIN party_members m ON m.character_id = c.id AND m.left_at IS NULL
            WHERE c.player_id = ?1 AND m.party_id < ?2
            ORDER BY m.party_id DESC LIMIT ?3
            """, .id(player), .integer(before?.rawValue ?? .max), .int(limit), map: { $0.id(0) })
    }

    /// Whether a player has a character in the party now.
    package static func isMember(
        _ player: PlayerID, of party: PartyID, in connection: Connection
    ) throws -> Bool {
        try connection.first(
            """
            SELECT 1 FROM party_members m JOIN characters c ON c.id = m.character_id
            WHERE m.party_id = ?1 AND m.left_at IS NULL AND c.player_id = ?2 LIMIT 1
            """, .id(party), .id(player), map: { _ in true }) ?? false
    }

    /// Whether a player has a character in a party with this one.
    package static func shareParty(
        _ player: PlayerID, _ character: CharacterID, in connection: Connection
    ) throws -> Bool {
        try connection.first(
            """
            SELECT 1 FROM party_members theirs
            JOIN party_members mine ON mine.party_id = theirs.party_id AND mine.left_at IS NULL
            JOIN characters c ON c.id = mine.character_id
            WHERE theirs.character_id = ?2 AND theirs.left_at IS NULL AND c.player_id = ?1 LIMIT 1
            """, .id(player), .id(character), map: { _ in true }) ?? false
    }

    static func insert(
        name: String?, leader: CharacterID, inviteCode: String, now: Timestamp, in connection: Connection
    ) throws -> PartyID {
        let id: PartyID? = try connection.first(
            """
            INSERT INTO parties (name, leader_character_id, created_at, invite_code, is_open, decision_seconds)
            VALUES (?1, ?2, ?3, ?4, 0, ?5) RETURNING id
            """,
            .optional(name), .id(leader), .time(now), .text(inviteCode), .int(Party.defaultDecisionSeconds),
            map: { $0.id(0) })
        guard let id else { preconditionFailure("BUG: INSERT … RETURNING gave no row") }
        return id
    }

    static func update(_ id: PartyID, _ changes: PartyChanges, in connection: Connection) throws {
        try connection.run(
            """
            UPDATE parties SET name = CASE WHEN ?2 THEN ?3 ELSE name END, decision = coalesce(?4, decision),
                decision_seconds = coalesce(?5, decision_seconds), is_open = coalesce(?6, is_open)
            WHERE id = ?1
            """,
            .id(id), .bool(changes.setsName), .optional(changes.name), .optional(changes.decision?.rawValue),
            .optional(changes.decisionSeconds), changes.isOpen.map(SQLValue.bool) ?? .null)
    }

    package static func setActiveRun(_ runID: String?, of party: PartyID, in connection: Connection) throws {
        try connection.run(
            "UPDATE parties SET active_campaign_run_id = ?2 WHERE id = ?1", .id(party), .optional(runID))
    }

    static func setLeader(_ character: CharacterID, of party: PartyID, in connection: Connection) throws {
        try connection.run(
            "UPDATE parties SET leader_character_id = ?2 WHERE id = ?1", .id(party), .id(character))
    }

    static func setInviteCode(_ code: String, of party: PartyID, in connection: Connection) throws {
        try connection.run("UPDATE parties SET invite_code = ?2 WHERE id = ?1", .id(party), .text(code))
    }

    /// Makes the character present; the place of one who comes back is new.
    static func join(
        _ character: CharacterID, to party: PartyID, role: PartyMember.Role, now: Timestamp, in connection: Connection
    ) throws {
        try connection.run(
            """
            INSERT INTO party_members (party_id, character_id, role, joined_at, was_kicked) VALUES (?1, ?2, ?3, ?4, 0)
            ON CONFLICT (party_id, character_id) DO UPDATE
            SET role = excluded.role, joined_at = excluded.joined_at, left_at = NULL, was_kicked = 0
            """, .id(party), .id(character), .text(role.rawValue), .time(now))
    }

    static func leave(
        _ character: CharacterID, party: PartyID, wasKicked: Bool, now: Timestamp, in connection: Connection
    ) throws {
        try connection.run(
            """
            UPDATE party_members SET left_at = ?3, was_kicked = ?4
            WHERE party_id = ?1 AND character_id = ?2 AND left_at IS NULL
            """, .id(party), .id(character), .time(now), .bool(wasKicked))
    }

    /// Whether a player left the party of their own will and was not kicked since.
    static func leftFreely(_ player: PlayerID, _ party: PartyID, in connection: Connection) throws -> Bool {
        let past = try connection.all(
            """
            SELECT m.was_kicked FROM party_members m JOIN characters c ON c.id = m.character_id
            WHERE m.party_id = ?1 AND c.player_id = ?2 AND m.left_at IS NOT NULL
            """, .id(party), .id(player), map: { $0.bool(0) })
        return !past.isEmpty && !past.contains(true)
    }
}
