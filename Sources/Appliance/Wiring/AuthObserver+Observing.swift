internal import Auth
internal import Core
internal import Observability

extension AuthObserver {
    /// A line for each sign-in: who, and by which way.
    static func observing(_ logger: Logger) -> AuthObserver {
        AuthObserver { player, way, trace in
            logger.info(
                .gatewayAPI, "Signed in", trace: trace, .int("player_id", Int(player.rawValue)),
                .text("way", way.rawValue))
        }
    }
}
