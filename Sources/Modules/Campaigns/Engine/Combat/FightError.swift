package import Core

/// Why something cannot be done in a fight. Nothing was rolled, the turn goes on.
package enum FightError: Error, Equatable, Sendable {
    /// The name of who is awaited, as the party knows it; empty when nobody is.
    case notYourTurn(String)
    case notInFight
    case unknownTarget
    /// The target does not stand any more.
    case targetIsOut
    case targetMustBeFoe
    case targetMustBeAlly
    case unknownZone([String])
    case alreadyThere
    case alreadyMoved
    case noWayOut
    case nothingToTreat
    case noSuchItem
    case uselessItem
    /// It needs attunement, and the character has none to it.
    case notAttuned
}

extension FightError: APIErrorConvertible {
    package var apiError: APIError {
        switch self {
        case .notYourTurn(let name):
            .conflict("not_your_turn", name.isEmpty ? "It is not your turn." : "It is the turn of \(name).")
        case .notInFight: .conflict("not_your_turn", "This character does not take part in the fight any more.")
        case .unknownTarget: APIError(422, "unknown_target", "There is nobody of this id in the fight.")
        case .targetIsOut: APIError(422, "unknown_target", "The target does not stand any more: take another.")
        case .targetMustBeFoe: APIError(422, "wrong_target", "This is done to an enemy, not to one of your own.")
        case .targetMustBeAlly: APIError(422, "wrong_target", "This is done for one of your own, not for an enemy.")
        case .unknownZone(let zones):
            APIError(422, "unknown_zone", "There is no such zone here, only \(zones.joined(separator: ", ")).")
        case .alreadyThere: APIError(422, "already_there", "The character stands in this zone already.")
        case .alreadyMoved: .conflict("already_moved", "A turn has one move, and it is made: act, or defend.")
        case .noWayOut: APIError(422, "no_way_out", "There is no way to flee from this fight.")
        case .nothingToTreat: APIError(422, "wrong_target", "There is no bleeding to treat.")
        case .noSuchItem: APIError(422, "no_such_item", "The character does not carry this.")
        case .uselessItem: APIError(422, "useless_item", "This is of no use in a fight.")
        case .notAttuned: .conflict("not_attuned", "The character is not attuned to this, so it does nothing for it.")
        }
    }
}
