package import Core

/// A Telegram user as initData names it.
package struct TelegramUser: Sendable, Equatable {
    /// 1 and up; may pass 2^31.
    package let id: Int64
    package let isBot: Bool
    package let firstName: String
    package let lastName: String?
    package let username: String?
    /// An IETF tag such as `ru` or `pt-br`.
    package let languageCode: String?
    package let allowsWriteToPM: Bool?

    /// A player as far as this server knows one, in the shape that clients of Telegram know.
    ///
    /// - Parameter username: from the sign-in, when it was by Telegram.
    init(_ player: Player, username: String? = nil) {
        id = player.telegramID ?? player.id.rawValue
        isBot = false
        firstName = player.displayName
        lastName = nil
        self.username = username
        languageCode = player.language?.rawValue
        allowsWriteToPM = nil
    }

    /// Nil for what is not a user: no id, no first name, or a member of another type.
    init?(_ json: JSONValue) {
        guard let id = json["id"]?.integerValue, id > 0, let firstName = json["first_name"]?.stringValue else {
            return nil
        }
        var isWellTyped = true
        func optional<Value>(_ name: String, _ read: (JSONValue) -> Value?) -> Value? {
            guard let member = json[name], member != .null else { return nil }
            let value = read(member)
            if value == nil { isWellTyped = false }
            return value
        }
        self.id = id
        self.firstName = firstName
        isBot = optional("is_bot", \.boolValue) ?? false
        lastName = optional("last_name", \.stringValue)
        username = optional("username", \.stringValue)
        languageCode = optional("language_code", \.stringValue)
        allowsWriteToPM = optional("allows_write_to_pm", \.boolValue)
        guard isWellTyped else { return nil }
    }
}

/// What verified initData says: who, from which chat, and with what start parameter.
package struct TelegramIdentity: Sendable {
    package let user: TelegramUser
    /// The chat the Mini App was opened from by its attachment menu; an object, as it was.
    package let chat: JSONValue?
    /// `startapp` of the link that was followed: a party's invite code.
    package let startParam: String?

    /// - Throws: `missingUser`, `badUser`, `badChat`.
    init(_ data: InitData) throws(InitDataError) {
        guard let text = data.fields["user"] else { throw .missingUser }
        guard let user = Self.json(text).flatMap(TelegramUser.init) else { throw .badUser }
        self.user = user
        startParam = data.fields["start_param"]
        if let text = data.fields["chat"] {
            guard let chat = Self.json(text), case .object = chat else { throw .badChat }
            self.chat = chat
        } else {
            chat = nil
        }
    }

    private static func json(_ text: String) -> JSONValue? { try? JSON.parseRequest(Array(text.utf8)) }
}
