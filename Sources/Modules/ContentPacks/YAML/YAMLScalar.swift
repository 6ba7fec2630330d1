/// A scalar, and what YAML 1.2's core schema makes of it (§10.3.2).
///
/// Only plain scalars become anything but text, and only by the core schema: `no`, `yes`, `on`, `1_000`, `12:30`
/// and `2026-11-20` are texts here, whatever YAML 1.1 thought of them.
struct YAMLScalar: Sendable, Equatable {
    enum Style: Sendable, Equatable {
        case plain, quoted, literal, folded
    }

    enum Resolved: Sendable, Equatable {
        case null
        case bool(Bool)
        case integer(Int)
        case number(Double)
        case text
    }

    let text: String
    let style: Style
    /// Where the text itself begins, when it stands unaltered on one line; nil otherwise.
    let textStart: Position?

    var resolved: Resolved {
        guard style == .plain else { return .text }
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .bool(true)
        case "false", "False", "FALSE": return .bool(false)
        default: break
        }
        if let integer = Self.integer(text) { return .integer(integer) }
        if let number = Self.number(text) { return .number(number) }
        return .text
    }

    /// `[-+]?[0-9]+`, `0o[0-7]+`, `0x[0-9a-fA-F]+`.
    private static func integer(_ text: String) -> Int? {
        if text.hasPrefix("0o") { return digits(text.dropFirst(2), radix: 8) }
        if text.hasPrefix("0x") { return digits(text.dropFirst(2), radix: 16) }
        let isNegative = text.hasPrefix("-")
        let rest = isNegative || text.hasPrefix("+") ? text.dropFirst() : text[...]
        return digits(rest, radix: 10).map { isNegative ? -$0 : $0 }
    }

    private static func digits(_ text: Substring, radix: Int) -> Int? {
        guard text.first != "+", text.first != "-" else { return nil }
        return Int(text, radix: radix)
    }

    /// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`; the infinities and NaN are texts: no field wants them.
    private static func number(_ text: String) -> Double? {
        guard text.utf8.contains(where: { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }),
            text.utf8.allSatisfy({ byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"),
                    UInt8(ascii: "+"), UInt8(ascii: "-"):
                    true
                default: false
                }
            })
        else { return nil }
        return Double(text)
    }
}
