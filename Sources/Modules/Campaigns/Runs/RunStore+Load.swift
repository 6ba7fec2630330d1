internal import Core
internal import Parties
internal import Storage

extension RunStore {
    /// A run with all that an action needs; nil when there is none of this id.
    ///
    /// - Throws: `StorageError`; `DecodingError` when the stored state is not of this program.
    static func load(_ id: String, in connection: Connection) throws -> LiveRun? {
        let run = try connection.first(
            """
            SELECT r.id, r.campaign_template_id, r.party_id, r.created_at, r.canon_version, r.content_hash, r.seed,
                r.seed_commitment, r.language, r.profile, r.decision, r.decision_seconds, r.revision, r.next_position,
                r.paused, r.finished_at, r.turned_at, r.last_outcome, n.state, s.id, s.scene_id, s.episode_id,
                s.scene_order, s.scene_type, s.profile, p.generated_payload, s.resolved, s.result_flags
            FROM campaign_runs r
                JOIN run_snapshots n ON n.run = r.number AND n.turn = r.turn
                JOIN scene_states s ON s.id = r.current_scene_id
                JOIN scene_payloads p ON p.number = s.number
            WHERE r.id = ?1
            """,
            .text(id), map: liveRun)
        guard var run else { return nil }
        run.leader = try PartyStore.find(run.facts.partyID, in: connection)?.leaderCharacterID
        if run.facts.decision == .vote { run.vote = try vote(over: run.scene.id, in: connection) }
        let answered = try connection.all(
            """
            SELECT a.player_id, a.action_id FROM campaign_runs r JOIN run_actions a ON a.run = r.number
            WHERE r.id = ?1 AND a.action_id IS NOT NULL LIMIT ?2
            """,
            .text(id), .int(LiveRun.answeredLimit + 1)
        ) { LiveRun.ActionKey(playerID: $0.id(0), actionID: $0.text(1)) }
        run.answered = answered.count > LiveRun.answeredLimit ? nil : Set(answered)
        return run
    }

    private static func liveRun(_ row: Row) throws -> LiveRun {
        LiveRun(
            facts: facts(row), state: try JSON.decode(RunState.self, from: row.blob(18)), revision: row.int(12),
            nextPosition: row.int(13), isPaused: row.bool(14), finishedAt: row.optionalTime(15),
            turnedAt: row.time(16),
            scene: ShownScene(
                id: row.text(19), sceneID: row.text(20), episodeID: row.text(21), order: row.int(22),
                type: row.text(23), profile: row.text(24), payload: row.blob(25), isResolved: row.bool(26),
                resultFlags: row.blob(27)),
            lastOutcome: row.optionalBlob(17), leader: nil, answered: [])
    }

    private static func facts(_ row: Row) -> RunFacts {
        RunFacts(
            id: row.text(0), campaignTemplateID: row.text(1), partyID: row.id(2), createdAt: row.time(3),
            canonVersion: row.text(4), contentHash: row.text(5), seed: row.blob(6), seedCommitment: row.text(7),
            language: known(row.text(8)), profile: known(row.text(9)), decision: known(row.text(10)),
            decisionSeconds: row.int(11))
    }

    /// A word that this program wrote.
    private static func known<Word: RawRepresentable<String>>(_ text: String) -> Word {
        guard let word = Word(rawValue: text) else { fatalError("BUG: campaign_runs holds \"\(text)\"") }
        return word
    }

    /// The revision of the newest write; nil when there is no such run.
    static func revision(of id: String, in connection: Connection) throws -> Int? {
        try connection.first("SELECT revision FROM campaign_runs WHERE id = ?1", .text(id)) { $0.int(0) }
    }

    /// The first answer to an action.
    static func answer(to action: LiveRun.ActionKey, of id: String, in connection: Connection) throws -> [UInt8]? {
        try connection.first(
            """
            SELECT a.answer_head || p.generated_payload || a.answer_tail
            FROM campaign_runs r
                JOIN run_actions a ON a.run = r.number
                JOIN scene_states s ON s.id = a.shown_scene_id
                JOIN scene_payloads p ON p.number = s.number
            WHERE r.id = ?1 AND a.player_id = ?2 AND a.action_id = ?3 AND a.action_id IS NOT NULL
            """,
            .text(id), .id(action.playerID), .text(action.actionID)
        ) { $0.blob(0) }
    }
}
