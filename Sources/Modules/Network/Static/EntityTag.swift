/// Entity tags of conditional requests (RFC 9110 §8.8.3, §13.1).
enum EntityTag {
    /// Whether a list like `"a", W/"b"` or `*` names `tag`, which is strong and in quotes. The weak comparison, of
    /// If-None-Match, takes `W/"a"` for `"a"`; the strong one, of If-Match and If-Range, does not.
    static func list(_ field: String, names tag: String, isWeak: Bool) -> Bool {
        if field == "*" { return true }
        var rest = field.utf8[...]
        while let start = rest.firstIndex(of: UInt8(ascii: "\"")) {
            let before = rest[..<start]
            let marksWeak = before.last == UInt8(ascii: "/") && before.dropLast().last == UInt8(ascii: "W")
            let after = rest[rest.index(after: start)...]
            guard let end = after.firstIndex(of: UInt8(ascii: "\"")) else { return false }
            let candidate = rest[start...end]
            if isWeak || !marksWeak, candidate.elementsEqual(tag.utf8) { return true }
            rest = rest[rest.index(after: end)...]
        }
        return false
    }
}
