/// What a player may do beyond playing.
package enum Role: String, Codable, Sendable, CaseIterable {
    case player, gm, author, admin
}

/// Who is asking: the outcome of a valid access token.
package struct Principal: Sendable, Equatable {
    package let playerID: PlayerID
    /// The session family (`sid`), which logout and revocation end.
    package let sessionID: String
    package let displayName: String
    package let roles: Set<Role>

    package init(playerID: PlayerID, sessionID: String, displayName: String, roles: Set<Role>) {
        self.playerID = playerID
        self.sessionID = sessionID
        self.displayName = displayName
        self.roles = roles
    }

    package func has(_ role: Role) -> Bool { roles.contains(role) }
    /// Sees what is behind the screen: secrets, hidden flags, other people's runs.
    package var isMaster: Bool { has(.gm) || has(.admin) }
}

/// The languages the product speaks.
package enum Language: String, Codable, Sendable, CaseIterable {
    case russian = "ru"
    case english = "en"

    /// The first language of a list like `ru-RU,ru;q=0.9,en;q=0.8` that the product speaks; order stands for quality.
    package init?(acceptLanguage: String) {
        for entry in acceptLanguage.split(separator: ",") {
            let tag = entry.drop { $0 == " " }.prefix(2).lowercased()
            if let language = Language(rawValue: tag) {
                self = language
                return
            }
        }
        return nil
    }
}
