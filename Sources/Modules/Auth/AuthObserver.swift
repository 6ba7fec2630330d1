package import Core

/// By which way a player came in.
package enum SignInWay: String, Sendable {
    case telegram
    /// A new guest.
    case guest
    /// A guest who came back.
    case guestKey = "guest_key"
    case password
    /// A host's invitation became an account.
    case invite
}

/// What the module tells whoever logs. Called on the loop thread, after COMMIT.
package struct AuthObserver: Sendable {
    /// A session was opened. Never with a name or a secret: this goes into the log.
    package var signedIn: @Sendable (_ player: PlayerID, _ way: SignInWay, _ trace: TraceContext) -> Void

    package init(signedIn: @escaping @Sendable (PlayerID, SignInWay, TraceContext) -> Void = { _, _, _ in }) {
        self.signedIn = signedIn
    }

    package static let none = AuthObserver()
}
