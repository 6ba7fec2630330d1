package import Core
internal import Storage

/// A character as the API shows it. JSON columns stay the text they are stored as: they only pass through.
package struct CharacterSheet: Sendable {
    package let id: CharacterID
    package let playerID: PlayerID
    private let name: String
    private let archetype: String
    private let race: String?
    private let level: Int
    private let xp: Int
    private let coreStats: String
    private let skills: String
    private let maxHP: Int
    private let status: String
    private let inventoryRef: String?
    private let portraitURL: String?
    private let createdAt: Timestamp
    private let updatedAt: Timestamp
    var items: [CharacterItem] = []

    /// `id, player_id, name, archetype, race, level, xp, core_stats, skills, max_hp, status, inventory_ref,
    /// portrait_asset, created_at, updated_at`.
    init(row: Row) {
        id = row.id(0)
        playerID = row.id(1)
        name = row.text(2)
        archetype = row.text(3)
        race = row.optionalText(4)
        level = row.int(5)
        xp = row.int(6)
        coreStats = row.text(7)
        skills = row.text(8)
        maxHP = row.int(9)
        status = row.text(10)
        inventoryRef = row.optionalText(11)
        portraitURL = row.optionalText(12)
        createdAt = row.time(13)
        updatedAt = row.time(14)
    }

    /// The whole of it, for its player.
    package func write(to json: inout JSONWriter, language: Language) {
        json.object {
            writePublicMembers(to: &$0)
            $0.member("xp", xp)
            $0.key("coreStats")
            $0.raw(coreStats.utf8)
            $0.key("skills")
            $0.raw(skills.utf8)
            $0.key("inventory")
            $0.array { for item in items { item.write(to: &$0, language: language) } }
            $0.member("inventoryRef", inventoryRef)
            $0.member("createdAt", createdAt)
            $0.member("updatedAt", updatedAt)
        }
    }

    /// What the others of a party may know: no stats, no skills, no bag.
    package func writePublic(to json: inout JSONWriter) {
        json.object { writePublicMembers(to: &$0) }
    }

    private func writePublicMembers(to json: inout JSONWriter) {
        json.member("id", id.rawValue)
        json.member("playerId", playerID.rawValue)
        json.member("name", name)
        json.member("archetype", archetype)
        json.member("race", race)
        json.member("level", level)
        // Between runs nobody is hurt; during one, the run tells hp and statuses.
        json.member("hp", maxHP)
        json.member("maxHp", maxHP)
        json.key("statuses")
        json.array { _ in }
        json.member("portraitUrl", portraitURL)
        json.member("status", status)
    }
}
