internal import Core
internal import Storage

extension RunStore {
    /// Keeps what a change makes of the votes of a run: the one that is over, and the one that is open.
    ///
    /// - Parameter number: of the run.
    static func saveVotes(of change: RunChange, _ number: Int64, in connection: Connection) throws {
        let before = change.before?.vote
        if let ended = change.endedVote {
            if let before { try update(ended, before: before, in: connection) }
            try connection.run(
                """
                UPDATE votes SET closed_at = ?2, result = ?3
                WHERE scene = (SELECT number FROM scene_states WHERE id = ?1)
                """,
                .text(ended.id), .time(change.at), .optional(change.count?.option.id))
        }
        guard let vote = change.after.vote else { return }
        if let before, before.id == vote.id {
            try update(vote, before: before, in: connection)
        } else {
            try connection.run(
                """
                INSERT INTO votes (scene, run, options, opened_at, deadline, extended, frozen)
                VALUES ((SELECT number FROM scene_states WHERE id = ?1), ?2, ?3, ?4, ?5, ?6, ?7)
                """,
                .text(vote.id), .integer(number), .json(vote.storedOptions), .time(vote.openedAt),
                .time(vote.deadline), .bool(vote.isExtended), .optional(vote.frozenMilliseconds))
        }
    }

    private static func update(_ vote: RunVote, before: RunVote, in connection: Connection) throws {
        guard vote != before else { return }
        try connection.run(
            """
            UPDATE votes SET options = ?2, deadline = ?3, extended = ?4, frozen = ?5
            WHERE scene = (SELECT number FROM scene_states WHERE id = ?1)
            """,
            .text(vote.id), .json(vote.storedOptions), .time(vote.deadline), .bool(vote.isExtended),
            .optional(vote.frozenMilliseconds))
        for player in Set(before.ballots.keys).union(before.wishes).union(vote.ballots.keys).union(vote.wishes) {
            let (ballot, wish) = (vote.ballots[player], vote.wishes.contains(player))
            guard ballot != before.ballots[player] || wish != before.wishes.contains(player) else { continue }
            try connection.run(
                """
                INSERT INTO vote_ballots (scene, player_id, option_id, character_id, is_advance, wants_time)
                VALUES ((SELECT number FROM scene_states WHERE id = ?1), ?2, ?3, ?4, ?5, ?6)
                ON CONFLICT (scene, player_id) DO UPDATE SET option_id = excluded.option_id,
                    character_id = excluded.character_id, is_advance = excluded.is_advance,
                    wants_time = excluded.wants_time
                """,
                .text(vote.id), .id(player), .optional(ballot?.optionID), .optional(ballot?.characterID),
                .bool(ballot?.isAdvance ?? false), .bool(wish))
        }
    }

    /// The open vote over a scene state; nil when there is none.
    static func vote(over sceneID: String, in connection: Connection) throws -> RunVote? {
        let ballots = try connection.all(
            """
            SELECT player_id, option_id, character_id, is_advance, wants_time FROM vote_ballots
            WHERE scene = (SELECT number FROM scene_states WHERE id = ?1)
            """,
            .text(sceneID)
        ) { row in
            let ballot = row.optionalText(1).map {
                RunVote.Ballot(optionID: $0, characterID: row.optionalID(2), isAdvance: row.bool(3))
            }
            return (player: row.id(0) as PlayerID, ballot: ballot, wish: row.bool(4))
        }
        return try connection.first(
            """
            SELECT options, opened_at, deadline, extended, frozen FROM votes
            WHERE scene = (SELECT number FROM scene_states WHERE id = ?1) AND closed_at IS NULL
            """,
            .text(sceneID)
        ) { row in
            RunVote(
                id: sceneID, options: try JSON.decode([RunVote.Option].self, from: row.blob(0)),
                openedAt: row.time(1), deadline: row.time(2), isExtended: row.bool(3),
                frozen: row.optionalInt(4).map { .milliseconds($0) },
                ballots: Dictionary(
                    uniqueKeysWithValues: ballots.compactMap { cast in cast.ballot.map { (cast.player, $0) } }),
                wishes: Set(ballots.lazy.filter(\.wish).map(\.player)))
        }
    }

    /// Runs whose vote still has time, or is to be counted. Looks through all open votes: for a start.
    static func votesWaiting(at now: Timestamp, in connection: Connection) throws -> [String] {
        try connection.all(
            """
            SELECT r.id FROM votes v JOIN campaign_runs r ON r.number = v.run
            WHERE v.closed_at IS NULL AND r.paused = 0 AND (v.deadline > ?1 OR EXISTS (
                SELECT 1 FROM vote_ballots b WHERE b.scene = v.scene AND b.option_id IS NOT NULL))
            """,
            .time(now)
        ) { $0.text(0) }
    }
}

extension RunVote {
    fileprivate var frozenMilliseconds: Int? {
        frozen.map { Int($0.components.seconds * 1000 + $0.components.attoseconds / 1_000_000_000_000_000) }
    }
}
