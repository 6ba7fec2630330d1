internal import Hashing

/// An integer id of one kind of thing, so that a party's id cannot be taken for a character's.
///
/// On the wire and in the database it is a bare integer, 1 and up.
package protocol IntegerID: RawRepresentable, Hashable, Comparable, Sendable, Codable, CustomStringConvertible
where RawValue == Int64 {
    init(rawValue: Int64)
}

extension IntegerID {
    package static var range: ClosedRange<Int64> { 1...Int64.maxSafeInteger }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    package var description: String { String(rawValue) }

    package init(from decoder: any Decoder) throws {
        self.init(rawValue: try decoder.singleValueContainer().decode(Int64.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

extension Int64 {
    /// 2^53 - 1: up to here JavaScript holds every integer exactly.
    package static let maxSafeInteger: Int64 = 9_007_199_254_740_991
}

package struct PlayerID: IntegerID {
    package let rawValue: Int64
    package init(rawValue: Int64) { self.rawValue = rawValue }
}

package struct CharacterID: IntegerID {
    package let rawValue: Int64
    package init(rawValue: Int64) { self.rawValue = rawValue }
}

package struct PartyID: IntegerID {
    package let rawValue: Int64
    package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// UUID version 7 (RFC 9562 §5.7): the time in front, so that ids made later sort later.
package enum UUIDv7 {
    package static func make(at time: Timestamp) -> String {
        var bytes = randomBytes(16)
        let milliseconds = UInt64(bitPattern: time.milliseconds)
        for index in 0..<6 { bytes[index] = UInt8(truncatingIfNeeded: milliseconds >> UInt64(40 - 8 * index)) }
        bytes[6] = 0x70 | bytes[6] & 0x0F
        bytes[8] = 0x80 | bytes[8] & 0x3F
        return String(unsafeUninitializedCapacity: 36) { text in
            var next = 0
            for index in 0..<16 {
                if index == 4 || index == 6 || index == 8 || index == 10 {
                    text[next] = UInt8(ascii: "-")
                    next += 1
                }
                (text[next], text[next + 1]) = Hex.digits(of: bytes[index])
                next += 2
            }
            return next
        }
    }

    /// Whether `text` has the form of an id made here: 36 characters, lower-case hex and hyphens in their places.
    package static func isWellFormed(_ text: String) -> Bool {
        let characters = Array(text.utf8)
        guard characters.count == 36 else { return false }
        return characters.enumerated().allSatisfy { index, character in
            switch index {
            case 8, 13, 18, 23: character == UInt8(ascii: "-")
            case 14: character == UInt8(ascii: "7")
            default:
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(character)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(character)
            }
        }
    }
}
