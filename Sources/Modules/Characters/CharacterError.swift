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
        }
    }
}
