import Testing

@testable import ContentPacks

@Suite struct BrokenPackTests {
    @Test("says exactly what is wrong, where, and what to do", arguments: BrokenPack.all)
    func told(pack: BrokenPack) {
        let (read, problems) = pack.read()
        #expect((pack.tellsMore ? problems.filter(pack.problems.contains) : problems) == pack.problems)
        #expect((read == nil) == pack.problems.contains { $0.contains(": error: ") })
    }

    /// The sources that tell authors of problems.
    private static let sources: [PackFile] = {
        let root =
            #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
            .joined(separator: "/") + "/Sources/Modules/ContentPacks"
        let reader = FolderReader()
        let folders = ["YAML", "Condition", "Reading", "Checks", "Library", "Upload"]
        return folders.flatMap { (try? reader.files(in: "\(root)/\($0)")) ?? [] }
    }()

    @Test("no message in the sources is without a pack that meets it")
    func complete() {
        let met =
            BrokenPack.all.flatMap(\.problems) + FolderReaderTests.messages + PackLibraryTests.messages
            + ZipArchiveTests.messages
        // Texts of the game, and libyaml's own words.
        let strange = ["DefaultChoices+Texts.swift", "YAMLComplaint.swift"]
        let templates = Self.sources.filter { !strange.contains($0.path) }.flatMap { file in
            MessageTemplate.templates(in: String(decoding: file.bytes, as: UTF8.self), named: file.path)
        }
        #expect(templates.count > 90)
        let unmet = templates.filter { template in
            template.pieces.first?.hasPrefix("BUG") != true && !met.contains(where: template.matches)
        }
        #expect(unmet.map { "\($0.place): \($0.pieces.joined(separator: "…"))" } == [])
    }
}
