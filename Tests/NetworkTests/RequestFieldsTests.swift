import Core
import Testing

@testable import Network

@Suite struct RequestFieldsTests {
    @Test("names every wrong field at once") func collects() {
        var fields = RequestFields(["name": 7, "race": "", "leader": 0, "open": "yes", "seconds": 181])
        _ = fields.required("name", .text(2...60))
        _ = fields.optional("race", .text(1...40))
        _ = fields.required("leader", .id(CharacterID.self))
        _ = fields.required("missing", .id(CharacterID.self))
        _ = fields.optional("open", .flag)
        _ = fields.optional("seconds", .integer(15...180))
        _ = fields.optional("role", .word(of: Role.self))
        let error = #expect(throws: APIError.self) { try fields.finish() }
        #expect(error?.status == 422 && error?.word == "invalid_request")
        #expect(error?.details.map(\.field) == ["name", "race", "leader", "missing", "open", "seconds"])
    }

    @Test(
        "trims names and counts them in Unicode scalars",
        arguments: [
            ("  Ann \u{00A0}", "Ann", true), ("A", "A", false), ("", "", false), ("   ", "", false),
            ("Ёж", "Ёж", true), ("👨‍👩‍👧", "👨‍👩‍👧", true), (long(60), long(60), true), (long(61), long(61), false),
        ])
    func names(text: String, trimmed: String, isGood: Bool) throws {
        var fields = RequestFields(["name": .string(text)])
        #expect(fields.required("name", .text(2...60)) == (isGood ? trimmed : ""))
        if isGood { try fields.finish() } else { #expect(throws: APIError.self) { try fields.finish() } }
    }

    private static func long(_ count: Int) -> String { String(repeating: "я", count: count) }

    @Test(
        "refuses control characters and turned-round text",
        arguments: ["a\u{0}b", "a\nb", "a\u{7F}b", "a\u{202E}b", "a\u{2028}b", "a\u{2066}b"])
    func controls(text: String) {
        var fields = RequestFields(["name": .string(text)])
        _ = fields.required("name", .text(2...60))
        #expect(throws: APIError.self) { try fields.finish() }
    }

    @Test("reads an object of one form or of another, and says so in its schema")
    func forms() {
        func read(_ fields: inout RequestFields) -> String {
            var form = ""
            fields.either("word") { fields in
                form = "word \(fields.required("word", .text(1...9)))"
            } or: { fields in
                form = "number \(fields.required("number", .integer(1...9)))"
            }
            return form
        }
        var word = RequestFields(["word": "a"])
        #expect(read(&word) == "word a")
        var number = RequestFields(["number": 7, "word": nil])
        #expect(read(&number) == "number 7")
        var neither = RequestFields([:])
        _ = read(&neither)
        #expect(throws: APIError.self) { try neither.finish() }
        guard case .oneOf(let forms) = RequestFields.describe({ _ = read(&$0) }) else {
            Issue.record("it is not one of two")
            return
        }
        #expect(forms.count == 2)
        #expect(forms.last == .object(["number": .integer(1...9)]))
    }

    @Test("takes null for an absent member") func null() throws {
        var fields = RequestFields(["race": nil])
        #expect(fields.optional("race", .text(1...40)) == nil)
        #expect(fields.has("race"))
        try fields.finish()
    }

    @Test("leaves passwords as they are") func verbatim() throws {
        var fields = RequestFields(["password": "  two spaces "])
        #expect(fields.required("password", .verbatim(8...200)) == "  two spaces ")
        try fields.finish()
    }

    @Test("a member that may be null must be sent") func nullable() throws {
        var fields = RequestFields(["slot": nil])
        #expect(fields.nullable("slot", .text(1...40)) == nil)
        try fields.finish()
        _ = fields.nullable("hand", .text(1...40))
        #expect(throws: APIError.self) { try fields.finish() }
    }

    @Test("names what is wrong within an object, and counts its strangers, null too") func others() throws {
        let stats: JSONValue = ["str": 31, "luck": 3, "mood": nil, "": "x", "deep": [[]]]
        var fields = RequestFields(["stats": stats])
        let kept = fields.optionalObject("stats") {
            _ = $0.optional("str", .integer(1...30))
            return $0.others(besides: ["str"], names: 1...40, atMost: 4, .integer(0...10))
        }
        #expect(kept?.map(\.name) == ["luck"])
        let error = #expect(throws: APIError.self) { try fields.finish() }
        #expect(error?.details.map(\.field) == ["stats.str", "stats", "stats.deep"])
        var full = RequestFields(["a": nil, "b": 1])
        _ = full.others(names: 1...40, atMost: 1, .integer(0...10))
        #expect(throws: APIError.self) { try full.finish() }
    }

    @Test("asks by a word what else is needed") func variant() throws {
        #expect(try Move(["kind": "wait", "to": 7]).to == nil)
        #expect(try Move(["kind": "go", "to": "town"]).to == "town")
        for wrong in [["kind": "go"], ["kind": "fly"], [:]] as [JSONValue] {
            #expect(throws: APIError.self) { try Move(wrong) }
        }
        #expect(throws: APIError.self) { try Move([]) }
    }

    @Test("the same calls describe the body") func describes() {
        #expect(
            Move.schema
                == .oneOf([
                    .object(["kind": .enumeration(["wait", "rest"])], optional: ["by": .nullable(.id)]).ordered(1, 0),
                    .object(["kind": .enumeration(["go"]), "to": .string(1...9)], optional: ["by": .nullable(.id)])
                        .ordered(2, 0, 1),
                ]))
    }
}

private struct Move: RequestBody {
    enum Kind: String, CaseIterable { case wait, go, rest }

    let to: String?

    init(reading fields: inout RequestFields) {
        _ = fields.optional("by", .id(CharacterID.self))
        var to: String?
        _ = fields.variant("kind", of: Kind.self) { kind, fields in
            if kind == .go { to = fields.required("to", .verbatim(1...9)) }
        }
        self.to = to
    }

    static let example: JSONValue = ["kind": "wait"]
}

extension Schema {
    /// The properties of an object in this order.
    fileprivate func ordered(_ indices: Int...) -> Schema {
        guard case .record(let properties, let others) = self else { return self }
        return .record(indices.map { properties[$0] }, others: others)
    }
}
