import Core
import Testing

@Suite("JSON writer")
struct JSONWriterTests {
    private func written(_ body: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter()
        body(&json)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    @Test("puts the commas")
    func commas() {
        let text = written { json in
            json.object { json in
                json.member("a", 1)
                json.key("b")
                json.array { json in
                    json.value("x")
                    json.null()
                    json.object { _ in }
                    json.array { _ in }
                    json.value(true)
                }
                json.member("c", nil as String?)
                json.key("d")
                json.raw("{\"e\":2}".utf8)
                json.member("f", false)
                Array("ж".utf8).withUnsafeBytes { json.member("g", utf8: $0) }
                json.member("h", utf8: nil)
                json.key("i")
                Array("[1]".utf8).withUnsafeBytes { json.raw(utf8: $0) }
                json.key(escaping: "j")
                json.null()
                json.member(escaping: "k", 3)
            }
        }
        #expect(
            text == #"{"a":1,"b":["x",null,{},[],true],"c":null,"d":{"e":2},"f":false,"g":"ж","h":null,"i":[1],"#
                + #""j":null,"k":3}"#)
    }

    @Test(
        "escapes what RFC 8259 says must be, and nothing else",
        arguments: [
            ("", #""""#), ("plain", #""plain""#), ("say \"hi\"", #""say \"hi\"""#), ("a\\b", #""a\\b""#),
            ("line\nend\r\n\t", #""line\nend\r\n\t""#), ("\u{0}\u{1F}\u{8}", #""\u0000\u001f\u0008""#),
            ("/ \u{7F} ключ 🎲 \u{2028}", "\"/ \u{7F} ключ 🎲 \u{2028}\""), ("\"", #""\"""#),
        ])
    func escapes(text: String, json: String) throws {
        #expect(written { $0.value(text) } == json)
        #expect(written { json in Array(text.utf8).withUnsafeBytes { json.value(utf8: $0) } } == json)
        #expect(written { json in json.object { $0.key(escaping: text) } } == "{\(json):}")
        #expect(try JSON.decode(String.self, from: Array(json.utf8)) == text)
    }

    @Test(
        "writes integers exactly",
        arguments: [0, 1, -1, 10, 1_234_567_890, Int64.max, Int64.min])
    func integers(number: Int64) { #expect(written { $0.value(number) } == "\(number)") }

    @Test(
        "writes numbers as shortly as they can be read back",
        arguments: [
            (0.5, "0.5"), (3, "3"), (-2.25, "-2.25"), (0.1, "0.1"), (1e300, "1e+300"), (.infinity, "null"),
            (-.infinity, "null"), (.nan, "null"),
        ])
    func doubles(number: Double, text: String) { #expect(written { $0.value(number) } == text) }

    @Test("finds what needs an escape wherever it stands in a text", arguments: ["\"", "\\", "\n", "\u{1}", "é"])
    func places(mark: String) throws {
        for length in 0...40 {
            for place in 0...length {
                let text = String(repeating: "a", count: place) + mark + String(repeating: "я", count: length - place)
                #expect(
                    try JSON.decode([String].self, from: Array(written { $0.array { $0.value(text) } }.utf8)) == [text])
            }
        }
    }

    @Test("grows as long as there is more")
    func grows() throws {
        let texts = (0..<2000).map { "\($0)\n" + String(repeating: "ы\"", count: $0 % 50) }
        let text = written { json in json.array { for text in texts { $0.value(text) } } }
        #expect(try JSON.decode([String].self, from: Array(text.utf8)) == texts)
    }

    @Test("writes a value of any shape with its members sorted")
    func anyValue() throws {
        let value: JSONValue = ["b": [1, nil, true], "a": ["x": "y"], "c": .number(1.5)]
        let text = written { $0.value(value) }
        #expect(text == #"{"a":{"x":"y"},"b":[1,null,true],"c":1.5}"#)
        #expect(try JSON.decode(JSONValue.self, from: Array(text.utf8)) == value)
    }

    @Test("the error body has the shape of the contract")
    func errorBody() {
        var error = APIError.invalid([.init(field: "name", problem: "2 to 60 characters")])
        #expect(
            String(decoding: error.json(traceID: "t1"), as: UTF8.self)
                == #"{"code":422,"error":"invalid_request","message":"The request is not valid. name: 2 to 60 characters.","#
                + #""traceId":"t1","details":[{"field":"name","problem":"2 to 60 characters"}]}"#)
        error = .conflict("stale_scene", "Too late.")
        error.extra = [("run", Array(#"{"id":"r"}"#.utf8))]
        #expect(
            String(decoding: error.json(traceID: "t1"), as: UTF8.self)
                == #"{"code":409,"error":"stale_scene","message":"Too late.","traceId":"t1","run":{"id":"r"}}"#)
    }
}
