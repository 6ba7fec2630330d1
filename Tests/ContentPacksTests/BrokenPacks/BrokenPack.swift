import Testing

@testable import ContentPacks

/// A small pack with mistakes, and all that `mimic pack check` says of it, word for word.
struct BrokenPack: Sendable, CustomTestStringConvertible {
    /// What its problems are told under: a folder, or the single file.
    let name: String
    let files: [PackFile]
    let problems: [String]
    /// Whether more is told, which is beside the point.
    var tellsMore = false

    /// Every one, and so every rule of the check.
    static let all =
        yaml + files + campaigns + scenes + choices + effects + conditions + combats + world + templates + graphs
        + texts + singles + limits

    /// A faultless folder, and what is wrong in it.
    ///
    /// - Parameters:
    ///   - scene: the fields of the first scene from its choices on, which begin in line 10, 8 columns in.
    ///   - plus: more fields of it.
    ///   - short: its text.
    ///   - more: more scenes.
    ///   - head: fields of the campaign, in line 3.
    ///   - isAlone: whether `files` are all there is beside `pack.yaml`.
    init(
        hasManifest: Bool = true, isAlone: Bool = false, scene: String = PackText.threeWaysOut, plus: String = "",
        more: String = "", head: String = "", short: String? = nil, files: [String: String] = [:],
        bytes: (path: String, content: [UInt8])? = nil, problems: [String]
    ) {
        var campaign = PackText.campaign(head: head, scene: plus.isEmpty ? scene : "\(scene)\n\(plus)", more: more)
        if let short {
            campaign = campaign.replacing(
                "text: \(PackText.text)\n        choices", with: "text: \(short)\n        choices")
        }
        var all = isAlone ? [:] : [PackText.campaignPath: campaign]
        if hasManifest { all["pack.yaml"] = PackText.manifest }
        all.merge(files) { $1 }
        name = "demo"
        self.files =
            all.map { PackFile(path: $0.key, bytes: Array($0.value.utf8)) }
            + (bytes.map { [PackFile(path: $0.path, bytes: $0.content)] } ?? [])
        self.problems = problems
    }

    /// The same pack, of which more is told.
    func andMore() -> BrokenPack {
        var pack = self
        pack.tellsMore = true
        return pack
    }

    /// A pack of the older form.
    init(single text: String, name: String = "a.yaml", problems: [String]) {
        self.name = name
        files = [PackFile(path: name, bytes: Array(text.utf8))]
        self.problems = problems
    }

    /// What is told of it.
    func read() -> (pack: Pack?, problems: [String]) {
        let (pack, problems) = PackSource(name: name, files: files).read()
        return (pack, problems.map(\.description))
    }

    var testDescription: String { problems.first ?? name }
}
