import Core
import Testing

@testable import ContentPacks

/// What becomes of the packs in force when their files are read again.
@Suite struct PackLibraryReloadTests {
    /// A folder with one pack and its campaigns; `title` tells versions apart, nil is a broken one.
    private func source(
        _ name: String, id: String, campaigns: [String] = ["tale"], title: String? = "Проба", builtIn: Bool = false
    ) -> PackSource {
        func file(_ path: String, _ text: String) -> PackFile { PackFile(path: path, bytes: Array(text.utf8)) }
        let manifest = "id: \(id)\n" + (title.map { "title: \($0)\n" } ?? "titel: Проба\n")
        let files = campaigns.map { campaign in
            // Scene ids are unique in a pack.
            let text = PackText.campaign().replacing("id: tale", with: "id: \(campaign)")
                .replacing("scn_", with: "\(campaign)_").replacing("ep_", with: "\(campaign)_ep_")
                .replacing("ending: home", with: "ending: \(campaign)_home")
            return file("campaigns/\(campaign).yaml", text)
        }
        return PackSource(name: name, files: [file("pack.yaml", manifest)] + files, isBuiltIn: builtIn)
    }

    /// `source: state title` of each.
    private func states(_ library: PackLibrary) -> [String] {
        library.standings.map { standing in
            let title = standing.entry.map { " " + $0.pack.title.text(in: .russian) } ?? ""
            return "\(standing.source): \(standing.state.rawValue)\(title)"
        }
    }

    private func errors(_ library: PackLibrary) -> [String] {
        library.problems.filter { $0.severity == .error }.map(\.description)
    }

    @Test("keeps what is in force when its files are broken, and says where they are")
    func keepsBroken() throws {
        let first = PackLibrary.load([source("a", id: "a"), source("b", id: "b", campaigns: ["other"])])
        #expect(states(first) == ["a: loaded Проба", "b: loaded Проба"])
        let second = PackLibrary.load(
            [source("a", id: "a", title: nil), source("b", id: "b", campaigns: ["other"], title: "Новая")],
            after: first)
        #expect(states(second) == ["a: kept Проба", "b: loaded Новая"])
        #expect(second.campaign("tale")?.contentHash == first.campaign("tale")?.contentHash)
        #expect(second.broken == ["a"])
        #expect(errors(second).contains { $0.hasPrefix("a/pack.yaml:2:1: error: unknown field \"titel\"") })
        // Still kept when it stays broken, and in force again when it is mended.
        let third = PackLibrary.load([source("a", id: "a", title: nil)], after: second)
        #expect(states(third) == ["a: kept Проба"])
        #expect(states(PackLibrary.load([source("a", id: "a", title: "Третья")], after: third)) == ["a: loaded Третья"])
    }

    @Test("a pack that is broken from the start is not in force")
    func broken() {
        #expect(states(PackLibrary.load([source("a", id: "a", title: nil)])) == ["a: broken"])
    }

    @Test("a newcomer takes no id from a pack in force, wherever it stands in the order")
    func newcomer() throws {
        let first = PackLibrary.load([source("m", id: "m")])
        let second = PackLibrary.load([source("a", id: "x"), source("m", id: "m", title: "Вторая")], after: first)
        #expect(states(second) == ["a: broken", "m: loaded Вторая"])
        #expect(errors(second) == ["a/pack.yaml:1:1: error: the campaign id \"tale\" is taken by m"])
        // Nor from one that is only kept.
        let third = PackLibrary.load([source("a", id: "x"), source("m", id: "m", title: nil)], after: first)
        #expect(states(third) == ["a: broken", "m: kept Проба"])
    }

    @Test("a pack in force that reaches for another's campaign stays as it was")
    func usurper() {
        let first = PackLibrary.load([source("a", id: "a"), source("b", id: "b", campaigns: ["other"])])
        let second = PackLibrary.load(
            [
                source("a", id: "a", campaigns: ["tale", "other"], title: "Захват"),
                source("b", id: "b", campaigns: ["other"]),
            ],
            after: first)
        #expect(states(second) == ["a: kept Проба", "b: loaded Проба"])
        #expect(errors(second) == ["a/pack.yaml:1:1: error: the campaign id \"other\" is taken by b"])
    }

    @Test("campaigns may change hands in one go")
    func exchange() {
        let first = PackLibrary.load([source("a", id: "a"), source("b", id: "b", campaigns: ["other"])])
        let second = PackLibrary.load(
            [source("a", id: "a", campaigns: ["other"]), source("b", id: "b", campaigns: ["tale"])], after: first)
        #expect(states(second) == ["a: loaded Проба", "b: loaded Проба"])
        #expect(second.campaign("tale")?.pack.id == "b")
    }

    @Test("when the new owner of a campaign gives way, so does who counted on its going")
    func chain() {
        let first = PackLibrary.load([
            source("a", id: "a"), source("b", id: "b", campaigns: ["other"]),
            source("c", id: "c", campaigns: ["third"]),
        ])
        // `a` leaves "tale" to `b`, but loses "third", which it wants besides, to `c`: it stays, and so must `b`.
        let second = PackLibrary.load(
            [
                source("a", id: "a", campaigns: ["third"]), source("b", id: "b", campaigns: ["other", "tale"]),
                source("c", id: "c", campaigns: ["third"]),
            ], after: first)
        #expect(states(second) == ["a: kept Проба", "b: kept Проба", "c: loaded Проба"])
        #expect(
            errors(second) == [
                "a/pack.yaml:1:1: error: the campaign id \"third\" is taken by c",
                "b/pack.yaml:1:1: error: the campaign id \"tale\" is taken by a",
            ])
    }

    @Test("a folder that was taken away goes, and frees its ids")
    func removed() {
        let first = PackLibrary.load([source("a", id: "a")])
        let second = PackLibrary.load([source("renamed", id: "a")], after: first)
        #expect(states(second) == ["renamed: loaded Проба"])
        #expect(PackLibrary.load([], after: second).standings.isEmpty)
    }

    @Test("packs of a folder that cannot be read stay, those that came with the program are read")
    func unreadableFolder() {
        let first = PackLibrary.load([source("s", id: "s", campaigns: ["one"], builtIn: true), source("a", id: "a")])
        let second = PackLibrary.load(
            [source("s", id: "s", campaigns: ["one"], title: "Новая", builtIn: true)], after: first,
            missing: "packs: Permission denied")
        #expect(states(second) == ["s: loaded Новая", "a: kept Проба"])
        #expect(errors(second) == ["a:1:1: error: packs: Permission denied"])
    }

    @Test("a host's folder is not the built-in one of the same name")
    func sameName() {
        let first = PackLibrary.load([source("s", id: "s", builtIn: true)])
        let second = PackLibrary.load(
            [source("s", id: "s", builtIn: true), source("s", id: "s", title: nil)], after: first)
        #expect(states(second) == ["s: loaded Проба", "s: broken"])
    }
}
