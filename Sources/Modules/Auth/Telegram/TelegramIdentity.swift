package import Core

/// A Telegram user as initData names it.
package struct TelegramUser: Decodable, Sendable, Equatable {
    /// 1 and up; may pass 2^31.
    package let id: Int64
    package let isBot: Bool
    package let firstName: String
    package let lastName: String?
    package let username: String?
    /// An IETF tag such as `ru` or `pt-br`.
    package let languageCode: String?
    package let allowsWriteToPM: Bool?

    private enum CodingKeys: String, CodingKey {
        case id, username
        case isBot = "is_bot"
        case firstName = "first_name"
        case lastName = "last_name"
        case languageCode = "language_code"
        case allowsWriteToPM = "allows_write_to_pm"
    }

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

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(Int64.self, forKey: .id)
        isBot = try container.decodeIfPresent(Bool.self, forKey: .isBot) ?? false
        firstName = try container.decode(String.self, forKey: .firstName)
        lastName = try container.decodeIfPresent(String.self, forKey: .lastName)
        username = try container.decodeIfPresent(String.self, forKey: .username)
        languageCode = try container.decodeIfPresent(String.self, forKey: .languageCode)
        allowsWriteToPM = try container.decodeIfPresent(Bool.self, forKey: .allowsWriteToPM)
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
        guard let user = try? JSON.decode(TelegramUser.self, from: Array(text.utf8)), user.id > 0 else {
            throw .badUser
        }
        self.user = user
        startParam = data.fields["start_param"]
        if let text = data.fields["chat"] {
            guard let chat = try? JSON.decode(JSONValue.self, from: Array(text.utf8)), case .object = chat else {
                throw .badChat
            }
            self.chat = chat
        } else {
            chat = nil
        }
    }
}
