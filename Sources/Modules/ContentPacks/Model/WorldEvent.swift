/// What the world remembers of a run: the source of `worldDeltas` in the retcon package.
package struct WorldEvent: Codable, Sendable, Equatable {
    package enum Importance: String, Codable, Sendable, CaseIterable {
        case micro = "MICRO"
        case meso = "MESO"
        case macro = "MACRO"
    }

    /// `KILL_NPC`, `SPARE_NPC`, `SAVE_CITY`, `BETRAYAL`, `QUEST_SUCCESS`, … : upper case, open for new ones.
    package let type: String
    package let importance: Importance
    /// The id of an NPC, faction, location, city or region of the pack.
    package let target: String?
    package let tags: [String]

    package init(type: String, importance: Importance = .meso, target: String? = nil, tags: [String] = []) {
        self.type = type
        self.importance = importance
        self.target = target
        self.tags = tags
    }
}
