/// "Your own move" in a scene.
package struct Freeform: Codable, Sendable, Equatable {
    package let isAllowed: Bool
    /// Characters that a player may write, 1...280.
    package let limit: Int
    /// The skill that any own move tries here; nil: found from the words.
    package let skill: Skill?
    /// 1...40, default 13.
    package let dc: Int
    package let onSuccess: Branch?
    /// Missing: `onFail`.
    package let onPartial: Branch?
    package let onFail: Branch?

    package init(
        isAllowed: Bool = true, limit: Int = 280, skill: Skill? = nil, dc: Int = 13, onSuccess: Branch? = nil,
        onPartial: Branch? = nil, onFail: Branch? = nil
    ) {
        self.isAllowed = isAllowed
        self.limit = limit
        self.skill = skill
        self.dc = dc
        self.onSuccess = onSuccess
        self.onPartial = onPartial
        self.onFail = onFail
    }
}
