package import Core

/// What an action changed, as players see it: hidden flags never get here, and nothing that changed nothing.
package struct AppliedEffect: Codable, Equatable, Sendable {
    package enum Kind: String, Codable, Sendable {
        case hp, status, clear, xp, level, item, relation, flag, alarm, event, art, detour, ending
    }

    package let type: Kind
    package var characterId: CharacterID?
    package var npcId: String?
    /// After the bounds: the fall from 3 to 1 is -2, whatever was asked for.
    package var hpDelta: Int?
    package var relationDelta: Int?
    /// Names of what changed to their change: `{"xp": 50}`, `{"level": 1, "maxHp": 6}`, `{"alarm": 1}`.
    package var statChanges: [String: Int]?
    package var flag: String?
    package var value: JSONValue?
    package var itemId: String?
    /// Negative when it was taken.
    package var count: Int?
    package var status: String?
    /// Turns that a status lasts; 0 until it is cleared.
    package var turns: Int?
    /// `event`: what kind of event the world hears of.
    package var event: String?
    package var target: String?
    package var sceneId: String?
    package var ending: String?

    package init(_ type: Kind) { self.type = type }
}
