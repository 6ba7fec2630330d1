internal import Core
internal import Network

extension SignIn {
    /// `POST /v1/auth/guest`: a new player without Telegram.
    ///
    /// An invite code comes back as `startParam`, where a Telegram link would bring it.
    func guest(_ request: HTTPRequest) async throws -> HTTPResponse {
        try requireGuests()
        try limits.takeLogin(.logins, request.client)
        var fields = try RequestFields(request)
        let name = fields.text("displayName", 1...60)
        let inviteCode = fields.optionalText("inviteCode", 1...64)
        try fields.finish()
        try limits.takeLogin(.guests, request.client)
        let key = GuestKey.make()
        let newcomer = NewPlayer(
            guestKeyHash: GuestKey.hash(of: key), displayName: name,
            language: request.field("accept-language").flatMap(Language.init(acceptLanguage:)))
        let opened = try await open(request) { try PlayerStore.insert(newcomer, now: $1, in: $0) }
        guard let opened else { preconditionFailure("BUG: a guest was not made") }
        var answer = answer(opened)
        answer.startParam = inviteCode
        answer.guestKey = key
        return .json(answer.json)
    }

    /// `POST /v1/auth/guest/resume`: a guest comes back with the key.
    func resumeGuest(_ request: HTTPRequest) async throws -> HTTPResponse {
        try requireGuests()
        try limits.takeLogin(.logins, request.client)
        var fields = try RequestFields(request)
        let key = fields.verbatim("guestKey", 1...100)
        try fields.finish()
        let opened = try await open(request) { connection, _ in
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
