import ApplianceTesting
import FoundationEssentials
import Testing

@Suite("mimic sketch")
struct SketchCommandTests {
    private let directory = try! TemporaryDirectory()

    private func run(_ arguments: String...) async throws -> (code: Int32, text: String) {
        let process = try ServerProcess(["sketch"] + arguments)
        let code = try await process.waitForEnd()
        return (code, process.printed)
    }

    private func file(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: "\(directory.path)/\(name)")))
    }

    @Test("draws the same WebP for the same words, and says nothing")
    func draws() async throws {
        for name in ["one.webp", "two.webp"] {
            let done = try await run(
                "--width", "96", "--height", "64", "-o", "\(directory.path)/\(name)", "Замок на холме")
            #expect(done.code == 0 && done.text == "")
        }
        #expect(try file("one.webp").starts(with: "RIFF".utf8))
        let first = try file("one.webp")
        #expect(try file("two.webp") == first)
    }

    @Test("writes a PNG when the name ends so")
    func png() async throws {
        _ = try await run(
            "--width", "64", "--height", "64", "--subject", "item", "-o", "\(directory.path)/a.png", "a key")
        #expect(try file("a.png").starts(with: [0x89, 0x50, 0x4E, 0x47]))
    }

    @Test(
        "says what is wrong with an option",
        arguments: [
            (["--subject", "tree", "x"], "--subject must be one of scene, portrait, creature, item, not \"tree\""),
            (["--width", "63", "x"], "--width must be a number, 64 to 2048, not \"63\""),
            (
                ["--rarity", "odd", "x"],
                "--rarity must be one of common, uncommon, rare, epic, legendary, mythic, not \"odd\""
            ),
            (["--palette", "#000000,red", "x"], "--palette takes colours as #rrggbb, not \"red\""),
            (["--palette", "#000000,#ffffff", "x"], "--palette needs at least three colours, from dark to light"),
        ])
    func complains(arguments: [String], said: String) async throws {
        let process = try ServerProcess(["sketch"] + arguments)
        #expect(try await process.waitForEnd() == 2)
        #expect(process.printed == said)
    }
}
