/// The secret that BotFather gives: `<digits>:<non-empty>`.
package enum BotToken {
    /// The bot's id, which is the part before the colon; nil when `token` is no bot token.
    package static func botID(of token: String) -> Int64? {
        guard let colon = token.firstIndex(of: ":"), token.index(after: colon) < token.endIndex else { return nil }
        let digits = token[..<colon]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int64(digits)
    }
}
