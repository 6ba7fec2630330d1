import ApplianceTesting
import Core
import Network
import Testing

/// A pattern of the contract takes exactly what the reader takes.
@Suite("Texts and their patterns")
struct RequestTextTests {
    private static let samples: [String] =
        [
            "", " ", "a", "ab", " ab ", "a b", "\tab\n", "a\nb", "ab\u{85}", "\u{2028}ab", "a\u{2028}b", "a\u{202E}b",
            "\u{3000}я\u{A0}", "a\u{7F}b", "\u{0}ab", "ab\u{0}", "👨‍👩‍👧", "a\u{2066}", "\u{FEFF}ab", "a\u{200B}b",
            "e\u{301}",
        ]
        + [59, 60, 61].flatMap { [String(repeating: "я", count: $0), " " + String(repeating: "x", count: $0) + "\n"] }

    @Test("trimmed", arguments: [1...60, 2...60, 1...2, 2...2, 3...40])
    func trimmed(length: ClosedRange<Int>) throws { try check(.text(length)) }

    @Test("clean", arguments: [1...20, 0...60]) func clean(length: ClosedRange<Int>) throws {
        try check(.cleanText(length))
    }

    @Test("tokens", arguments: [1...64, 2...2]) func tokens(length: ClosedRange<Int>) throws {
        try check(.token(length))
    }

    private func check(_ rule: TextRule) throws {
        var json = JSONWriter()
        rule.schema.write(to: &json)
        let schema = try JSON.parseRequest(json.bytes)
        for sample in Self.samples {
            let isTaken = (try? rule.read(.string(sample))) != nil
            let isAllowed = JSONSchema().problems(of: .string(sample), against: schema).isEmpty
            #expect(isTaken == isAllowed, "\(sample.debugDescription)")
        }
    }
}
