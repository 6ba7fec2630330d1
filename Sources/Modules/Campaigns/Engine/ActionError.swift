internal import ContentPacks
package import Core

/// Why an action cannot be taken. The state is unchanged and no dice were rolled.
package enum ActionError: Error, Equatable, Sendable {
    /// The choice is not in the scene, or its condition does not hold.
    case unknownChoice(String)
    /// The run has not begun or is finished.
    case invalidPhase(RunPhase)
    /// The actor is not in the run, or has left it for now.
    case characterNeeded(CharacterID)
    /// The scene takes no moves of one's own.
    case freeformNotAllowed
    /// Empty, or longer than `limit` characters.
    case freeformText(limit: Int)
    /// Not one of the twelve skills.
    case unknownSkill(String)
    /// A run needs somebody to play it.
    case noMembers
    /// In a fight.
    case fight(FightError)
    /// An action of fights where nobody fights.
    case noFight
}

/// The answers do not repeat what was sent: they are kept with an `Idempotency-Key`, and a request may be 1 MiB long.
extension ActionError: APIErrorConvertible {
    package var apiError: APIError {
        switch self {
        case .unknownChoice:
            APIError(422, "unknown_choice", "There is no such choice in this scene, or it is not available now.")
        case .invalidPhase(let phase):
            .conflict("invalid_phase", "The run is in phase \(phase.rawValue), which takes no such action.")
        case .characterNeeded(let id):
            APIError(422, "character_needed", "Character \(id) is not playing in this run now.")
        case .freeformNotAllowed:
            APIError(422, "freeform_not_allowed", "This scene takes no moves of one's own: take one of its choices.")
        case .freeformText(let limit):
            .invalid("payload.text", "1 to \(limit) characters")
        case .unknownSkill:
            .invalid("payload.skill", "must be one of \(Skill.allCases.map(\.rawValue).joined(separator: ", "))")
        case .fight(let error): error.apiError
        case .noFight:
            .conflict("invalid_phase", "The current scene is not a combat in rounds: take one of its choices.")
        case .noMembers:
            APIError.badRequest("empty_party", "A run needs at least one character.")
        }
    }
}
