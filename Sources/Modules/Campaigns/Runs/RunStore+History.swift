internal import Characters
internal import Core
internal import Storage

extension RunStore {
    /// The resolved scene states of a run in the order of play, with what was done in them.
    static func scenes(of id: String, in connection: Connection) throws -> [SceneRecord] {
        let outcomes = try connection.all(
            """
            SELECT scene_state_id, outcome FROM run_actions WHERE campaign_run_id = ?1 AND outcome IS NOT NULL
            ORDER BY position
            """,
            .text(id)
        ) { ($0.text(0), try JSON.decode(Outcome.self, from: $0.blob(1))) }
        let outcomeOfScene = Dictionary(outcomes, uniquingKeysWith: { first, _ in first })
        let records = try connection.all(
            """
            SELECT id, episode_id, scene_id, scene_order, input_context, result_flags FROM scene_states
            WHERE campaign_run_id = ?1 AND resolved = 1 ORDER BY position
            """,
            .text(id)
        ) { row in
            try outcomeOfScene[row.text(0)].map { outcome in
                let context = try JSON.decode(SceneContext.self, from: row.blob(4))
                let resolved = ResolvedScene(
                    episodeID: row.text(1), sceneID: row.text(2), sceneOrder: row.int(3), choiceID: context.choiceId,
                    actor: context.characterId, resultFlags: try JSON.decode(ResultFlags.self, from: row.blob(5)))
                return SceneRecord(resolved: resolved, outcome: outcome, words: context.text)
            }
        }
        return records.compactMap { $0 }
    }

    /// The chronicle lines of a run in the order of play.
    static func chronicle(of id: String, in connection: Connection) throws -> [ChronicleEntry] {
        try CharacterEventStore.all(ofRun: id, in: connection).map { stored in
            let event = stored.event
            return ChronicleEntry(
                ChronicleEntry.Importance(event.importance), event.worldEventType, characterID: event.characterID,
                payload: try JSON.decode([String: JSONValue].self, from: event.payload))
        }
    }
}

extension ChronicleEntry.Importance {
    fileprivate init(_ stored: CharacterEvent.Importance) {
        switch stored {
        case .micro: self = .micro
        case .meso: self = .meso
        case .macro: self = .macro
        }
    }
}
