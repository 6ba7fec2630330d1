/// A part of a campaign.
package struct Episode: Codable, Sendable, Equatable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        case main, side, optional
    }

    package let id: String
    package let title: Line?
    package let type: Kind
    /// What must hold before its scenes may be entered.
    package let requires: Condition?
    package let scenes: [Scene]

    package init(
        id: String, title: Line? = nil, type: Kind = .main, requires: Condition? = nil, scenes: [Scene]
    ) {
        self.id = id
        self.title = title
        self.type = type
        self.requires = requires
        self.scenes = scenes
    }
}
