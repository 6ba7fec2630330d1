import Testing

@testable import ContentPacks

@Suite struct YAMLParserTests {
    private func parse(_ text: String, _ limits: YAMLLimits = YAMLLimits()) throws(Problem) -> YAMLNode {
        try YAMLParser.parse(Array(text.utf8), file: "a.yaml", limits: limits)
    }

    private func message(_ text: String, _ limits: YAMLLimits = YAMLLimits()) -> String {
        do {
            _ = try parse(text, limits)
            return "no problem"
        } catch {
            return error.description
        }
    }

    @Test(
        "resolves plain scalars by the core schema and nothing else",
        arguments: [
            ("12", YAMLScalar.Resolved.integer(12)), ("-3", .integer(-3)), ("+3", .integer(3)), ("0x1F", .integer(31)),
            ("0o17", .integer(15)), ("017", .integer(17)), ("1.5", .number(1.5)), ("1e3", .number(1000)),
            ("true", .bool(true)), ("False", .bool(false)), ("~", .null), ("null", .null),
            // YAML 1.1 would have made something else of these.
            ("no", .text), ("yes", .text), ("on", .text), ("NO", .text), ("y", .text), ("1_000", .text),
            ("12:30", .text), ("2026-11-20", .text), ("'12'", .text), ("\"true\"", .text), ("!!str 12", .text),
            ("0x", .text), ("-", .text), (".", .text), ("e", .text), ("1.2.3", .text), (".inf", .text),
        ])
    func resolution(source: String, resolved: YAMLScalar.Resolved) throws {
        // A lone hyphen opens a list, so each stands as a value.
        let node = try parse("a: [\(source)]")
        guard case .mapping(let members) = node.content, case .sequence(let elements) = members[0].value.content,
            case .scalar(let scalar) = elements.first?.content
        else {
            Issue.record("not a scalar: \(node)")
            return
        }
        #expect(scalar.resolved == resolved)
    }

    @Test("counts lines and columns from 1 in code points")
    func positions() throws {
        let root = try parse("ключ: [один, два]\nb:\n  c: &x q\n")
        guard case .mapping(let members) = root.content, case .sequence(let words) = members[0].value.content else {
            Issue.record("not a mapping")
            return
        }
        #expect(words.map(\.position.column) == [8, 14])
        #expect(members[1].position == Position(file: "a.yaml", line: 2, column: 1))
        guard case .scalar(let scalar) = root["b"]?["c"]?.content else { return }
        #expect(scalar.textStart == Position(file: "a.yaml", line: 3, column: 9))
    }

    @Test(
        "tells the first error with its place",
        arguments: [
            ("a: 1\na: 2\n", "a.yaml:2:1: error: \"a\" is here twice, first in line 1: take one away"),
            ("{a: 1, 'a': 2}", "a.yaml:1:8: error: \"a\" is here twice, first in line 1: take one away"),
            (
                "a: *x\n",
                "a.yaml:1:4: error: there is no anchor \"&x\" before this alias: put a text that begins with * in quotes"
            ),
            ("a: &x [*x]\n", "a.yaml:1:8: error: the alias \"*x\" stands inside what it repeats"),
            ("a: !ruby/object x\n", "a.yaml:1:4: error: packs use no YAML tags: take \"!ruby/object\" away"),
            ("--- 1\n--- 2\n", "a.yaml:2:1: error: a second document begins here: put it into a file of its own"),
            ("[a]: 1\n", "a.yaml:1:1: error: a key must be a text: write key: value"),
            (
                "a: [1, 2\n",
                "a.yaml:2:1: error: the list [ ] that begins in line 1 needs a \",\" or its \"]\" here"
            ),
            (
                "a:\n\t- 1\n",
                "a.yaml:2:1: error: a tab begins the line: indent with spaces"
            ),
            (
                "a: \"x\n",
                "a.yaml:2:1: error: the quotes that open in line 1 are never closed"
            ),
        ])
    func errors(source: String, expected: String) {
        #expect(message(source) == expected)
    }

    @Test("tells where the bytes are no UTF-8")
    func encoding() {
        let bytes = Array("a: б\nb: ".utf8) + [0xFF, 0xFE]
        #expect(throws: Problem.self) { try YAMLParser.parse(bytes, file: "a.yaml") }
        do {
            _ = try YAMLParser.parse(bytes, file: "a.yaml")
        } catch {
            #expect(
                error.description
                    == "a.yaml:2:4: error: this is not UTF-8 text (invalid leading UTF-8 octet): save the file as UTF-8"
            )
        }
    }

    @Test("skips a byte order mark and reads an empty file as nothing")
    func oddFiles() throws {
        #expect(try parse("\u{FEFF}a: 1")["a"]?.position.column == 4)
        #expect(try parse("").isNull)
        #expect(try parse("# only a comment\n").isNull)
    }

    @Test("counts what aliases repeat")
    func aliasBomb() {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let inner = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            bomb += "a\(level): &a\(level) [\(inner)]\n"
        }
        #expect(message(bomb) == "a.yaml:5:45: error: with its aliases the file holds more than 100000 values")
    }

    @Test("keeps its limits")
    func limits() {
        #expect(
            message("a: 1234", YAMLLimits(bytes: 4)) == "a.yaml:1:1: error: the file has 7 bytes, at most 4 are read")
        #expect(
            message("[[[1]]]", YAMLLimits(depth: 2))
                == "a.yaml:1:3: error: more than 2 lists and mappings inside each other")
        #expect(message("[1, 2, 3]", YAMLLimits(nodes: 3)) == "a.yaml:1:8: error: the file holds more than 3 values")
        #expect(
            message("[&a 1, *a, *a]", YAMLLimits(aliases: 1)) == "a.yaml:1:12: error: the file has more than 1 aliases")
    }

    @Test("never crashes on a file cut anywhere")
    func truncation() {
        let text = PackText.campaign()
        for count in 0..<text.utf8.count {
            _ = try? YAMLParser.parse(Array(text.utf8.prefix(count)), file: "a.yaml")
        }
    }
}
