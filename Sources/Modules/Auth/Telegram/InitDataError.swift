package import Core

/// Why initData of a Telegram Mini App was refused. Each reason is public: it never holds what was expected.
package enum InitDataError: Error, Equatable, Sendable {
    /// Telegram sign-in is not set up: neither a bot token nor a bot id is known.
    case notConfigured
    /// A part without `=`, without a name, with a broken escape, or not UTF-8.
    case malformed
    case duplicateField(String)
    case missingHash
    case badHash
    case missingSignature
    case badSignature
    case missingAuthDate
    case badAuthDate
    case expired
    case fromTheFuture
    case missingUser
    case badUser
    case badChat
}

extension InitDataError: APIErrorConvertible {
    /// 400 `invalid_init_data` with the reason.
    package var apiError: APIError { .badRequest("invalid_init_data", "Telegram initData is refused: \(reason).") }

    private var reason: String {
        switch self {
        case .notConfigured: "Telegram sign-in is not configured on this server"
        case .malformed: "it is not a well-formed query string"
        case .duplicateField: "a field occurs twice"
        case .missingHash: "hash is missing"
        case .badHash: "hash does not match"
        case .missingSignature: "signature is missing"
        case .badSignature: "signature does not match"
        case .missingAuthDate: "auth_date is missing"
        case .badAuthDate: "auth_date is not a number of seconds"
        case .expired: "auth_date is too old; open the app again"
        case .fromTheFuture: "auth_date is in the future; check the clocks"
        case .missingUser: "user is missing"
        case .badUser: "user is not a Telegram user"
        case .badChat: "chat is not an object"
        }
    }
}
