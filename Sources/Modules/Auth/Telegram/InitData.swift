/// The fields of a Mini App's initData, decoded but not yet believed.
///
/// Source: http-api "Auth", https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app
package struct InitData: Sendable {
    /// Name and value as they were, escapes resolved once; no name occurs twice.
    package let fields: [String: String]

    /// Splits on `&` and the first `=`. `+` is a space, as in every `application/x-www-form-urlencoded` text.
    ///
    /// - Throws: `malformed`, `duplicateField`.
    package init(parsing text: String) throws(InitDataError) {
        var fields: [String: String] = [:]
        for part in text.utf8.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false) {
            guard let equals = part.firstIndex(of: UInt8(ascii: "=")),
                let name = Self.percentDecoded(part[..<equals]), !name.isEmpty,
                let value = Self.percentDecoded(part[part.index(after: equals)...])
            else { throw .malformed }
            guard fields.updateValue(value, forKey: name) == nil else { throw .duplicateField(name) }
        }
        self.fields = fields
    }

    /// The lines `name=value` in the order of their names, without those in `excluded`: what is signed.
    package func checkString(without excluded: Set<String>) -> String {
        // Bytewise, as Telegram sorts; Swift's own order of strings is Unicode's.
        fields.filter { !excluded.contains($0.key) }
            .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { "\($0.key)=\($0.value)" }
            .joined(separator: "\n")
    }

    /// Nil for a broken escape or bytes that are not UTF-8.
    private static func percentDecoded(_ text: Substring.UTF8View) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var rest = text[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(hexValue), let low = rest.popFirst().flatMap(hexValue) else {
                    return nil
                }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexValue(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
