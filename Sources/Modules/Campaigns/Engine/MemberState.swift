package import Core

/// A character as this run knows it: copied in when it enters, merged back when the run is over.
package struct MemberState: Codable, Equatable, Sendable {
    package enum Role: String, Codable, Sendable {
        case main = "MAIN"
        case guest = "GUEST"
        case npcControlled = "NPC_CONTROLLED"
    }

    /// Of a sheet.
    static let mostHitPoints = 999

    package let characterID: CharacterID
    package let playerID: PlayerID
    package let name: String
    package var role: Role
    /// 1...20.
    package var level: Int
    /// Experience before this run; the level follows `xp + xpGained`.
    package private(set) var xp: Int
    package var xpGained: Int
    /// `str dex con int wis cha`, 1...30; what is missing counts as 10.
    package let abilities: [String: Int]
    /// Skill to rank, 0...10.
    package let skills: [String: Int]
    /// 0...maxHP; never under 1 outside combat.
    package var hp: Int
    package var maxHP: Int
    /// Status to the turns that it still lasts; 0 lasts until it is cleared.
    package var statuses: [String: Int]
    /// Item to quantity: what the character brought, and what the run gave and took.
    package var items: [String: Int]
    /// Slot to the thing that is worn in it.
    package var worn: [String: String]
    /// Things that it is attuned to, at most `ItemTraits.attunementLimit`.
    package var attuned: [String]
    /// Thing to the charges that are used of the piece in hand; nothing where none is. A run begins with full ones.
    package var spent: [String: Int]
    /// NPC to how far the relation to this character moved in this run.
    package var relationGained: [String: Int]
    /// What social scenes of single-file packs added to `coreStats.relation`.
    package var standingGained: Int
    /// Left the run for now: does not act, and no condition looks at it.
    package var absent: Bool
    package var dead: Bool

    package init(
        characterID: CharacterID, playerID: PlayerID, name: String, role: Role = .main, level: Int = 1, xp: Int = 0,
        abilities: [String: Int] = [:], skills: [String: Int] = [:], hp: Int, maxHP: Int, items: [String: Int] = [:],
        worn: [String: String] = [:], attuned: [String] = []
    ) {
        self.characterID = characterID
        self.playerID = playerID
        self.name = name
        self.role = role
        self.level = level
        self.xp = xp
        self.xpGained = 0
        self.abilities = abilities
        self.skills = skills
        self.maxHP = max(1, maxHP)
        self.hp = min(max(1, hp), max(1, maxHP))
        self.statuses = [:]
        self.items = items
        self.worn = worn
        self.attuned = attuned
        self.spent = [:]
        self.relationGained = [:]
        self.standingGained = 0
        self.absent = false
        self.dead = false
    }

    /// As it comes back to a run that it had left as `earlier`: what it had won was merged into the character when it
    /// left, and still counts as won in this run.
    package func returning(after earlier: MemberState) -> MemberState {
        var member = self
        member.role = earlier.role
        member.xp -= earlier.xpGained
        member.xpGained = earlier.xpGained
        member.relationGained = earlier.relationGained
        return member
    }

    /// Whether it plays now.
    package var isPresent: Bool { !absent && !dead }
}
