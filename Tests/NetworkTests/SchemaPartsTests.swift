import Testing

@testable import Network

@Suite("What schemas are made of")
struct SchemaPartsTests {
    @Test("references are found wherever they stand, and those of what they refer to follow")
    func references() {
        let schema = Schema.object(
            ["a": .reference("A"), "b": .array(.nullable(.reference("B")))],
            optional: ["c": .described(.oneOf([.string, .map(.reference("C"))]), "")])
        #expect(schema.references == ["A", "B", "C"])
        let named = [
            NamedSchema(name: "D", schema: .reference("A"), example: nil),
            NamedSchema(name: "A", schema: .object(["again": .reference("A"), "e": .reference("E")]), example: nil),
            NamedSchema(name: "F", schema: .string, example: nil),
            NamedSchema(name: "E", schema: .integer, example: nil),
        ]
        #expect(named.needed(by: [.reference("D")]).map(\.name) == ["D", "A", "E"])
        #expect(named.needed(by: [.string]).isEmpty)
    }

    @Test("members of an object can have other schemas")
    func members() {
        let schema = Schema.object(["a": .string], optional: ["b": .any])
        #expect(schema.with(["b": .integer]) == .object(["a": .string], optional: ["b": .integer]))
    }
}
