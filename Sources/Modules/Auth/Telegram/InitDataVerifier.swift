package import Core
internal import Hashing

/// Decides whether initData comes from Telegram, is fresh, and whom it names.
///
/// With a bot token the `hash` is checked (HMAC-SHA256); with a bot id alone the `signature` (Ed25519), which needs
/// no secret. Pure: the clock is an argument.
package struct InitDataVerifier: Sendable {
    /// What the check stands on.
    package enum Trust: Sendable, Equatable {
        /// `<digits>:<non-empty>`, from BotFather.
        case botToken(String)
        /// The bot's numeric id, and Telegram's Ed25519 keys (32 bytes each) that may have signed.
        case botID(Int64, publicKeys: [[UInt8]])
    }

    /// How far ahead of our clock `auth_date` may be: clocks differ.
    package static let tolerance: Duration = .seconds(300)

    package static let productionKey = Hex.decode("e7bf03a2fa4602af4580703d88dda5bb59f32ed8b02a56c187fe7d34caed242d")!
    /// Signs in Telegram's test environment; believed only with `auth.telegram_test`.
    package static let testKey = Hex.decode("40055058a4ee38156a06562e52eece92a771bcd8346a8c4615cb7376eddf72ec")!

    private let trust: Trust?
    private let maxAge: Duration

    /// - Parameter maxAge: how old `auth_date` may be; default 1 h.
    package init(trust: Trust?, maxAge: Duration = .seconds(3600)) {
        self.trust = trust
        self.maxAge = maxAge
    }

    /// Who opened the Mini App.
    ///
    /// - Throws: `InitDataError`, the first reason to refuse.
    package func verify(_ text: String, now: Timestamp) throws(InitDataError) -> TelegramIdentity {
        guard let trust else { throw .notConfigured }
        let data = try InitData(parsing: text)
        switch trust {
        case .botToken(let token): try checkHash(of: data, token: token)
        case .botID(let id, let keys): try checkSignature(of: data, botID: id, keys: keys)
        }
        try checkAge(of: data, now: now)
        return try TelegramIdentity(data)
    }

    private func checkHash(of data: InitData, token: String) throws(InitDataError) {
        guard let text = data.fields["hash"] else { throw .missingHash }
        // `signature`, when there is one, is among the lines that `hash` covers.
        let lines = Array(data.checkString(without: ["hash"]).utf8)
        let secret = HMACSHA256.authenticate(Array(token.utf8), key: Array("WebAppData".utf8))
        guard let hash = Hex.decode(text), constantTimeEqual(hash, HMACSHA256.authenticate(lines, key: secret)) else {
            throw .badHash
        }
    }

    private func checkSignature(of data: InitData, botID: Int64, keys: [[UInt8]]) throws(InitDataError) {
        guard let text = data.fields["signature"] else { throw .missingSignature }
        let message = Array("\(botID):WebAppData\n\(data.checkString(without: ["hash", "signature"]))".utf8)
        guard let signature = Base64URL.decode(text) else { throw .badSignature }
        for key in keys where Ed25519.isValid(signature: signature, message: message, publicKey: key) { return }
        throw .badSignature
    }

    private func checkAge(of data: InitData, now: Timestamp) throws(InitDataError) {
        guard let text = data.fields["auth_date"] else { throw .missingAuthDate }
        // 12 digits reach far beyond any sane year and cannot overflow milliseconds.
        guard (1...12).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let seconds = Int64(text)
        else { throw .badAuthDate }
        let authorised = Timestamp(seconds: seconds)
        guard authorised <= now.adding(Self.tolerance) else { throw .fromTheFuture }
        guard now <= authorised.adding(maxAge) else { throw .expired }
    }
}
