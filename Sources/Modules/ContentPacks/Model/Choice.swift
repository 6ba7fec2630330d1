/// Something that the party may do in a scene.
///
/// How long a taken choice stays away:
/// * by default it leaves the list for the rest of the same stay in the scene and is back at the next visit;
/// * `isOnce`: never again in this run;
/// * `isSticky`: may be taken again and again in the same stay;
/// * `isFallback`: shown only when nothing else is available.
///
/// Of more than four that are open the first four are shown. Order of what happens: `text` and `effects`, then the
/// check, then the branch of its outcome. Where the story goes: to an `end` among the effects; else the branch's `goto`,
/// else the choice's, else the scene's; else back from a detour; else it stays in the scene. A `goto` to the scene
/// itself stays in it. A `detour` among the effects comes first, and comes back to where the `goto`s lead, or to the scene.
/// `SceneExit` is the same for the checks.
package struct Choice: Codable, Sendable, Equatable {
    /// Unique in its scene.
    package let id: String
    package let label: Line
    /// How the story tells of it afterwards, behind the name of who did it: `asks who the second plate is for`.
    package let told: Line?
    package let when: Condition?
    package let isOnce: Bool
    package let isSticky: Bool
    package let isFallback: Bool
    package let check: Check?
    package let goto: String?
    package let effects: [Effect]
    package let text: [Line]
    /// The branches of `check`; all nil without one. A missing `partial` plays as `fail`: total < DC is no success.
    package let success: Branch?
    package let partial: Branch?
    package let fail: Branch?

    package init(
        id: String, label: Line, told: Line? = nil, when: Condition? = nil, isOnce: Bool = false,
        isSticky: Bool = false,
        isFallback: Bool = false, check: Check? = nil, goto: String? = nil, effects: [Effect] = [],
        text: [Line] = [], success: Branch? = nil, partial: Branch? = nil, fail: Branch? = nil
    ) {
        self.id = id
        self.label = label
        self.told = told
        self.when = when
        self.isOnce = isOnce
        self.isSticky = isSticky
        self.isFallback = isFallback
        self.check = check
        self.goto = goto
        self.effects = effects
        self.text = text
        self.success = success
        self.partial = partial
        self.fail = fail
    }
}
