internal import Characters
internal import Core
internal import Storage

/// Writes of the run tables; reading is in `RunStore+Load` and `RunStore+Lists`.
enum RunStore {
    /// Somebody else wrote the run, or took one of those who enter it into another, since it was read: whoever holds it
    /// in memory must read it again.
    struct Conflict: Error {}

    /// Stores a change, in the transaction of `connection`.
    ///
    /// - Parameter snapshot: `change.snapshot`.
    /// - Returns: the number by which the run's turns know it.
    /// - Throws: `Conflict` when the tables are not what the change was computed from; `StorageError`.
    @discardableResult
    static func apply(_ change: RunChange, snapshot: [UInt8]?, in connection: Connection) throws -> Int64 {
        let run = change.after
        if let before = change.before {
            try update(run, before: before, in: connection)
        } else {
            try insert(run, in: connection)
        }
        let number = try number(of: run.facts.id, in: connection)
        try saveScenes(of: change, number, in: connection)
        try saveVotes(of: change, number, in: connection)
        try saveRolls(of: change, number, in: connection)
        if let before = change.before { try checkNewcomers(of: run, before: before, in: connection) }
        try saveMembers(of: run, before: change.before, in: connection)
        try saveFlags(of: run, before: change.before, in: connection)
        try saveRelations(of: run, before: change.before, in: connection)
        for entry in change.chronicle {
            try CharacterEventStore.append(entry.event(of: run.facts), now: change.at, in: connection)
        }
        // After the chronicle, whose end it notes.
        if let snapshot { try save(snapshot, of: change, number, in: connection) }
        if let migration = change.migration { try save(migration, of: change, number, in: connection) }
        if let rewind = change.rewind { try save(rewind, of: change, number, in: connection) }
        return number
    }

    private static func number(of id: String, in connection: Connection) throws -> Int64 {
        let number = try connection.first("SELECT number FROM campaign_runs WHERE id = ?1", .text(id)) { $0.integer(0) }
        guard let number else { throw Conflict() }
        return number
    }

    private static func insert(_ run: LiveRun, in connection: Connection) throws {
        let facts = run.facts
        try connection.run(
            """
            INSERT INTO campaign_runs (id, campaign_template_id, party_id, status, current_episode_id,
                current_scene_id, created_at, canon_version, content_hash, seed, seed_commitment, turn, language,
                profile, decision, decision_seconds, paused, revision, next_position, turned_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
            """,
            .text(facts.id), .text(facts.campaignTemplateID), .id(facts.partyID), .text(run.status.rawValue),
            .text(run.scene.episodeID), .text(run.scene.id), .time(facts.createdAt), .text(facts.canonVersion),
            .text(facts.contentHash), .blob(facts.seed), .text(facts.seedCommitment), .int(run.state.turn),
            .text(facts.language.rawValue), .text(facts.profile.rawValue), .text(facts.decision.rawValue),
            .int(facts.decisionSeconds), .bool(run.isPaused), .int(run.revision), .int(run.nextPosition),
            .time(run.turnedAt))
    }

    private static func update(_ run: LiveRun, before: LiveRun, in connection: Connection) throws {
        try connection.run(
            """
            UPDATE campaign_runs SET status = ?4, current_episode_id = ?5, current_scene_id = ?6, finished_at = ?7,
                turn = ?8, paused = ?9, revision = ?10, next_position = ?11, turned_at = ?12, last_outcome = ?13
            WHERE id = ?1 AND turn = ?2 AND revision = ?3
            """,
            .text(run.facts.id), .int(before.state.turn), .int(before.revision), .text(run.status.rawValue),
            .text(run.scene.episodeID), .text(run.scene.id), .optional(run.finishedAt), .int(run.state.turn),
            .bool(run.isPaused), .int(run.revision), .int(run.nextPosition), .time(run.turnedAt),
            run.lastOutcome.map(SQLValue.json) ?? .null)
        guard connection.changes == 1 else { throw Conflict() }
    }

    /// A write that does not move the story (somebody joined) replaces the state of its turn.
    private static func save(
        _ snapshot: [UInt8], of change: RunChange, _ number: Int64, in connection: Connection
    ) throws {
        try connection.run(
            """
            INSERT INTO run_snapshots (run, turn, state, position, chronicle)
            VALUES (?1, ?2, ?3, ?4, (SELECT coalesce(max(id), 0) FROM character_events))
            ON CONFLICT (run, turn) DO UPDATE SET state = excluded.state, chronicle = excluded.chronicle,
                position = coalesce(excluded.position, position)
            """,
            .integer(number), .int(change.after.state.turn), .blob(snapshot), .optional(change.openedAt))
    }

    private static func saveScenes(of change: RunChange, _ number: Int64, in connection: Connection) throws {
        let run = change.after
        if let closed = change.closed {
            try connection.run(
                """
                UPDATE scene_states SET resolved = 1, input_context = ?2, result_flags = ?3, resolved_at = ?4
                WHERE id = ?1
                """,
                .text(closed.id), .json(closed.inputContext), .json(closed.resultFlags), .time(change.at))
        }
        guard let position = change.openedAt else { return }
        let scene = run.scene
        try connection.run(
            """
            INSERT INTO scene_states (id, run, episode_id, scene_id, scene_order, scene_type, profile,
                input_context, resolved, result_flags, created_at, position)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, '{}', 0, '{}', ?8, ?9)
            """,
            .text(scene.id), .integer(number), .text(scene.episodeID), .text(scene.sceneID), .int(scene.order),
            .text(scene.type), .text(scene.profile), .time(change.at), .int(position))
        try connection.run(
            "INSERT INTO scene_payloads (number, generated_payload) VALUES (last_insert_rowid(), ?1)",
            .json(scene.payload))
    }

    private static func saveRolls(of change: RunChange, _ number: Int64, in connection: Connection) throws {
        for roll in change.rolls {
            let record = roll.record
            var faces = JSONWriter()
            faces.array { list in for face in record.faces { list.value(face) } }
            try connection.run(
                """
                INSERT INTO dice_rolls (run, number, who, why, formula, rolls, total, dc, outcome,
                    visibility, at, action_id, position)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
                """,
                .integer(number), .int(record.number), .optional(record.who), .text(record.why),
                .text(record.formula), .json(faces.bytes), .int(record.total), .optional(record.dc),
                .optional(record.outcome?.rawValue), .text(record.visibility.rawValue), .time(change.at),
                .text(record.actionID), .int(roll.position))
        }
    }

    /// A character is in at most one unfinished run: two that it enters at the same time are told apart here, where one
    /// write follows the other.
    private static func checkNewcomers(of run: LiveRun, before: LiveRun, in connection: Connection) throws {
        let playing = before.everybody.filter { !$0.absent }.map(\.characterID)
        for member in run.everybody where !member.absent && !playing.contains(member.characterID) {
            if try isInUnfinishedRun(member.characterID, besides: run.facts.id, in: connection) { throw Conflict() }
        }
    }

    private static func saveMembers(of run: LiveRun, before: LiveRun?, in connection: Connection) throws {
        let known = before?.everybody ?? []
        for member in run.everybody where !known.contains(member) {
            if known.contains(where: { $0.characterID == member.characterID }) {
                try update(member, of: run, in: connection)
                continue
            }
            try connection.run(
                """
                INSERT INTO run_characters (campaign_run_id, character_id, player_id, role, hp, max_hp, statuses,
                    items, xp_gained, joined_turn, absent)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
                ON CONFLICT (campaign_run_id, character_id) DO UPDATE SET role = excluded.role, hp = excluded.hp,
                    max_hp = excluded.max_hp, statuses = excluded.statuses, items = excluded.items,
                    xp_gained = excluded.xp_gained, absent = excluded.absent
                """,
                .text(run.facts.id), .id(member.characterID), .id(member.playerID), .text(member.role.rawValue),
                .int(member.hp), .int(member.maxHP), .json(JSONWriter.object(member.statuses)),
                .json(JSONWriter.object(member.items)), .int(member.xpGained), .int(run.state.turn),
                .bool(member.absent))
        }
        // Who leaves before the scene that they would have entered with leaves no trace in the state.
        for member in known where !run.everybody.contains(where: { $0.characterID == member.characterID }) {
            try connection.run(
                "UPDATE run_characters SET absent = 1 WHERE campaign_run_id = ?1 AND character_id = ?2",
                .text(run.facts.id), .id(member.characterID))
        }
    }

    /// What every action changes of somebody. Not by the INSERT that knows of conflicts: that looks for run, character and
    /// player each time.
    private static func update(_ member: MemberState, of run: LiveRun, in connection: Connection) throws {
        try connection.run(
            """
            UPDATE run_characters SET role = ?3, hp = ?4, max_hp = ?5, statuses = ?6, items = ?7, xp_gained = ?8,
                absent = ?9
            WHERE campaign_run_id = ?1 AND character_id = ?2
            """,
            .text(run.facts.id), .id(member.characterID), .text(member.role.rawValue), .int(member.hp),
            .int(member.maxHP), .json(JSONWriter.object(member.statuses)), .json(JSONWriter.object(member.items)),
            .int(member.xpGained), .bool(member.absent))
    }

    private static func saveFlags(of run: LiveRun, before: LiveRun?, in connection: Connection) throws {
        let known = before?.state.flags ?? [:]
        for (key, value) in run.state.flags where known[key] != value {
            var json = JSONWriter()
            json.value(value.json)
            try connection.run(
                """
                INSERT INTO flag_states (campaign_run_id, key, value, source_scene_id) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT (campaign_run_id, key) DO UPDATE SET value = excluded.value,
                    source_scene_id = excluded.source_scene_id
                """,
                .text(run.facts.id), .text(key), .json(json.bytes),
                .text(before?.state.sceneID ?? run.state.sceneID))
        }
    }

    private static func saveRelations(of run: LiveRun, before: LiveRun?, in connection: Connection) throws {
        for (npc, characters) in run.state.relations {
            let known = before?.state.relations[npc] ?? [:]
            for (character, value) in characters where known[character] != value {
                try connection.run(
                    """
                    INSERT INTO relations (campaign_run_id, npc_id, character_id, value) VALUES (?1, ?2, ?3, ?4)
                    ON CONFLICT (campaign_run_id, npc_id, character_id) DO UPDATE SET value = excluded.value
                    """,
                    .text(run.facts.id), .text(npc), .id(character), .int(value))
            }
        }
    }

    /// Keeps what a player did, with the answer that a repeat of its `actionId` gets: what stands before and after the
    /// payload of its scene. After everything else of the action, because the answer tells the channel's newest position.
    ///
    /// - Parameter number: of the run.
    static func save(
        _ decision: RunChange.Decision, of change: RunChange, _ number: Int64, answer: ShownRun,
        in connection: Connection
    ) throws {
        let request = decision.request
        let isNamed = request.actionID != nil
        var payload = JSONWriter()
        request.writePayload(to: &payload)
        try connection.run(
            """
            INSERT INTO run_actions (run, position, turn, scene_state_id, player_id, character_id,
                action_id, action_type, payload, outcome, shown_scene_id, answer_head, answer_tail, at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
            """,
            .integer(number), .int(decision.position), .int(change.after.state.turn), .text(decision.sceneStateID),
            .id(decision.playerID),
            .optional(request.characterID), .optional(request.actionID), .text(request.type.rawValue),
            .json(payload.bytes), decision.outcome.map(SQLValue.json) ?? .null,
            isNamed ? .text(change.after.scene.id) : .null,
            isNamed ? .json(Array(answer.head)) : .null, isNamed ? .json(Array(answer.tail)) : .null, .time(change.at))
    }
}

extension ChronicleEntry {
    /// As `character_events` keeps it.
    fileprivate func event(of facts: RunFacts) -> CharacterEvent {
        var json = JSONWriter()
        json.value(.object(payload))
        return CharacterEvent(
            characterID: characterID, partyID: facts.partyID, runID: facts.id, worldEventType: type,
            importance: importance.stored, payload: json.bytes)
    }
}

extension ChronicleEntry.Importance {
    fileprivate var stored: CharacterEvent.Importance {
        switch self {
        case .micro: .micro
        case .meso: .meso
        case .macro: .macro
        }
    }
}
