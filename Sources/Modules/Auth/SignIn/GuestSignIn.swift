internal import Core
internal import Network

/// The body of `POST /v1/auth/guest`.
struct GuestSignIn: RequestBody {
    let displayName: String
    let inviteCode: String?

    init(reading fields: inout RequestFields) {
        displayName = fields.required("displayName", .text(1...60))
        inviteCode = fields.optional("inviteCode", .text(1...64), "Comes back as startParam.")
    }

    static let example: JSONValue = ["displayName": "Мира", "inviteCode": "7K2M9QXD"]
}

/// The body of `POST /v1/auth/guest/resume`.
struct GuestResume: RequestBody {
    let guestKey: String

    init(reading fields: inout RequestFields) {
        guestKey = fields.required("guestKey", .verbatim(1...100), "Case, hyphens and spaces do not matter.")
    }

    static let example: JSONValue = ["guestKey": "7K2M9-QXDAB-0123C-9V8WZ"]
}

extension SignIn {
    /// `POST /v1/auth/guest`: a new player without Telegram.
    ///
    /// An invite code comes back as `startParam`, where a Telegram link would bring it.
    func guest(_ request: HTTPRequest) async throws -> HTTPResponse {
        try requireGuests()
        try limits.takeLogin(.logins, request.client)
        let newcomer = try request.read(GuestSignIn.self)
        try limits.takeLogin(.guests, request.client)
        let key = GuestKey.make()
        let player = NewPlayer(
            guestKeyHash: GuestKey.hash(of: key), displayName: newcomer.displayName,
            language: request.field("accept-language").flatMap(Language.init(acceptLanguage:)))
        let opened = try await open(request, by: .guest) { try PlayerStore.insert(player, now: $1, in: $0) }
        guard let opened else { preconditionFailure("BUG: a guest was not made") }
        var answer = answer(opened)
        answer.startParam = newcomer.inviteCode
        answer.guestKey = key
        return .json(answer.json)
    }

    /// `POST /v1/auth/guest/resume`: a guest comes back with the key.
    func resumeGuest(_ request: HTTPRequest) async throws -> HTTPResponse {
        try requireGuests()
        try limits.takeLogin(.logins, request.client)
        let key = try request.read(GuestResume.self).guestKey
        let opened = try await open(request, by: .guestKey) { connection, _ in
            try GuestKey.hash(of: key).flatMap { try PlayerStore.find(guestKeyHash: $0, in: connection) }
        }
        guard let opened else { throw APIError(401, "invalid_credentials", "No guest has this key.") }
        return .json(answer(opened).json)
    }

    private func requireGuests() throws(APIError) {
        guard settings.allowsGuests else {
            throw APIError(403, "guests_disabled", "This server takes no guests; sign in with Telegram.")
        }
    }
}
