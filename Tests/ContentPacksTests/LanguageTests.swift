import Core
import Testing

@testable import ContentPacks

/// docs/packs.md says all there is to say.
@Suite struct LanguageTests {
    private static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        .joined(separator: "/")

    private static func text(_ path: String) throws -> String {
        String(decoding: try FolderReader().file("\(root)/\(path)").bytes, as: UTF8.self)
    }

    /// What stands under each `##` and `###` heading.
    private static func sections() throws -> [String: String] {
        var sections: [String: String] = [:]
        var heading = ""
        for line in try text("docs/packs.md").split(separator: "\n") {
            if line.hasPrefix("## ") || line.hasPrefix("### ") {
                heading = String(line.drop { $0 == "#" }.dropFirst())
            }
            sections[heading, default: ""] += "\(line)\n"
        }
        return sections
    }

    @Test("every shape is known to these tests")
    func shapes() throws {
        let source = try Self.text("Sources/Modules/ContentPacks/Reading/Shape.swift")
        #expect(source.split(separator: "static let ").count { $0.prefix(30).contains("= Shape(") } == Shape.all.count)
    }

    @Test("every shape has a section, with every field of it")
    func fields() throws {
        let sections = try Self.sections()
        for shape in Shape.all where shape.name != "scene" || shape.optional.contains("include") {
            let section = sections[shape.name] ?? ""
            for field in shape.required {
                #expect(section.contains("**`\(field)`**"), "\(shape.name) needs \(field)")
            }
            for field in shape.optional { #expect(section.contains("`\(field)`"), "\(shape.name) has \(field)") }
        }
        for field in Shape.ofEveryFile { #expect(sections["file"]?.contains("`\(field)`") == true, "\(field)") }
    }

    @Test("every effect with its fields, every term and sign of a condition, every word of the checks")
    func words() throws {
        let sections = try Self.sections()
        for verb in PackReader.verbs {
            let row = sections["Effects"]?.split(separator: "\n").first { $0.hasPrefix("| `{\(verb.name): ") }
            for field in verb.fields { #expect(row?.contains("\(field): ") == true, "\(verb.name) has \(field)") }
            #expect(row != nil, "\(verb.name)")
        }
        let terms = Condition.Term.functions.map { "| `\($0)(" } + ["| `party_size "]
        let signs = Condition.Comparison.allCases.map { "\"\($0.rawValue)\"" }
        let outcomes = Condition.Term.outcomes.map { "`\($0)`" }
        for word in terms + signs + outcomes + Assertions.amounts.map({ "`\($0)`" }) {
            #expect(sections["Conditions"]?.contains(word) == true, "\(word)")
        }
        for skill in Skill.allCases { #expect(sections["Checks"]?.contains("`\(skill.rawValue)`") == true) }
        for ability in Ability.allCases { #expect(sections["Checks"]?.contains(ability.rawValue) == true) }
        for rarity in Item.Rarity.allCases { #expect(sections["Things"]?.contains("`\(rarity.rawValue)`") == true) }
        for behaviour in Behaviour.allCases {
            #expect(sections["Fights"]?.contains("`\(behaviour.rawValue)`") == true)
        }
        for type in SceneType.allCases { #expect(sections["scene"]?.contains("`\(type.rawValue)`") == true) }
        for status in Status.allCases { #expect(sections["Effects"]?.contains("`\(status.rawValue)`") == true) }
        for zone in Combat.usualZones { #expect(sections["Fights"]?.contains("`\(zone)`") == true) }
        for part in ContentMapping.parts { #expect(sections["A new version"]?.contains("`\(part.name)`") == true) }
        for state in PackStanding.State.allCases {
            #expect(sections["Onto a server"]?.contains("`\(state.rawValue)`") == true)
        }
    }

    @Test("every limit")
    func limits() throws {
        let section = try Self.sections()["Limits"] ?? ""
        let numbers = Set(section.split { !$0.isNumber }.map(String.init))
        let structs: [Any] = [PackLimits(), YAMLLimits(), FolderReader(), ZipArchive()]
        let limits = structs.flatMap { Mirror(reflecting: $0).children.compactMap { $0.value as? Int } }
        #expect(limits.count == 20)
        for limit in limits + [Condition.longest, Condition.deepest, Identifier.longest] {
            #expect(numbers.contains(String(limit)), "\(limit)")
        }
    }

    /// The YAML of the manual by its first line, which says where it stands; the first pack, a file of its own, has none.
    private static func examples() throws -> [String: String] {
        let blocks = try text("docs/packs.md").split(separator: "```yaml\n").dropFirst()
            .compactMap { $0.split(separator: "```").first.map(String.init) }
        let named = blocks.map { block in
            guard block.hasPrefix("# "), let end = block.firstIndex(of: "\n") else { return ("letter.yaml", block) }
            return (String(block[..<end].dropFirst(2)), block)
        }
        #expect(Set(named.map(\.0)).count == blocks.count)
        return Dictionary(named, uniquingKeysWith: { first, _ in first })
    }

    private static let fight = "a scene of campaigns/gate.yaml"

    /// The folder that the examples are together, with the fight where the manual puts it.
    private static func folder(_ examples: [String: String]) throws -> [String: String] {
        let gate = try #require(examples["campaigns/gate.yaml"])
        let fight = try #require(examples[fight])
        let (way, other) = ("label: Перелезть, goto: scn_end", "label: Перелезть, goto: scn_owl")
        #expect(gate.contains(way))
        var files = examples.filter {
            $0.key.contains("/") && $0.key.hasSuffix(".yaml") && !$0.key.hasPrefix("static-assets/")
        }
        files[Self.fight] = nil
        files["pack.yaml"] = examples["pack.yaml"]
        files["campaigns/gate.yaml"] = gate.replacing(way, with: other) + PackText.indent(fight, 6)
        return files
    }

    private static func isSaid(_ problem: String) -> Bool {
        ["450 to 900", "is not translated", "strings/en.yaml is missing"].contains(where: problem.contains)
    }

    @Test("its small packs are faultless but for short texts and missing translations")
    func packs() throws {
        let examples = try Self.examples()
        let page = try Self.text("docs/packs.md")
        let letter = try #require(examples["letter.yaml"])
        let (single, problems) = PackText.readSingle("letter.yaml", letter)
        #expect(problems == [])
        #expect(single != nil)
        let slip = PackText.readSingle(
            "letter.yaml", letter.replacing("title: \"Разговор\"", with: "titel: \"Разговор\""))
        #expect(slip.problems.count == 2)
        for problem in slip.problems { #expect(page.contains("    \(problem)\n")) }
        let smallest = PackText.read(examples.filter { ["pack.yaml", "campaigns/gate.yaml"].contains($0.key) })
        #expect(smallest.problems.filter { !Self.isSaid($0) } == [])
        #expect(smallest.pack != nil)
        let files = try Self.folder(examples)
        let typo = PackText.read(
            files.mapValues {
                $0.replacing("Перелезть, ", with: "Перелезть, when: party_size > 1 nad visited(scn_end), ")
            })
        let error = try #require(typo.problems.first { $0.contains(": error: ") })
        #expect(page.contains("    \(error)\n"))
        #expect(
            files.keys.sorted() == [
                "bestiary/beasts.yaml", "campaigns/gate.yaml", "items/things.yaml", "pack.yaml", "strings/en.yaml",
            ])
        let folder = PackText.read(files)
        #expect(folder.problems.filter { !Self.isSaid($0) } == [])
        #expect(folder.pack?.campaigns.first?.scene("scn_owl")?.combat?.zoneNames["roof"]?.texts.count == 2)
    }

    @Test("what it takes from Season 1 stands there, and is told as it says")
    func season() throws {
        let taken = try Self.examples().filter { $0.key.hasPrefix("static-assets/") }
        #expect(taken.count == 2)
        let page = try Self.text("docs/packs.md")
        for (path, text) in taken {
            func lines(_ text: String) -> [String] {
                text.split(separator: "\n").map { String($0.drop { $0 == " " }) }
            }
            let (all, some) = (lines(try Self.text(path)), Array(lines(text).dropFirst()))
            let start = try #require(all.firstIndex(of: some[0]), "\(path)")
            #expect(all[start...].starts(with: some), "\(path)")
            let told = try #require(some.last?.firstRange(of: "told: ").map { some[some.count - 1][$0.upperBound...] })
            #expect(page.contains("Мира \(told).") || page.contains("Mira \(told)."))
        }
    }

    @Test("its mapping leads from its pack to one where the gate is a door")
    func mapping() throws {
        let examples = try Self.examples()
        let mapping = try ContentMapping(yaml: Array(try #require(examples["mapping.yaml"]).utf8), file: "mapping.yaml")
        var files = try Self.folder(examples)
        let old = try #require(PackText.read(files).pack)
        for (path, text) in files {
            files[path] = text.replacing("scn_gate", with: "scn_door").replacing("knock", with: "ring")
        }
        let new = try #require(PackText.read(files).pack)
        #expect(mapping.problems(in: new) == [])
        #expect(mapping.strangers(to: [old]) == [])
        #expect(mapping.choice("knock", in: "scn_gate") == "ring")
        #expect(mapping.choice("wait", in: "scn_gate") == nil)
    }
}
