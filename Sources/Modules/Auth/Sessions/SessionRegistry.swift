package import Core
package import Network

/// The live session families in memory, rebuilt from the database at start.
///
/// Every request looks its `sid` up here, so a logout, a revocation, a new name or a new role holds from the next
/// request on, whatever the access token still says. Changes come after their COMMIT and in its order, because
/// completions of writes reach the loop in the order of commits.
@LoopActor package final class SessionRegistry {
    private struct Session {
        var principal: Principal
        var username: String?
        var expiresAt: Timestamp
    }

    private var sessions: [String: Session] = [:]
    private var families: [PlayerID: Set<String>] = [:]
    private var observers: [@LoopActor (_ sessionID: String, _ player: PlayerID) -> Void] = []

    package init() {}

    package var count: Int { sessions.count }

    /// Calls `body` in the same turn in which a family ends: its sockets must close with it.
    package func onEnd(_ body: @escaping @LoopActor (_ sessionID: String, _ player: PlayerID) -> Void) {
        observers.append(body)
    }

    /// Who stands behind a live family; nil when it ended or expired.
    package func principal(of sessionID: String, now: Timestamp) -> Principal? {
        guard let session = sessions[sessionID], now < session.expiresAt else { return nil }
        return session.principal
    }

    /// The Telegram user name known from the sign-in, for the claims of later tokens.
    func username(of sessionID: String) -> String? { sessions[sessionID]?.username }

    func open(_ principal: Principal, username: String?, expiresAt: Timestamp) {
        sessions[principal.sessionID] = Session(principal: principal, username: username, expiresAt: expiresAt)
        families[principal.playerID, default: []].insert(principal.sessionID)
    }

    func extend(_ sessionID: String, to expiresAt: Timestamp) { sessions[sessionID]?.expiresAt = expiresAt }

    package func end(_ sessionID: String) {
        guard let session = sessions.removeValue(forKey: sessionID) else { return }
        let player = session.principal.playerID
        families[player]?.remove(sessionID)
        if families[player]?.isEmpty == true { families[player] = nil }
        for observer in observers { observer(sessionID, player) }
    }

    package func endAll(of player: PlayerID) {
        for sessionID in families[player] ?? [] { end(sessionID) }
    }

    /// Gives all sessions of a player another name or other roles; nil leaves as it was.
    package func update(_ player: PlayerID, displayName: String? = nil, roles: Set<Role>? = nil) {
        for sessionID in families[player] ?? [] {
            guard let principal = sessions[sessionID]?.principal else { continue }
            sessions[sessionID]?.principal = Principal(
                playerID: player, sessionID: sessionID, displayName: displayName ?? principal.displayName,
                roles: roles ?? principal.roles)
        }
    }

    /// Ends what nobody refreshed for 30 days.
    func removeExpired(now: Timestamp) {
        for (sessionID, session) in sessions where session.expiresAt <= now { end(sessionID) }
    }
}
