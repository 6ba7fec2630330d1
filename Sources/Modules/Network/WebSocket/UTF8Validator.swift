/// Checks UTF-8 as it comes (RFC 3629), in pieces of any size, and fails at the first byte that cannot be: overlong forms,
/// surrogates and what lies beyond U+10FFFF at their second byte.
struct UTF8Validator {
    /// Bytes that the code point still needs, 0...3.
    private var pending: UInt8 = 0
    /// What the next of them must be within.
    private var least: UInt8 = 0x80
    private var most: UInt8 = 0xBF

    /// Whether what came so far ends with a whole code point.
    var isComplete: Bool { pending == 0 }

    /// False when the text is invalid; nothing may be added then.
    mutating func add(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        while index < bytes.count {
            if pending == 0 {
                // Eight characters of ASCII at a time: most of what players send is JSON.
                while index + 8 <= bytes.count,
                    bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
                { index += 8 }
                if index == bytes.count { break }
            }
            guard add(bytes[index]) else { return false }
            index += 1
        }
        return true
    }

    private mutating func add(_ byte: UInt8) -> Bool {
        if pending > 0 {
            guard byte >= least, byte <= most else { return false }
            (least, most) = (0x80, 0xBF)
            pending -= 1
            return true
        }
        switch byte {
        case ..<0x80: return true
        case 0xC2...0xDF: pending = 1
        case 0xE0: (pending, least) = (2, 0xA0)
        case 0xED: (pending, most) = (2, 0x9F)
        case 0xE1...0xEF: pending = 2
        case 0xF0: (pending, least) = (3, 0x90)
        case 0xF4: (pending, most) = (3, 0x8F)
        case 0xF1...0xF3: pending = 3
        default: return false
        }
        return true
    }
}
