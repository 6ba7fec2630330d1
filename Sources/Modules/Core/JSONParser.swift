/// Parses JSON (RFC 8259) that a stranger sent, in time proportional to its length and in bounded depth.
///
/// Not `JSONDecoder`: it says by a thrown error that a value is not of the type it was asked for, and a `JSONValue` has
/// to ask for several types at each value. A body of 1 MiB held the loop up for minutes.
struct JSONParser {
    /// Where the text stops being JSON that is taken, in bytes from its beginning.
    struct Problem: Error, Equatable {
        let offset: Int
    }

    /// Arrays and objects within each other; no body of the API has more than five.
    static let depthLimit = 64
    /// Bytes of one number: the longest that a Double needs to be written in full has some 1,080.
    private static let numberLimit = 1100

    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0
    private var depth = 0

    private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// The one value of a UTF-8 text. Of members with the same name the last one counts; a number that is whole and fits
    /// is `.integer`.
    ///
    /// - Throws: `Problem` for what is not JSON, and for a number or a depth out of bounds.
    static func parse(_ text: [UInt8]) throws(Problem) -> JSONValue {
        do {
            return try text.withUnsafeBufferPointer { bytes in
                var parser = JSONParser(bytes)
                let value = try parser.value()
                parser.skipSpace()
                guard parser.index == bytes.count else { throw parser.problem }
                return value
            }
        } catch {
            throw error as? Problem ?? Problem(offset: 0)
        }
    }

    private var problem: Problem { Problem(offset: index) }

    /// Zero at the end: a NUL is nowhere in JSON, so it needs no case of its own.
    private var next: UInt8 { index < bytes.count ? bytes[index] : 0 }

    private mutating func skipSpace() {
        while true {
            switch next {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): index += 1
            default: return
            }
        }
    }

    private mutating func take(_ byte: UInt8) throws(Problem) {
        guard next == byte, index < bytes.count else { throw problem }
        index += 1
    }

    private mutating func takes(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        index += 1
        return true
    }

    // MARK: - Values

    private mutating func value() throws(Problem) -> JSONValue {
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return .object(try nested { parser throws(Problem) in try parser.members() })
        case UInt8(ascii: "["): return .array(try nested { parser throws(Problem) in try parser.elements() })
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func nested<Content>(
        _ read: (inout JSONParser) throws(Problem) -> Content
    ) throws(Problem) -> Content {
        guard depth < Self.depthLimit else { throw problem }
        depth += 1
        index += 1
        let content = try read(&self)
        depth -= 1
        return content
    }

    private mutating func members() throws(Problem) -> [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        skipSpace()
        if takes(UInt8(ascii: "}")) { return members }
        while true {
            skipSpace()
            let name = try string()
            skipSpace()
            try take(UInt8(ascii: ":"))
            members[name] = .some(try value())
            skipSpace()
            if takes(UInt8(ascii: "}")) { return members }
            try take(UInt8(ascii: ","))
        }
    }

    private mutating func elements() throws(Problem) -> [JSONValue] {
        var elements: [JSONValue] = []
        skipSpace()
        if takes(UInt8(ascii: "]")) { return elements }
        while true {
            elements.append(try value())
            skipSpace()
            if takes(UInt8(ascii: "]")) { return elements }
            try take(UInt8(ascii: ","))
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(Problem) -> JSONValue {
        for offset in 0..<word.utf8CodeUnitCount { try take(word.utf8Start[offset]) }
        return value
    }

    // MARK: - Numbers

    private mutating func number() throws(Problem) -> JSONValue {
        let start = index
        _ = takes(UInt8(ascii: "-"))
        if !takes(UInt8(ascii: "0")) { try digits() }
        if takes(UInt8(ascii: ".")) { try digits() }
        if takes(UInt8(ascii: "e")) || takes(UInt8(ascii: "E")) {
            if !takes(UInt8(ascii: "+")) { _ = takes(UInt8(ascii: "-")) }
            try digits()
        }
        guard index - start <= Self.numberLimit else { throw Problem(offset: start) }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if let whole = Int64(text) { return .integer(whole) }
        guard let number = Double(text), number.isFinite else { throw Problem(offset: start) }
        return Int64(exactly: number).map(JSONValue.integer) ?? .number(number)
    }

    /// One and more.
    private mutating func digits() throws(Problem) {
        let start = index
        while next &- UInt8(ascii: "0") < 10 { index += 1 }
        if index == start { throw problem }
    }

    // MARK: - Strings

    private mutating func string() throws(Problem) -> String {
        try take(UInt8(ascii: "\""))
        let start = index
        skipPlain()
        // Nearly every string is one run without escapes.
        if takes(UInt8(ascii: "\"")) { return try text(bytes[start..<index - 1], from: start) }
        var unescaped = Array(bytes[start..<index])
        while !takes(UInt8(ascii: "\"")) {
            try take(UInt8(ascii: "\\"))
            try escape(into: &unescaped)
            let run = index
            skipPlain()
            unescaped.append(contentsOf: bytes[run..<index])
        }
        return try text(unescaped, from: start)
    }

    /// To the next quote, backslash or control character, which only an escape may name, or to the end.
    private mutating func skipPlain() {
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return }
            index += 1
        }
    }

    private func text(_ bytes: some Collection<UInt8>, from start: Int) throws(Problem) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Problem(offset: start) }
        return text
    }

    private mutating func escape(into text: inout [UInt8]) throws(Problem) {
        let byte = next
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            // A surrogate that is alone is no character: Unicode.Scalar refuses it.
            guard let scalar = Unicode.Scalar(try codePoint()), let encoded = UTF8.encode(scalar) else { throw problem }
            text.append(contentsOf: encoded)
        default: throw problem
        }
    }

    /// Of `\uXXXX`, or of the pair of them that stands for one character beyond the first plane.
    private mutating func codePoint() throws(Problem) -> UInt32 {
        let unit = try fourDigits()
        guard (0xD800..<0xDC00).contains(unit), next == UInt8(ascii: "\\") else { return unit }
        index += 1
        try take(UInt8(ascii: "u"))
        let low = try fourDigits()
        guard (0xDC00..<0xE000).contains(low) else { throw problem }
        return 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
    }

    private mutating func fourDigits() throws(Problem) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            let digit: UInt8
            switch next {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = next - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = next - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = next - UInt8(ascii: "A") + 10
            default: throw problem
            }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        return value
    }
}
