internal import Core
internal import Network

/// The body of `POST /v1/auth/telegram`.
struct TelegramSignIn: RequestBody {
    let initData: String

    init(reading fields: inout RequestFields) {
        initData = fields.required("initData", .verbatim(10...16384), "As Telegram's client gives it to the Mini App.")
    }

    static let example: JSONValue = [
        "initData": "auth_date=1763633713&query_id=AAHdF6IQ&user=%7B%22id%22%3A279058397%7D&hash=c501b71e"
    ]
}

extension SignIn {
    /// `POST /v1/auth/telegram`: who opened the Mini App, by its initData.
    func telegram(_ request: HTTPRequest) async throws -> HTTPResponse {
        try limits.takeLogin(.logins, request.client)
        let initData = try request.read(TelegramSignIn.self).initData
        let verifier = InitDataVerifier(trust: settings.telegram, maxAge: settings.initDataMaxAge)
        let identity = try verifier.verify(initData, now: clock.now())
        let newcomer = NewPlayer(identity.user)
        let opened = try await open(request, by: .telegram) { connection, now in
            try PlayerStore.find(telegramID: identity.user.id, in: connection)
                ?? PlayerStore.insert(newcomer, now: now, in: connection)
        }
        guard let opened else { preconditionFailure("BUG: a Telegram player was neither found nor made") }
        var answer = answer(opened, user: identity.user)
        answer.chat = identity.chat
        answer.startParam = identity.startParam
        return .json(answer.json)
    }
}

extension NewPlayer {
    /// The name is Telegram's, made fit for ours; the language is the client's, if the product speaks it.
    init(_ user: TelegramUser) {
        let full = [user.firstName, user.lastName ?? ""].joined(separator: " ")
        let scalars = full.unicodeScalars.filter { !RequestText.hasControls(String($0)) }
        let clean = String(String.UnicodeScalarView(scalars))
        let name = RequestText.trimmed(String(RequestText.trimmed(clean).unicodeScalars.prefix(60)))
        self.init(
            telegramID: user.id, displayName: name.isEmpty ? "Player \(user.id)" : name,
            language: user.languageCode.flatMap(Language.init(acceptLanguage:)))
    }
}
