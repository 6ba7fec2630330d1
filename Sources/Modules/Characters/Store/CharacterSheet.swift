internal import Core
internal import Storage

/// A character as the API shows it, on the row that it is read from, and valid as long as that. Texts go from SQLite's
/// memory into the answer; JSON columns only pass through.
struct CharacterSheet {
    /// `id, player_id, name, archetype, race, level, xp, core_stats, skills, max_hp, status, inventory_ref,
    /// portrait_asset, created_at, updated_at`.
    private let row: Row
    private let connection: Connection

    init(_ row: Row, in connection: Connection) {
        self.row = row
        self.connection = connection
    }

    var id: CharacterID { row.id(0) }
    var playerID: PlayerID { row.id(1) }

    /// A `Character`: the whole of it, for its player.
    func write(to json: inout JSONWriter, language: Language) throws {
        try write(to: &json) {
            try CharacterItemStore.write(of: id, to: &$0, language: language, in: connection)
        }
    }

    /// A `ListedCharacter`: how its things are made is left to the sheet, for every start of the app asks for this.
    func writeListed(to json: inout JSONWriter, language: Language) throws {
        try write(to: &json) {
            try CharacterItemStore.writeList(of: id, to: &$0, language: language, in: connection)
        }
    }

    private func write(to json: inout JSONWriter, inventory: (inout JSONWriter) throws -> Void) throws {
        try json.object {
            writePublicMembers(to: &$0)
            $0.member("xp", row.integer(6))
            $0.key("coreStats")
            $0.raw(utf8: row.utf8(7))
            $0.key("skills")
            $0.raw(utf8: row.utf8(8))
            $0.key("inventory")
            try inventory(&$0)
            $0.member("inventoryRef", utf8: row.optionalUTF8(11))
            $0.member("createdAt", row.time(13))
            $0.member("updatedAt", row.time(14))
        }
    }

    /// What the others of a party may know: no stats, no skills, no bag.
    func writePublic(to json: inout JSONWriter) {
        json.object { writePublicMembers(to: &$0) }
    }

    private func writePublicMembers(to json: inout JSONWriter) {
        json.member("id", row.integer(0))
        json.member("playerId", row.integer(1))
        json.member("name", utf8: row.utf8(2))
        json.member("archetype", utf8: row.utf8(3))
        json.member("race", utf8: row.optionalUTF8(4))
        json.member("level", row.integer(5))
        // Between runs nobody is hurt; during one, the run tells hp and statuses.
        json.member("hp", row.integer(9))
        json.member("maxHp", row.integer(9))
        json.key("statuses")
        json.array { _ in }
        json.member("portraitUrl", utf8: row.optionalUTF8(12))
        json.member("status", utf8: row.utf8(10))
    }
}
