package import Core

/// What can go wrong with a character.
package enum CharacterError: Error, Equatable, Sendable {
    case notFound(CharacterID)
    /// Somebody else's.
    case notYours(CharacterID)
    /// The player has as many active characters as `game.max_active_characters` allows.
    case tooMany(limit: Int)
    /// In an unfinished run.
    case busy(CharacterID)
    case notActive(CharacterID, Character.Status)
    case noSuchItem(String)
    /// With the slot in which the item is worn; nil: in none.
    case wrongSlot(String, String?)
    case needsNoAttunement(String)
    /// To three things already.
    case tooManyAttuned
}

extension CharacterError: APIErrorConvertible {
    package var apiError: APIError {
        switch self {
        case .notFound(let id):
            .notFound("Character \(id) does not exist.")
        case .notYours(let id):
            .forbidden("Character \(id) belongs to another player.")
        case .tooMany(let limit):
            .conflict("character_limit", "You have \(limit) active characters, which is the most; retire one first.")
        case .busy(let id):
            .conflict("character_busy", "Character \(id) is in a campaign run that has not ended.")
        case .notActive(let id, let status):
            .conflict("character_not_active", "Character \(id) is \(status.rawValue.lowercased()).")
        case .noSuchItem(let item):
            .notFound("The character has no item \(item).")
        case .wrongSlot(let item, let slot):
            APIError(
                422, "wrong_slot",
                slot.map { "Item \(item) is worn in the slot \($0) only." } ?? "Item \(item) cannot be worn.")
        case .needsNoAttunement(let item):
            APIError(422, "needs_no_attunement", "Item \(item) works without attunement.")
        case .tooManyAttuned:
            .conflict(
                "attunement_limit",
                "The character is attuned to \(ItemTraits.attunementLimit) items, which is the most; end one first.")
        }
    }
}
