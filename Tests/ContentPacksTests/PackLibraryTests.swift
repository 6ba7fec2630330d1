import Core
import Testing

@testable import ContentPacks

@Suite struct PackLibraryTests {
    private func file(_ path: String, _ text: String) -> PackFile { PackFile(path: path, bytes: Array(text.utf8)) }

    private func folder(_ name: String, id: String, campaign: String = "tale") -> [PackFile] {
        [
            file("\(name)/pack.yaml", "id: \(id)\ntitle: Проба\n"),
            file(
                "\(name)/campaigns/\(campaign).yaml", PackText.campaign().replacing("id: tale", with: "id: \(campaign)")
            ),
        ]
    }

    @Test("parts the files of a folder into packs")
    func sources() {
        let files = folder("b", id: "b") + [file("moon.yaml", "scenes: []"), file("README.md", "Packs.")]
        let sources = PackSource.sources(in: files)
        #expect(sources.map(\.name) == ["b", "moon.yaml"])
        #expect(sources[0].files.map(\.path) == ["campaigns/tale.yaml", "pack.yaml"])
        #expect(sources.map(\.isSingleFile) == [false, true])
    }

    @Test("loads the good packs and names the broken ones")
    func broken() throws {
        let files =
            folder("a", id: "a") + [file("bad/pack.yaml", "id: bad\n")]
            + [file("moon.yaml", "scenes: [{id: s1, title: One}]"), file("a/assets/x.svg", "<svg/>")]
        let library = PackLibrary.load(PackSource.sources(in: files))
        #expect(library.entries.map(\.source) == ["a", "moon.yaml"])
        #expect(library.campaigns.map(\.campaign.id) == ["tale", "moon"])
        #expect(library.broken == ["bad"])
        #expect(
            library.problems.map(\.description) == [
                "a/assets/x.svg:1:1: warning: nothing uses the asset \"x\"",
                "bad/pack.yaml:1:1: error: the pack has no \"title\"",
                "bad/pack.yaml:1:1: error: the pack has no campaign: write campaigns/<id>.yaml",
            ])
        let found = try #require(library.campaign("tale"))
        #expect(found.contentHash == found.pack.contentHash)
        #expect(library.campaign("nothing") == nil)
        #expect(library.asset("a", "x")?.bytes == Array("<svg/>".utf8))
        #expect(library.asset("a", "x")?.asset.mediaType == "image/svg+xml")
        #expect(library.asset("a", "y") == nil)
    }

    @Test("refuses the second pack that brings a campaign or an id which is taken")
    func taken() {
        let files =
            folder("one", id: "one") + folder("two", id: "two") + folder("x", id: "one", campaign: "other")
            + [file("tale.yaml", "scenes: [{id: s1, title: One}]")]
        let library = PackLibrary.load(PackSource.sources(in: files))
        #expect(library.entries.map(\.source) == ["one"])
        #expect(library.broken == ["tale.yaml", "two", "x"])
        #expect(library.problems.map(\.description) == Self.messages)
    }

    /// What `BrokenPackTests` asks to be met.
    static let messages = [
        "tale.yaml:1:1: error: the campaign id \"tale\" is taken by one",
        "two/pack.yaml:1:1: error: the campaign id \"tale\" is taken by one",
        "x/pack.yaml:1:1: error: the pack id \"one\" is taken by one",
    ]

    @Test("survives a campaign cut anywhere")
    func truncation() {
        let bytes = Array(PackText.campaign(head: "flags: [{key: a}]").utf8)
        for count in stride(from: 0, to: bytes.count, by: 11) {
            let files = [
                file("pack.yaml", PackText.manifest),
                PackFile(path: PackText.campaignPath, bytes: Array(bytes[..<count])),
            ]
            let (pack, problems) = PackSource(name: "a", files: files).read()
            #expect(pack != nil || !problems.isEmpty)
        }
    }
}
