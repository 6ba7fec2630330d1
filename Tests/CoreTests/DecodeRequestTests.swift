import Core
import Testing

@Suite("Decoding what a client sent")
struct DecodeRequestTests {
    private struct Item: Decodable { let count: Int }
    private struct Body: Decodable {
        let name: String
        var open: Bool?
        var items: [Item]?
        var ratio: Double?
        var stats: [String: JSONValue]?
    }

    private func error(_ body: String) -> APIError? {
        do {
            _ = try JSON.decodeRequest(Body.self, from: Array(body.utf8))
            return nil
        } catch {
            return error as? APIError
        }
    }

    @Test("reads it, unknown fields ignored")
    func reads() throws {
        let body = #"{"name":"Я","open":true,"items":[{"count":2}],"unknown":{"x":[]},"stats":{"str":12,"note":"a"}}"#
        let value = try JSON.decodeRequest(Body.self, from: Array(body.utf8))
        #expect(value.name == "Я")
        #expect(value.open == true)
        #expect(value.items?.first?.count == 2)
        #expect(value.stats == ["str": 12, "note": "a"])
    }

    @Test(
        "names the field and what it must be",
        arguments: [
            (#"{}"#, "name", "is required"), (#"{"name":null}"#, "name", "must not be null"),
            (#"{"name":7}"#, "name", "must be a string"), (#"{"name":"x","open":1}"#, "open", "must be true or false"),
            (#"{"name":"x","items":{}}"#, "items", "must be a list"),
            (#"{"name":"x","items":[{"count":1},{}]}"#, "items.[1].count", "is required"),
            (#"{"name":"x","items":[{"count":"2"}]}"#, "items.[0].count", "must be an integer"),
            (#"{"name":"x","ratio":"2"}"#, "ratio", "must be a number"),
            (#"{"name":"x","stats":[]}"#, "stats", "must be an object"), (#"[]"#, "body", "must be an object"),
        ])
    func wrongFields(body: String, field: String, problem: String) {
        let error = error(body)
        #expect(error?.status == 422)
        #expect(error?.word == "invalid_request")
        #expect(error?.details == [APIError.Detail(field: field, problem: problem)])
    }

    @Test("tells a number that does not fit from what is not JSON", arguments: ["1.5", "9223372036854775808", "1e30"])
    func misfits(number: String) {
        let error = error(#"{"name":"x","items":[{"count":\#(number)}]}"#)
        #expect(error?.status == 422)
        #expect(error?.details.map(\.field) == ["body"])
    }

    @Test(
        "says when it is not JSON",
        arguments: [
            "", "{", "{\"name\":}", "name=x", "{\"name\":\"x\"} x", "\u{0}", "{'name':'x'}", "{\"name\":\"\u{1}\"}",
        ])
    func notJSON(body: String) {
        #expect(error(body)?.status == 400)
        #expect(error(body)?.word == "invalid_json")
    }

    @Test("is not broken by depth or by bytes that are no UTF-8")
    func hostile() {
        let deep = #"{"name":"x","stats":{"a":"# + String(repeating: "[", count: 100_000)
        #expect(error(deep)?.status == 400)
        #expect(throws: APIError.self) {
            try JSON.decodeRequest(Body.self, from: Array(#"{"name":""#.utf8) + [0xFF, 0xFE] + Array(#""}"#.utf8))
        }
    }

    @Test("passes on what a type itself says of a value")
    func ownErrors() {
        struct Picky: Decodable {
            init(from decoder: any Decoder) throws { throw APIError.invalid("name", "2 to 60 characters") }
        }
        #expect(throws: APIError.self) { try JSON.decodeRequest(Picky.self, from: Array("{}".utf8)) }
    }

    @Test(
        "an idempotency record may keep what would be answered again",
        arguments: [
            (400, true), (404, true), (409, true), (422, true), (408, false), (429, false), (500, false), (503, false),
        ])
    func deterministic(status: Int, keeps: Bool) { #expect(APIError(status, "w", "m").isDeterministic == keeps) }
}
