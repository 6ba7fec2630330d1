package import ContentPacks
package import Core

/// Everything the rules know of one run: stored, snapshotted, and given back to `CampaignRules.step`.
///
/// A value: equal states with equal dice and actions give equal futures. What only the service needs (votes, pause,
/// ids of scene states) is not in here.
package struct RunState: Codable, Equatable, Sendable {
    package var phase: RunPhase
    /// Actions resolved so far.
    package var turn: Int
    /// Rolls made so far: the next roll has this number. Never falls, also over a rewind.
    package var rollCount: Int
    package var episodeID: String
    package var sceneID: String
    /// Visits so far, from 1. Every resolved action closes the scene state, also when the story stays where it is.
    package var sceneOrder: Int
    /// All flags of the campaign, visible or not.
    package var flags: [String: FlagValue]
    /// Scene to how often the story came to it.
    package var visits: [String: Int]
    /// Scene to the turn in which the story was last there.
    package var lastVisitTurn: [String: Int]
    /// Scene to what came of the last action in it.
    package var outcomes: [String: ActionResult]
    /// `ChoiceKey` to how often it was taken in this run.
    package var choicesTaken: [String: Int]
    /// Choices taken since the story came to this scene, each once: it may stay for several turns.
    package var choicesTakenInStay: [String]
    /// NPC to character to value.
    package var relations: [String: [CharacterID: Int]]
    /// NPC to what befell it.
    package var npcs: [String: NPCState]
    /// 0 and up.
    package var alarm: Int
    /// Places to come back to, innermost last; at most `Detour.limit`.
    package var detours: [Detour]
    /// The scene whose picture an `art` effect shows in place of the current one's.
    package var artSceneID: String?
    /// The ending reached, by the pack's id.
    package var ending: String?
    /// In order of joining; the first one is the leader at the start.
    package var members: [MemberState]
    /// Joined while a scene was open: they enter with the next one.
    package var waiting: [MemberState]
    /// Actions of kind `advance` that had to take a choice again: bounds the wait for an ending.
    package var repeatedAdvances: Int
    /// The fight of the current scene.
    package var fight: Fight?

    package init(members: [MemberState], flags: [String: FlagValue] = [:]) {
        phase = .initial
        turn = 0
        rollCount = 0
        episodeID = ""
        sceneID = ""
        sceneOrder = 0
        self.flags = flags
        visits = [:]
        lastVisitTurn = [:]
        outcomes = [:]
        choicesTaken = [:]
        choicesTakenInStay = []
        relations = [:]
        npcs = [:]
        alarm = 0
        detours = []
        artSceneID = nil
        ending = nil
        self.members = members
        waiting = []
        repeatedAdvances = 0
        fight = nil
    }

    /// Those who play now.
    package var present: [MemberState] { members.filter(\.isPresent) }

    package func member(_ id: CharacterID) -> MemberState? { members.first { $0.characterID == id } }

    /// Lets in who waits for the next scene.
    mutating func openDoor() {
        members += waiting
        waiting = []
    }

    /// Without anybody who could act there is no next scene to wait for.
    mutating func openDoorIfDeserted() {
        if members.allSatisfy(\.absent) { openDoor() }
    }
}

/// Where the story comes back to when a detour is over.
package struct Detour: Codable, Equatable, Sendable {
    /// A pack whose detours lead into each other for ever loses the outermost ones.
    package static let limit = 8

    package let sceneID: String
    /// The choices taken in the stay that the detour interrupts; nil enters the scene anew.
    package let stay: [String]?
}

/// What befell an NPC in a run; the packs give NPCs no hit points, so only harm is counted.
package struct NPCState: Codable, Equatable, Sendable {
    /// Hit points lost, 0 and up.
    package var wounds = 0
    /// As in `MemberState.statuses`.
    package var statuses: [String: Int] = [:]

    package init() {}
}
