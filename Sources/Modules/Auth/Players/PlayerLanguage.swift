package import Core
package import Network
package import Storage

/// Which language a caller reads: the one they chose, else the browser's, else English.
package struct PlayerLanguage: Sendable {
    private let player: PlayerID?
    private let accepted: Language?

    @LoopActor package init(_ request: HTTPRequest, _ caller: Caller?) {
        player = caller?.playerID
        accepted = request.field("accept-language").flatMap(Language.init(acceptLanguage:))
    }

    package func resolve(in connection: Connection) throws -> Language {
        try resolve(chosen: player.flatMap { try PlayerStore.language(of: $0, in: connection) })
    }

    /// For those who have read the player's row already.
    package func resolve(chosen: Language?) -> Language { chosen ?? accepted ?? .english }
}
