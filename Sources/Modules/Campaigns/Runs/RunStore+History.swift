internal import Characters
internal import Core
internal import Storage

extension RunStore {
    /// The resolved scene states of a run in the order of play, with what was done in them; without old branches, and
    /// named as the content calls them that the run has now.
    static func scenes(of id: String, in connection: Connection) throws -> [SceneRecord] {
        let branches = OldBranches(try rewinds(of: id, in: connection))
        let migrations = try migrations(of: id, in: connection)
        let titles = migrations.isEmpty ? [:] : try shownTitles(of: id, in: connection)
        let outcomes = try connection.all(
            """
            SELECT scene_state_id, outcome FROM run_actions
            WHERE run = (SELECT number FROM campaign_runs WHERE id = ?1) AND outcome IS NOT NULL
            ORDER BY position
            """,
            .text(id)
        ) { ($0.text(0), try stored($0.blob(1), Outcome.init(stored:))) }
        let outcomeOfScene = Dictionary(outcomes, uniquingKeysWith: { first, _ in first })
        let records: [SceneRecord?] = try connection.all(
            """
            SELECT id, episode_id, scene_id, scene_order, input_context, result_flags, position FROM scene_states
            WHERE run = (SELECT number FROM campaign_runs WHERE id = ?1) AND resolved = 1 ORDER BY position
            """,
            .text(id)
        ) { row in
            guard !branches.contains(row.int(6)) else { return nil }
            return try outcomeOfScene[row.text(0)].map { outcome in
                let context = try stored(row.blob(4), SceneContext.init(stored:))
                var place = (scene: row.text(2), choice: context.choiceId)
                for migration in migrations where migration.position > row.int(6) {
                    place = migration.place(place)
                }
                let resolved = ResolvedScene(
                    episodeID: row.text(1), sceneID: place.scene, sceneOrder: row.int(3), choiceID: place.choice,
                    actor: context.characterId,
                    resultFlags: try stored(row.blob(5)) { ResultFlags(stored: $0, of: outcome) })
                return SceneRecord(
                    resolved: resolved, outcome: outcome, words: context.text, title: titles[row.text(0)])
            }
        }
        return records.compactMap { $0 }
    }

    /// What scene states were called as they were shown: the content may have them no longer.
    private static func shownTitles(of id: String, in connection: Connection) throws -> [String: String] {
        let titles = try connection.all(
            """
            SELECT id, json_extract(generated_payload, '$.title') FROM scene_states JOIN scene_payloads USING (number)
            WHERE run = (SELECT number FROM campaign_runs WHERE id = ?1)
            """,
            .text(id)
        ) { ($0.text(0), $0.text(1)) }
        return Dictionary(uniqueKeysWithValues: titles)
    }

    /// How many rolls of a run were made in old branches.
    static func rewoundRolls(of id: String, in connection: Connection) throws -> Int {
        let branches = OldBranches(try rewinds(of: id, in: connection))
        if branches.isEmpty { return 0 }
        return try connection.all(
            "SELECT position FROM dice_rolls WHERE run = (SELECT number FROM campaign_runs WHERE id = ?1)", .text(id)
        ) { $0.int(0) }.count(where: branches.contains)
    }

    /// The chronicle lines of a run in the order of play, without those that were taken back.
    ///
    /// - Parameter characters: everybody who played in it.
    static func chronicle(
        of id: String, by characters: [CharacterID], in connection: Connection
    ) throws -> [ChronicleEntry] {
        try standingChronicle(of: id, by: characters, after: 0, in: connection).map(\.entry)
    }

    /// As `chronicle`, with the number of each line.
    ///
    /// - Parameter after: only lines with a higher number.
    static func standingChronicle(
        of id: String, by characters: [CharacterID], after: Int64, in connection: Connection
    ) throws -> [(number: Int64, entry: ChronicleEntry)] {
        let lines = try CharacterEventStore.all(ofRun: id, by: characters, in: connection).map { line in
            let event = line.event
            return (
                number: line.id,
                entry: ChronicleEntry(
                    ChronicleEntry.Importance(event.importance), event.worldEventType, characterID: event.characterID,
                    payload: try stored(event.payload) { if case .object(let members) = $0 { members } else { nil } })
            )
        }
        let takenBack = Set(lines.compactMap(\.entry.takenBack).joined())
        return lines.filter { $0.number > after && $0.entry.takenBack == nil && !takenBack.contains($0.number) }
    }

    /// JSON that this program stored was not written by it.
    struct Unreadable: Error {}

    private static func stored<Value>(_ bytes: [UInt8], _ read: (JSONValue) -> Value?) throws -> Value {
        guard let value = read(try JSON.parse(bytes)) else { throw Unreadable() }
        return value
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
