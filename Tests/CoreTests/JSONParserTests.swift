import Testing

@testable import Core

@Suite("JSONParser")
struct JSONParserTests {
    private func parse(_ text: String) throws -> JSONValue { try JSON.parseRequest(Array(text.utf8)) }

    @Test(
        "reads every kind of value",
        arguments: [
            ("null", .null), (" true ", true), ("false", false), ("0", 0), ("-0", 0), ("-12", -12),
            ("9223372036854775807", .integer(.max)), ("1.0", 1), ("1e3", 1000), ("2.5E-1", .number(0.25)),
            ("18446744073709551616", .number(18_446_744_073_709_551_616)), ("[]", []), ("{}", [:]),
            ("[1, [2],{}]", [1, [2], [:]]),
            (#"{"a" : null,"b":{"c":"d"}}"#, ["a": .null, "b": ["c": "d"]]), (#"{"a":1,"a":2}"#, ["a": 2]),
            (#""""#, ""), (#""Яё 🎲""#, "Яё 🎲"), (#""a\n\t\r\b\f\/\\\"b""#, "a\n\t\r\u{8}\u{C}/\\\"b"),
            (#""\u0416\ud83c\udfb2\u0000x""#, "Ж🎲\u{0}x"),
        ] as [(String, JSONValue)])
    func reads(text: String, value: JSONValue) throws {
        #expect(try parse(text) == value)
    }

    @Test(
        "refuses what is not JSON",
        arguments: [
            "", " ", "nul", "nulll", "tru", "+1", "01", "-", "1.", ".5", "1e", "1e+", "0x1", "1e999", "NaN", "[1,]",
            "[1 2]", "[", "{", "{,}", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, "{a:1}", "{1:1}", "[]]", "1 1", "'a'", #"""#,
            #""\"#, #""\x""#, #""\u12""#, #""\u12g4""#, #""\ud800""#, #""\udc00""#, #""\ud800\u0041""#, #""\ud800\n""#,
            "\"\n\"", "\"\u{0}\"", "\u{0}", "\u{FEFF}1",
        ])
    func refuses(text: String) {
        #expect(throws: APIError.self) { try parse(text) }
    }

    @Test("refuses bytes that are not UTF-8, in a plain text and in one with escapes")
    func encoding() {
        for head in ["\"", "\"\\n"] {
            #expect(throws: JSONParser.Problem.self) { try JSONParser.parse(Array(head.utf8) + [0xFF, 0x22]) }
        }
    }

    @Test("takes 64 levels and no more", arguments: [("[", "]"), (#"{"a":"#, "}")])
    func depth(open: String, close: String) throws {
        func nested(_ levels: Int) -> String {
            String(repeating: open, count: levels) + "1" + String(repeating: close, count: levels)
        }
        _ = try parse(nested(64))
        #expect(throws: APIError.self) { try parse(nested(65)) }
        #expect(throws: APIError.self) { try parse(String(repeating: open, count: 300_000)) }
    }

    @Test("never reads past its end, wherever the text is cut")
    func truncated() {
        let text = Array(#"{"name":"Ж\ud83c\udfb2\n","list":[1.5e3,-2,true,null],"more":{"x":[[]]}}"#.utf8)
        for end in 0..<text.count {
            #expect(throws: JSONParser.Problem.self) { try JSONParser.parse(Array(text[..<end])) }
        }
    }

    @Test("says where the text is wrong")
    func offset() {
        #expect(throws: JSONParser.Problem(offset: 5)) { try JSONParser.parse(Array(#"{"a":x}"#.utf8)) }
    }
}
