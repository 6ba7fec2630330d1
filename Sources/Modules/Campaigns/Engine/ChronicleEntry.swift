package import Core

/// A line for the chronicle (`character_events`). The payload holds ids and numbers, never names or a player's words,
/// so that a person can be erased.
package struct ChronicleEntry: Codable, Equatable, Sendable {
    package enum Importance: String, Codable, Sendable, CaseIterable, Comparable {
        case micro = "MICRO"
        case meso = "MESO"
        case macro = "MACRO"

        package static func < (left: Importance, right: Importance) -> Bool {
            allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
        }
    }

    package let importance: Importance
    /// `CHOICE`, `ITEM_GAINED`, … or the event of a pack's `event` effect: `SPARE_NPC`.
    package let type: String
    /// Whose deed it was; nil is the party's.
    package let characterID: CharacterID?
    package let payload: [String: JSONValue]

    package init(
        _ importance: Importance, _ type: String, characterID: CharacterID? = nil, payload: [String: JSONValue] = [:]
    ) {
        self.importance = importance
        self.type = type
        self.characterID = characterID
        self.payload = payload
    }
}
