@testable import ContentPacks

/// Packs written in a test, in place of files.
enum PackText {
    static let campaignPath = "campaigns/tale.yaml"

    static let manifest = """
        id: demo
        title: Проба
        languages: [ru]
        """

    /// A text of the right length for a scene.
    static let text = String(repeating: "Туман лежит на воде. ", count: 25)

    /// A campaign of two scenes without a fault, `scene` being the fields of the first from its `choices` on.
    static func campaign(
        head: String = "", scene: String = PackText.threeWaysOut, more: String = ""
    ) -> String {
        """
        id: tale
        title: Сказка
        \(head)
        episodes:
          - id: ep_one
            scenes:
              - id: scn_start
                title: Начало
                text: \(text)
        \(indent(scene, 8))
        \(indent(more, 6))
              - id: scn_end
                title: Конец
                type: epilogue
                ending: home
                text: \(text)
        """
    }

    static let threeWaysOut = """
        choices:
          - {id: a, label: Влево, goto: scn_end}
          - {id: b, label: Вправо, goto: scn_end}
          - {id: c, label: Прямо, goto: scn_end}
        """

    static func indent(_ text: String, _ count: Int) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : String(repeating: " ", count: count) + $0 }.joined(separator: "\n")
    }

    /// The pack, and its problems as an author reads them.
    static func read(_ files: [String: String]) -> (pack: Pack?, problems: [String]) {
        var all = ["pack.yaml": manifest]
        all.merge(files) { $1 }
        let files = all.map { PackFile(path: $0.key, bytes: Array($0.value.utf8)) }
        let result = PackSource(name: "demo", files: files).read()
        return (result.pack, result.problems.map(\.description))
    }

    static func read(campaign: String, _ more: [String: String] = [:]) -> (pack: Pack?, problems: [String]) {
        read(more.merging([campaignPath: campaign]) { $1 })
    }

    static func readSingle(_ name: String, _ text: String) -> (pack: Pack?, problems: [String]) {
        let result = PackSource(name: name, files: [PackFile(path: name, bytes: Array(text.utf8))]).read()
        return (result.pack, result.problems.map(\.description))
    }
}
