internal import Core
internal import Storage

/// What a completed run leaves to its players and to the world: adventure summary and retcon package, as JSON.
struct RunFarewell: Sendable {
    let summary: [UInt8]
    let retconPackage: [UInt8]

    /// Told from the tables and from `change`, which completes the run and is not in them yet. By a reader: to tell a story
    /// takes longer than to store it, and everybody waits for the writer. Nobody else changes the run meanwhile, because
    /// whoever commits a change has its queue.
    init(completing change: RunChange, _ content: RunContent, in connection: Connection) throws {
        let run = change.after
        let scenes = try RunStore.scenes(of: run.facts.id, in: connection) + (change.told.map { [$0] } ?? [])
        let characters = run.everybody.map(\.characterID)
        let chronicle = try RunStore.chronicle(of: run.facts.id, by: characters, in: connection) + change.chronicle
        let history = RunHistory(
            campaignRunID: run.facts.id, partyID: run.facts.partyID, rules: content.rules(for: run.facts),
            state: run.state, scenes: scenes, chronicle: chronicle,
            rewoundRolls: try RunStore.rewoundRolls(of: run.facts.id, in: connection))
        summary = AdventureSummary(of: history).json
        retconPackage = RetconPackage(of: history).json
    }

    func store(for runID: String, now: Timestamp, in connection: Connection) throws {
        try connection.run(
            """
            INSERT INTO adventure_summaries (campaign_run_id, summary, retcon_package, created_at)
            VALUES (?1, ?2, ?3, ?4)
            """,
            .text(runID), .json(summary), .json(retconPackage), .time(now))
    }
}
