import Core
import Hashing

/// What Telegram's description says of launch data, word by word: the other opinion beside the verifier's.
///
/// Source: https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app
enum Reference {
    static let token = "123456:fuzz"
    static let botID: Int64 = 123_456
    static let now = Timestamp(seconds: 1_700_000_000)

    /// Names and values of a form (WHATWG URL, "application/x-www-form-urlencoded"), every name once; nil when it is not
    /// one.
    static func fields(of text: String) -> [String: String]? {
        var fields: [String: String] = [:]
        for part in text.unicodeScalars.split(separator: "&", omittingEmptySubsequences: false) {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(decoded)
            guard sides.count == 2, let name = sides[0], let value = sides[1], !name.isEmpty, fields[name] == nil
            else { return nil }
            fields[name] = value
        }
        return fields
    }

    private static func decoded(_ text: String.UnicodeScalarView.SubSequence) -> String? {
        let plain = String(text).utf8.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }
        let parts = plain.split(separator: UInt8(ascii: "%"), omittingEmptySubsequences: false)
        var bytes = Array(parts[0])
        for part in parts.dropFirst() {
            // Two digits, and then what is as it was.
            guard part.count >= 2, let escaped = Hex.decode(String(decoding: part.prefix(2), as: UTF8.self)) else {
                return nil
            }
            bytes += escaped + part.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    static func hash(of fields: [String: String]) -> [UInt8] {
        hmac(lines(of: fields, without: ["hash"]), key: hmac(Array(token.utf8), key: Array("WebAppData".utf8)))
    }

    static func signedMessage(of fields: [String: String]) -> [UInt8] {
        Array("\(botID):WebAppData\n".utf8) + lines(of: fields, without: ["hash", "signature"])
    }

    private static func lines(of fields: [String: String], without excluded: [String]) -> [UInt8] {
        let names = fields.keys.filter { !excluded.contains($0) }.sorted { Array($0.utf8).precedes(Array($1.utf8)) }
        return Array(names.map { "\($0)=\(fields[$0]!)" }.joined(separator: "\n").utf8)
    }

    /// HMAC as RFC 2104 §2 writes it down, for keys of at most a block.
    private static func hmac(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
        let block = key + [UInt8](repeating: 0, count: 64 - key.count)
        return SHA256.hash(block.map { $0 ^ 0x5C } + SHA256.hash(block.map { $0 ^ 0x36 } + message))
    }

    /// The id of the user whom the fields let in, their signature being right.
    static func user(of fields: [String: String]) -> Int64? {
        guard let date = fields["auth_date"], (1...12).contains(date.utf8.count),
            date.unicodeScalars.allSatisfy({ ("0"..."9").contains($0) }),
            ((now.seconds - 3600)...(now.seconds + 300)).contains(Int64(date)!)
        else { return nil }
        if let chat = fields["chat"] {
            guard case .object = try? JSON.parseRequest(Array(chat.utf8)) else { return nil }
        }
        guard let text = fields["user"], case .object(let user) = try? JSON.parseRequest(Array(text.utf8)),
            let id = user["id"]?.integerValue, id > 0, user["first_name"]?.stringValue != nil
        else { return nil }
        for name in ["last_name", "username", "language_code"] {
            if let value = user[name], value != .null, value.stringValue == nil { return nil }
        }
        for name in ["is_bot", "allows_write_to_pm"] {
            if let value = user[name], value != .null, value.boolValue == nil { return nil }
        }
        return id
    }
}

extension [UInt8] {
    fileprivate func precedes(_ other: [UInt8]) -> Bool {
        for (mine, theirs) in zip(self, other) where mine != theirs { return mine < theirs }
        return count < other.count
    }
}
