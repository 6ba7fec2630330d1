package import Core
package import Storage

/// An immutable line about what a character or a party did. The payload holds ids, never names or players' text, so that
/// a person can be erased and the chronicle stay.
package struct CharacterEvent: Sendable, Equatable {
    package enum Importance: String, Sendable {
        case micro = "MICRO"
        case meso = "MESO"
        case macro = "MACRO"
    }

    package let characterID: CharacterID?
    package let partyID: PartyID?
    package let runID: String?
    package let worldEventType: String
    package let importance: Importance
    /// A JSON object.
    package let payload: [UInt8]

    package init(
        characterID: CharacterID?, partyID: PartyID?, runID: String?, worldEventType: String, importance: Importance,
        payload: [UInt8]
    ) {
        self.characterID = characterID
        self.partyID = partyID
        self.runID = runID
        self.worldEventType = worldEventType
        self.importance = importance
        self.payload = payload
    }
}

/// An event with its number and time.
package struct StoredCharacterEvent: Sendable, Equatable {
    /// Grows with time.
    package let id: Int64
    package let event: CharacterEvent
    package let timestamp: Timestamp

    /// `id, character_id, party_id, campaign_run_id, world_event_type, importance, payload, timestamp`.
    init(row: Row) {
        id = row.integer(0)
        guard let importance = CharacterEvent.Importance(rawValue: row.text(5)) else {
            preconditionFailure("BUG: unknown importance")
        }
        event = CharacterEvent(
            characterID: row.optionalID(1), partyID: row.optionalID(2), runID: row.optionalText(3),
            worldEventType: row.text(4), importance: importance, payload: Array(row.text(6).utf8))
        timestamp = row.time(7)
    }

    package func write(to json: inout JSONWriter) {
        json.object {
            $0.member("id", id)
            $0.member("characterId", event.characterID?.rawValue)
            $0.member("partyId", event.partyID?.rawValue)
            $0.member("campaignRunId", event.runID)
            $0.member("worldEventType", event.worldEventType)
            $0.member("importance", event.importance.rawValue)
            $0.key("payload")
            $0.raw(event.payload)
            $0.member("timestamp", timestamp)
        }
    }
}

/// All SQL on `character_events`, which triggers keep append-only.
package enum CharacterEventStore {
    package static func append(_ event: CharacterEvent, now: Timestamp, in connection: Connection) throws {
        try connection.run(
            """
            INSERT INTO character_events (character_id, party_id, campaign_run_id, world_event_type, importance,
                payload, timestamp)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """,
            .optional(event.characterID), .optional(event.partyID), .optional(event.runID),
            .text(event.worldEventType), .text(event.importance.rawValue),
            .json(event.payload), .time(now))
    }

    /// A character's events, the newest first.
    package static func page(
        of character: CharacterID, before: Int64? = nil, limit: Int, in connection: Connection
    ) throws -> [StoredCharacterEvent] {
        try connection.all(
            """
            SELECT id, character_id, party_id, campaign_run_id, world_event_type, importance, payload, timestamp
            FROM character_events WHERE character_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3
            """, .id(character), .integer(before ?? .max), .int(limit), map: StoredCharacterEvent.init(row:))
    }

    /// Everything of a run, in order: what its summary is written from.
    ///
    /// - Parameter characters: everybody who played in it.
    package static func all(
        ofRun runID: String, by characters: [CharacterID], in connection: Connection
    ) throws -> [StoredCharacterEvent] {
        var events = try connection.all(
            """
            SELECT id, character_id, party_id, campaign_run_id, world_event_type, importance, payload, timestamp
            FROM character_events WHERE campaign_run_id = ?1 AND character_id IS NULL
            """, .text(runID), map: StoredCharacterEvent.init(row:))
        for character in characters {
            events += try connection.all(
                """
                SELECT id, character_id, party_id, campaign_run_id, world_event_type, importance, payload, timestamp
                FROM character_events WHERE character_id = ?1 AND campaign_run_id = ?2
                """, .id(character), .text(runID), map: StoredCharacterEvent.init(row:))
        }
        return events.sorted { $0.id < $1.id }
    }
}
