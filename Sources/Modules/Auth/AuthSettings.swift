package import Core

/// What Auth is told by the configuration; the defaults are those of operations.md.
package struct AuthSettings: Sendable {
    /// What Telegram sign-in is checked with; nil when it is not configured.
    package var telegram: InitDataVerifier.Trust?
    /// How old initData may be.
    package var initDataMaxAge: Duration = .seconds(3600)
    /// Seconds that an access token lives, 60...3600.
    package var tokenLifetime = 900
    /// Whether people may come without Telegram.
    package var allowsGuests = false
    /// Telegram ids of administrators.
    package var admins: Set<Int64> = []
    package var rateLimits = RateLimitSettings()

    package init() {}

    /// What a player may do: what was granted, and what `auth.admins` says.
    package func roles(of player: Player) -> Set<Role> {
        var roles = Set(player.grantedRoles)
        roles.insert(.player)
        if let id = player.telegramID, admins.contains(id) { roles.insert(.admin) }
        return roles
    }
}
