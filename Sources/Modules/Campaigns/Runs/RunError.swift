internal import Core

/// Why something cannot be done with a run.
enum RunError: Error, Equatable {
    case notFound(String)
    case notYours(String)
    case finished(String, RunPhase)
    case paused
    /// To another content than it was just seen with.
    case moving
    case wrongPhase(String)
    /// The player has none, or several, characters in the run and named none.
    case characterNeeded
    /// Not an earlier turn than the run's own.
    case unknownTurn(Int, now: Int)
    /// A turn within a scene that goes on.
    case notABoundary(Int)
    /// A turn whose scene the run's content lacks since it was moved to another.
    case sceneIsGone(Int)
    case notFinished
    case noSummary(String)
    case unknownCampaign
    case emptyParty
    case partyBusy(PartyID)
    case characterBusy(CharacterID)
}

extension RunError: APIErrorConvertible {
    var apiError: APIError {
        switch self {
        case .notFound(let id):
            .notFound("Campaign run \(id) does not exist.")
        case .notYours(let id):
            .forbidden("You have no character in campaign run \(id).")
        case .finished(let id, let phase):
            .conflict("invalid_phase", "Campaign run \(id) is over: \(phase.rawValue).")
        case .paused:
            .conflict("paused", "The run is paused; the leader or a game master resumes it.")
        case .moving:
            APIError(
                503, "run_moving", "The run has just been moved to another version of its pack; ask again.",
                retryAfter: 1)
        case .wrongPhase(let reason):
            .conflict("invalid_phase", reason)
        case .characterNeeded:
            APIError(422, "character_needed", "Say with characterId which of your characters in this run acts.")
        case .unknownTurn(let turn, let now):
            APIError(409, "unknown_turn", "The run stands at turn \(now): it cannot go back to turn \(turn).")
        case .notABoundary(let turn):
            APIError(409, "not_a_boundary", "No scene begins with turn \(turn): go back to one before or after it.")
        case .sceneIsGone(let turn):
            APIError(409, "not_a_boundary", "The campaign has no longer the scene of turn \(turn): go back to another.")
        case .notFinished:
            .conflict("invalid_phase", "The dice are published when the run is over.")
        case .noSummary(let id):
            .notFound("Campaign run \(id) has no summary: it is not completed.")
        case .unknownCampaign:
            .notFound("There is no such campaign.")
        case .emptyParty:
            .badRequest("empty_party", "Nobody of the party would play this run.")
        case .partyBusy(let id):
            .conflict("party_busy", "Party \(id) is in a campaign run that has not ended.")
        case .characterBusy(let id):
            .conflict("character_busy", "Character \(id) is in a campaign run that has not ended.")
        }
    }
}
