internal import Core
internal import Hashing
internal import Network
internal import Storage

extension SignIn {
    /// `POST /v1/auth/password`: a host's browser. Five wrong tries a minute for each login and each address.
    func password(_ request: HTTPRequest) async throws -> HTTPResponse {
        try limits.takeLogin(.logins, request.client)
        var fields = try RequestFields(request)
        let login = fields.text("login", 1...32).lowercased()
        let password = fields.verbatim("password", 1...200)
        try fields.finish()
        // Taken before the answer is known, so that tries at the same time are counted too.
        let keys = [RateKey.login(login), RateKey(request.client)]
        try limits.take(.passwords, keys)
        let found = try await storage.read { try PlayerStore.find(login: login, in: $0) }
        // Somebody who does not exist costs as much time as somebody who does.
        let hash = found?.passwordHash
        let matches = try await onWorker { PasswordHash.matches(password, hash: hash ?? NobodysPassword.hash) }
        guard let player = found?.player, matches else {
            throw APIError(401, "invalid_credentials", "The login or the password is wrong.")
        }
        limits.giveBack(.passwords, keys)
        guard let opened = try await open(request, { connection, _ in try PlayerStore.find(player.id, in: connection) })
        else { throw APIError(401, "invalid_credentials", "The login or the password is wrong.") }
        return .json(answer(opened).json)
    }

    /// `POST /v1/auth/invite/accept`: the link of `mimic admin invite` becomes an account.
    func acceptInvite(_ request: HTTPRequest) async throws -> HTTPResponse {
        try limits.takeLogin(.logins, request.client)
        var fields = try RequestFields(request)
        let token = fields.verbatim("inviteToken", 1...200)
        let login = fields.text("login", 3...32).lowercased()
        if !login.isEmpty && !login.utf8.allSatisfy(Self.isLoginCharacter) {
            fields.refuse("login", "must be made of a-z, 0-9, dot, hyphen and underscore")
        }
        let password = fields.verbatim("password", 8...200)
        try fields.finish()
        let now = clock.now()
        // Asked before the hash is made: hashing is dear, and a stranger must not be able to order it.
        guard let invite = AdminInvite(token, secret: secret, now: now),
            try await !storage.read({ try invite.isUsed(in: $0) })
        else { throw AdminInvite.refusal }
        guard let hash = try await onWorker({ PasswordHash.make(password) }) else {
            throw APIError(503, "busy", "The server has no memory to spare; try again.", retryAfter: 5)
        }
        let opened = try await open(request) { connection, now in
            try invite.accept(login: login, passwordHash: hash, now: now, in: connection)
        }
        guard let opened else { throw AdminInvite.refusal }
        return .json(answer(opened).json)
    }

    private static func isLoginCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }
}

/// What a password is compared with when its login does not exist. Made by the first who asks, on a worker.
private enum NobodysPassword {
    static let hash = PasswordHash.make(Hex.encode(randomBytes(16))) ?? ""
}
