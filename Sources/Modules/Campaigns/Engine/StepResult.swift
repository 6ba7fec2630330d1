package import Core

/// What one action, or the start, makes of a run.
package struct StepResult: Equatable, Sendable {
    package let state: RunState
    /// nil at the start, where nobody has done anything yet.
    package let outcome: Outcome?
    package let rolls: [RollRecord]
    package let chronicle: [ChronicleEntry]
    /// The scene that this action closed; nil at the start.
    package let resolved: ResolvedScene?
    /// Whether `state.sceneID` and `state.sceneOrder` name a new scene state, to be stored and shown.
    package let enteredScene: Bool
    /// Whether the run is COMPLETED now.
    package let completed: Bool
}

/// The scene state that an action closed.
package struct ResolvedScene: Codable, Equatable, Sendable {
    package let episodeID: String
    package let sceneID: String
    package let sceneOrder: Int
    /// nil for a move of the player's own.
    package let choiceID: String?
    /// Who did it.
    package let actor: CharacterID
    /// `resultFlags` of the scene state.
    package let resultFlags: ResultFlags
}

/// `resultFlags` of a resolved scene (content-packs "Single-file packs").
package struct ResultFlags: Codable, Equatable, Sendable {
    package let outcome: ActionResult
    /// The phase that the action led to.
    package let phase: RunPhase
    package let effects: [AppliedEffect]
}
