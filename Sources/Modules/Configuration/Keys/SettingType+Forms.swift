internal import Core

extension SettingType<ListenAddress> {
    static let listenAddress = SettingType.form(
        "an IP address and a port, like \"127.0.0.1:8080\", \":8080\" or \"[::1]:8080\"",
        parse: { ListenAddress($0) }, show: \.description)
}

extension SettingType<AddressBlock> {
    static let addressBlock = SettingType.form(
        "an IP address or a network, like \"192.0.2.7\" or \"10.0.0.0/8\"", parse: { AddressBlock($0) },
        show: \.description)
}

extension SettingType<FileMode> {
    static let fileMode = SettingType.form(
        "permissions in octal, like \"0660\"", parse: { FileMode($0) }, show: \.description)
}

extension SettingType<ServiceToken> {
    static let serviceToken = SettingType.form(
        "a name of a-z 0-9 . _ -, a colon and a token of 16 to 256 characters without blanks and commas",
        isSecret: true, parse: { ServiceToken($0) }, show: \.text)
}

extension SettingType<String> {
    /// `sockaddr_un` has room for no more.
    static let socketPath = SettingType.form(
        "a path of 1 to 107 bytes, like \"/run/mimic/http.sock\"",
        parse: { text in
            (1...107).contains(text.utf8.count) && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } ? text : nil
        }, show: { $0 })

    /// `scheme://host[:port]`; a slash at the end is dropped.
    static let webAddress = SettingType.form(
        "http:// or https:// with a host and no path, like \"https://play.example.org\"",
        parse: { text in
            let text = text.hasSuffix("/") ? String(text.dropLast()) : text
            return WebAddress.isOrigin(text) ? text : nil
        }, show: { $0 })

    static let link = SettingType.form(
        "an https:// address, like \"https://t.me/example_bot/play\"",
        parse: { text in
            text.hasPrefix("https://") && text.count > 8 && text.utf8.allSatisfy(WebAddress.isVisible) ? text : nil
        }, show: { $0 })

    /// `<digits>:<non-empty>` (http-api "Auth").
    static let botToken = SettingType.form(
        "a bot token: digits, a colon and the rest, as @BotFather gave it", isSecret: true,
        parse: { text in
            let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, parts[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                !parts[1].isEmpty, parts[1].utf8.allSatisfy(WebAddress.isVisible)
            else { return nil }
            return text
        }, show: { $0 })

    /// At least 16 bytes, and not one that stands in a manual.
    static let jwtSecret = SettingType.form(
        "at least 16 bytes and not an example from a manual; make one with: openssl rand -base64 32", isSecret: true,
        parse: { $0.utf8.count >= 16 && !wellKnownSecrets.contains($0.lowercased()) ? $0 : nil }, show: { $0 })

    static let serviceName = SettingType.form(
        "1 to 64 of A-Z a-z 0-9 . _ -",
        parse: { text in
            let isAllowed = text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                case UInt8(ascii: "0")...UInt8(ascii: "9"): true
                default: byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
                }
            }
            return isAllowed && (1...64).contains(text.utf8.count) ? text : nil
        }, show: { $0 })

    /// One line of text without control characters.
    static func line(most: Int) -> SettingType {
        .form(
            "1 to \(most) characters on one line",
            parse: { text in
                let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
                return isPlain && (1...most).contains(text.count) ? text : nil
            }, show: { $0 })
    }

    /// Secrets that people copy from examples and forget; all of them at least 16 bytes, shorter ones are refused anyway.
    private static let wellKnownSecrets: Set<String> = [
        "0123456789abcdef", "0123456789abcdef0123456789abcdef", "1234567890123456", "12345678901234567890123456789012",
        "at least 16 bytes, from openssl rand -base64 32", "change-me-in-production", "change-me-please",
        "change-this-secret", "change_me_in_production", "change_this_secret", "changemechangeme",
        "changeme-changeme", "dev-secret-change-me", "development-secret", "insecure-jwt-secret", "insecure-secret-key",
        "my-32-character-ultra-secure-and-ultra-long-secret", "please-change-me", "please-change-this",
        "replace-with-a-secret", "secretsecretsecret", "super-secret-jwt-key", "super-secret-key", "supersecretjwtkey",
        "supersecretsecret", "super_secret_key", "your-256-bit-secret", "your-jwt-secret-here", "your-secret-key-here",
        "your-super-secret-jwt-key", "your_jwt_secret_here",
    ]
}

/// The little that the configuration must know of web addresses.
enum WebAddress {
    /// `http` or `https`, a host name or address, maybe a port, and nothing else.
    static func isOrigin(_ text: String) -> Bool {
        guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return false }
        var host = text.dropFirst(scheme.count)
        if host.hasPrefix("[") {
            guard let end = host.firstIndex(of: "]") else { return false }
            let address = host[..<end].dropFirst()
            guard address.contains(":"), IPAddress(address) != nil else { return false }
            host = host[host.index(after: end)...]
            return host.isEmpty || host.first == ":" && isPort(host.dropFirst())
        }
        let parts = host.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, isHostName(parts[0]) else { return false }
        return parts.count == 1 || isPort(parts[1])
    }

    /// No blank, no control character, ASCII.
    static func isVisible(_ byte: UInt8) -> Bool { (0x21...0x7E).contains(byte) }

    private static func isPort(_ text: Substring) -> Bool {
        text.allSatisfy { $0.isASCII && $0.isNumber } && Int(text).map { (1...65535).contains($0) } == true
    }

    private static func isHostName(_ text: Substring) -> Bool {
        !text.isEmpty && text.count <= 253
            && text.utf8.allSatisfy { byte in
                switch byte | 0x20 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"): true
                default: (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
                }
            }
    }
}
