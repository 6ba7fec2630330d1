internal import Core
internal import Storage

/// Orders that cost money, counted by player and day and by run (table `media_spending`).
struct MediaBudget: Sendable {
    let perPlayerAndDay: Int
    let perRun: Int

    /// What a budget is over.
    enum Account: Sendable, Equatable {
        case player, run
    }

    /// Counts one order for those who asked for a job first; of a job that nobody but the server wants, for its run.
    ///
    /// - Returns: nil; or what has no order left, and then nothing is counted.
    func spend(on jobID: String, now: Timestamp, in connection: Connection) throws -> Account? {
        let first = try connection.first(
            """
            SELECT player_id, campaign_run_id FROM media_requests WHERE job_id = ?1 ORDER BY id LIMIT 1
            """, .text(jobID)
        ) { (player: $0.id(0, as: PlayerID.self), runID: $0.optionalText(1)) }
        guard let first else { return nil }
        var accounts: [(name: String, limit: Int, kind: Account)] = []
        if first.player != .server {
            let day = now.rfc3339.prefix(10)
            accounts.append(("player:\(first.player):\(day)", perPlayerAndDay, .player))
        }
        if let runID = first.runID { accounts.append(("run:\(runID)", perRun, .run)) }
        for account in accounts {
            let spent = try connection.first(
                "SELECT orders FROM media_spending WHERE account = ?1", .text(account.name)
            ) { $0.int(0) }
            if spent ?? 0 >= account.limit { return account.kind }
        }
        for account in accounts {
            try connection.run(
                """
                INSERT INTO media_spending (account, orders, at) VALUES (?1, 1, ?2)
                ON CONFLICT (account) DO UPDATE SET orders = orders + 1, at = excluded.at
                """, .text(account.name), .time(now))
        }
        return nil
    }

    /// What was last spent on before `time`: no such day comes again, and such a run is long over.
    static func forget(before time: Timestamp, in connection: Connection) throws {
        try connection.run("DELETE FROM media_spending WHERE at <= ?1", .time(time))
    }
}
