internal import Core
internal import Hashing
internal import Network
internal import Storage

/// The body of `POST /v1/auth/password`.
struct PasswordSignIn: RequestBody {
    /// Lower case.
    let login: String
    let password: String

    init(reading fields: inout RequestFields) {
        login = fields.required("login", .text(1...32)).lowercased()
        password = fields.required("password", .verbatim(1...200))
    }

    static let example: JSONValue = ["login": "mira", "password": "correct horse battery staple"]
}

/// The body of `POST /v1/auth/invite/accept`.
struct InviteAccept: RequestBody {
    let inviteToken: String
    /// Lower case.
    let login: String
    let password: String

    init(reading fields: inout RequestFields) {
        inviteToken = fields.required("inviteToken", .verbatim(1...200), "Of the link of `mimic admin invite`.")
        login = fields.required("login", LoginRule()).lowercased()
        password = fields.required("password", .verbatim(8...200))
    }

    static let example: JSONValue = [
        "inviteToken": "AAABmp6", "login": "mira", "password": "correct horse battery staple",
    ]
}

/// A new login: 3 to 32 letters and digits of ASCII, dots, hyphens and underscores; trimmed.
private struct LoginRule: ValueRule {
    let schema = Schema.string(pattern: RequestText.around("[A-Za-z0-9._-]{3,32}"))
    let placeholder = ""

    func read(_ value: JSONValue) throws(RuleProblem) -> String {
        guard let login = value.stringValue.map(RequestText.trimmed), login.utf8.allSatisfy(Self.isTaken) else {
            throw RuleProblem("must be made of a-z, 0-9, dot, hyphen and underscore")
        }
        guard (3...32).contains(login.utf8.count) else { throw RuleProblem("must be 3 to 32 characters") }
        return login
    }

    private static func isTaken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }
}

extension SignIn {
    /// `POST /v1/auth/password`: a host's browser. Five wrong tries a minute for each login and each address.
    func password(_ request: HTTPRequest) async throws -> HTTPResponse {
        try limits.takeLogin(.logins, request.client)
        let sent = try request.read(PasswordSignIn.self)
        let login = sent.login
        // Taken before the answer is known, so that tries at the same time are counted too.
        let keys = [RateKey.login(login), RateKey(request.client)]
        try limits.take(.passwords, keys)
        let found = try await storage.read { try PlayerStore.find(login: login, in: $0) }
        // Somebody who does not exist costs as much time as somebody who does.
        let hash = found?.passwordHash
        let matches = try await onWorker { PasswordHash.matches(sent.password, hash: hash ?? NobodysPassword.hash) }
        guard let player = found?.player, matches else {
            throw APIError(401, "invalid_credentials", "The login or the password is wrong.")
        }
        limits.giveBack(.passwords, keys)
        let opened = try await open(request, by: .password) { connection, _ in
            try PlayerStore.find(player.id, in: connection)
        }
        guard let opened else { throw APIError(401, "invalid_credentials", "The login or the password is wrong.") }
        return .json(answer(opened).json)
    }

    /// `POST /v1/auth/invite/accept`: the link of `mimic admin invite` becomes an account.
    func acceptInvite(_ request: HTTPRequest) async throws -> HTTPResponse {
        try limits.takeLogin(.logins, request.client)
        let sent = try request.read(InviteAccept.self)
        let now = clock.now()
        // Asked before the hash is made: hashing is dear, and a stranger must not be able to order it.
        guard let invite = AdminInvite(sent.inviteToken, secret: secret, now: now),
            try await !storage.read({ try invite.isUsed(in: $0) })
        else { throw AdminInvite.refusal }
        guard let hash = try await onWorker({ PasswordHash.make(sent.password) }) else {
            throw APIError(503, "busy", "The server has no memory to spare; try again.", retryAfter: 5)
        }
        let opened = try await open(request, by: .invite) { connection, now in
            try invite.accept(login: sent.login, passwordHash: hash, now: now, in: connection)
        }
        guard let opened else { throw AdminInvite.refusal }
        return .json(answer(opened).json)
    }
}

/// What a password is compared with when its login does not exist. Made by the first who asks, on a worker.
private enum NobodysPassword {
    static let hash = PasswordHash.make(Hex.encode(randomBytes(16))) ?? ""
}
