import ContentPacks
import Core

/// A pack with a picture of each kind: one that lies in it, one that is described, and none.
enum SamplePack {
    static let pack = makePack()

    /// - Parameter prompt: of the NPC `drawn`.
    static func makePack(prompt: String = "an old ferryman", version: String? = "S1-v0.1") -> Pack {
        func line(_ text: String) -> Line { Line(id: text, texts: [.english: text]) }
        let scene = Scene(id: "scn_pier", type: .story, title: line("Pier"), picture: Picture(assetID: "pier"))
        let campaign = Campaign(
            id: "tale", title: line("Tale"), start: "scn_pier", palette: ["#101820", "#f2e9d8"],
            episodes: [Episode(id: "ep", scenes: [scene])])
        return Pack(
            id: "season-1", title: line("Season 1"), seasonVersion: version, languages: [.english],
            locations: [Location(id: "mill", name: line("Mill"), picture: Picture(spec: MediaSpec(prompt: "a mill")))],
            npcs: [
                NPC(id: "drawn", name: line("Drawn"), picture: Picture(spec: MediaSpec(prompt: prompt, seed: 5))),
                NPC(id: "plain", name: line("Plain"), secrets: [line("is the duke")]),
            ],
            items: [
                Item(
                    id: "lamp", name: line("Lamp"), rarity: .rare,
                    picture: Picture(spec: MediaSpec(prompt: "a lamp", width: 256, height: 256)))
            ],
            assets: [Asset(id: "pier", path: "assets/pier.svg", mediaType: "image/svg+xml", digest: "00")],
            campaigns: [campaign])
    }
}
