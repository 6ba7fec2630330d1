extension SettingType<String> {
    /// A web address with a path or without, maybe with `user:password@`; a slash at the end is dropped.
    static let serviceAddress = address(
        ["http", "https"], "http:// or https:// with a host, like \"http://127.0.0.1:7860\"")

    static let proxyAddress = address(
        ["http", "https", "socks5h"], "http://, https:// or socks5h:// with a host, like \"http://proxy:3128\"")

    /// A secret of visible characters.
    static let secretWord = SettingType.form(
        "1 to 512 visible ASCII characters", isSecret: true,
        parse: { (1...512).contains($0.utf8.count) && $0.utf8.allSatisfy(WebAddress.isVisible) ? $0 : nil },
        show: { $0 })

    /// A wrong one is not repeated, and the password of a right one not shown.
    private static func address(_ schemes: [String], _ expectation: String) -> SettingType {
        .form(
            expectation, isSecret: true,
            parse: { text in
                var text = text[...]
                while text.hasSuffix("/") { text = text.dropLast() }
                return WebAddress.isBase(text, of: schemes) ? String(text) : nil
            }, show: WebAddress.maskingPassword)
    }
}

extension WebAddress {
    /// `scheme://[user:password@]host[:port][/path]`, without query and fragment.
    static func isBase(_ text: Substring, of schemes: [String]) -> Bool {
        guard let scheme = schemes.first(where: { text.hasPrefix("\($0)://") }), text.utf8.allSatisfy(isVisible),
            !text.contains(where: { "?#\\\"<>".contains($0) })
        else { return false }
        let authority = text.dropFirst(scheme.count + 3).prefix { $0 != "/" }
        let parts = authority.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count <= 2 && isOrigin("http://\(parts[parts.count - 1])")
    }

    /// `http://user:********@host` for people.
    static func maskingPassword(_ text: String) -> String {
        guard let scheme = text.firstIndex(of: "/"), let end = text.firstIndex(of: "@"), scheme < end,
            let colon = text[scheme..<end].firstIndex(of: ":")
        else { return text }
        return text[...colon] + "********" + text[end...]
    }
}
