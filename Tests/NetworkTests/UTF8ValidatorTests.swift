import Testing

@testable import Network

@Suite("UTF-8 as it comes")
struct UTF8ValidatorTests {
    /// How many bytes are taken before it fails, given in pieces of a size; all, when it does not.
    private func taken(_ bytes: [UInt8], by size: Int) -> (count: Int, isComplete: Bool) {
        var validator = UTF8Validator()
        for start in stride(from: 0, to: bytes.count, by: size) {
            let piece = bytes[start..<min(start + size, bytes.count)]
            guard piece.withUnsafeBytes({ validator.add($0) }) else { return (start, false) }
        }
        return (bytes.count, validator.isComplete)
    }

    @Test("agrees with the standard library about every code point and what is around the valid ones")
    func codePoints() {
        for value in (0...0x11_FFFF as ClosedRange<UInt32>) where value < 0x3000 || value % 61 == 0 || value > 0xD000 {
            let bytes = Self.encode(value)
            let isValid = Unicode.Scalar(value) != nil
            #expect((taken(bytes, by: 1) == (bytes.count, true)) == isValid, "U+\(String(value, radix: 16))")
            if value % 977 == 0 { #expect((taken(bytes, by: 9) == (bytes.count, true)) == isValid) }
        }
    }

    /// The bytes of a code point, also where it must not be encoded.
    private static func encode(_ value: UInt32) -> [UInt8] {
        func low(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(value >> shift & 0x3F) }
        switch value {
        case ..<0x80: return [UInt8(value)]
        case ..<0x800: return [0xC0 | UInt8(value >> 6), low(0)]
        case ..<0x1_0000: return [0xE0 | UInt8(value >> 12), low(6), low(0)]
        default: return [0xF0 | UInt8(value >> 18), low(12), low(6), low(0)]
        }
    }

    @Test(
        "fails at the first byte that cannot be",
        arguments: [
            ([0x80], 0), ([0xBF], 0), ([0x61, 0xFE], 1), ([0xFF], 0), ([0xC0, 0xAF], 0), ([0xC1, 0xBF], 0),
            ([0xE0, 0x9F, 0xBF], 1), ([0xE0, 0x80], 1), ([0xF0, 0x8F, 0xBF, 0xBF], 1), ([0xED, 0xA0, 0x80], 1),
            ([0xF4, 0x90, 0x80, 0x80], 1), ([0xF5, 0x80], 0), ([0xF8, 0x88], 0), ([0xC3, 0x28], 1),
            ([0xE2, 0x82, 0x28], 2), ([0xF0, 0x9F, 0x98, 0x20], 3), ([0xCE, 0xBA, 0xE1, 0xBD, 0xB9, 0xED, 0xA0], 6),
        ] as [([UInt8], Int)])
    func faults(bytes: [UInt8], place: Int) {
        #expect(taken(bytes, by: 1) == (place, false))
        #expect(taken(bytes, by: 100) == (0, false))
        // Behind and before so much ASCII that it is taken by words.
        let ascii = [UInt8](repeating: 0x7A, count: 19)
        #expect(taken(ascii + bytes + ascii, by: 1) == (19 + place, false))
        #expect(taken(ascii + bytes + ascii, by: 100) == (0, false))
    }

    @Test("knows an end within a code point", arguments: ["é", "ж", "‽", "🐉"])
    func incomplete(character: Character) {
        let bytes = Array(String(character).utf8)
        for count in 1..<bytes.count {
            let cut = [UInt8](repeating: 0x61, count: 16) + bytes[..<count]
            #expect(taken(cut, by: 1) == (cut.count, false))
            #expect(taken(cut, by: 100) == (cut.count, false))
        }
    }
}
