package import Core

/// The claims of an access token: `iss`, `aud`, `sub`, `iat`, `exp`, `jti`, `ctx` (http-api "Auth").
package struct AccessToken: Sendable, Equatable {
    package static let issuer = "rpg-bot-gateway"
    package static let audience = "rpg-bot-miniapp"

    /// Why a token is not good for anything. The caller is told only that it is not valid; the log may say more.
    package enum Refusal: Error, Equatable, Sendable {
        case malformed, badSignature, wrongIssuer, wrongAudience, notYetValid, expired
    }

    /// The Telegram id; `guest:<playerId>` without one.
    package let subject: String
    /// Seconds since 1970.
    package let issuedAt: Int64
    /// Seconds since 1970; the token is dead from this second on.
    package let expiresAt: Int64
    /// Unique for each token.
    package let id: String
    package let playerID: PlayerID
    /// The session family.
    package let sessionID: String
    package let username: String?
    package let displayName: String
    package let roles: [Role]

    package init(
        subject: String, issuedAt: Int64, expiresAt: Int64, id: String, playerID: PlayerID, sessionID: String,
        username: String?, displayName: String, roles: [Role]
    ) {
        self.subject = subject
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.id = id
        self.playerID = playerID
        self.sessionID = sessionID
        self.username = username
        self.displayName = displayName
        self.roles = roles
    }

    package func signed(with secret: [UInt8]) -> String {
        var json = JSONWriter()
        json.object {
            $0.member("iss", Self.issuer)
            $0.member("aud", Self.audience)
            $0.member("sub", subject)
            $0.member("iat", issuedAt)
            $0.member("exp", expiresAt)
            $0.member("jti", id)
            $0.key("ctx")
            $0.object {
                $0.member("playerId", playerID.rawValue)
                $0.member("sid", sessionID)
                $0.member("username", username)
                $0.member("display_name", displayName)
                $0.key("roles")
                $0.array { for role in roles { $0.value(role.rawValue) } }
            }
        }
        return JSONWebSignature.sign(json.bytes, key: secret)
    }

    /// - Throws: `Refusal`. Without leeway: the clock that issued is the clock that checks.
    package static func verify(_ text: String, secret: [UInt8], now: Timestamp) throws(Refusal) -> AccessToken {
        let payload: [UInt8]
        do {
            payload = try JSONWebSignature.verify(text, key: secret)
        } catch {
            throw error == .badSignature ? .badSignature : .malformed
        }
        guard let claims = try? JSON.decode(Claims.self, from: payload) else { throw .malformed }
        guard claims.iss == issuer else { throw .wrongIssuer }
        guard claims.aud == audience else { throw .wrongAudience }
        // Five minutes for a clock that was set back; a token from further ahead is not ours.
        guard claims.iat <= now.seconds + 300 else { throw .notYetValid }
        guard now.seconds < claims.exp else { throw .expired }
        return AccessToken(
            subject: claims.sub, issuedAt: claims.iat, expiresAt: claims.exp, id: claims.jti,
            playerID: claims.ctx.playerId, sessionID: claims.ctx.sid, username: claims.ctx.username,
            displayName: claims.ctx.displayName, roles: claims.ctx.roles)
    }

    private struct Claims: Decodable {
        let iss, aud, sub, jti: String
        let iat, exp: Int64
        let ctx: Context
    }

    private struct Context: Decodable {
        let playerId: PlayerID
        let sid: String
        let username: String?
        let displayName: String
        let roles: [Role]

        private enum CodingKeys: String, CodingKey {
            case playerId, sid, username, roles
            case displayName = "display_name"
        }
    }
}
