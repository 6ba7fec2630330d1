import ContentPacks
import Core
import Testing

@testable import Campaigns

@Suite("Single-file packs")
struct EngineSingleFileTests {
    private static let text = """
        title: Лунный мост
        scenes:
          - {id: scn_001, title: "Мост", summary: "Мост держится на честном слове.", tags: [moon_bridge]}
          - {id: scn_002, title: "Мытарь", summary: "Мытарь требует правды.", tags: [dialogue]}
          - {id: scn_003, title: "Тени", summary: "Тени спускаются.", tags: [combat]}
          - {id: scn_004, title: "Рассвет", summary: "Солнце."}
        npcs:
          - {id: npc_toll, name: Мытарь, archetype: trickster, summary: Считает луны., voice_tts: ru-1}
        """

    @Test("play from the first scene to the last by advance alone, whatever the dice say", arguments: 0..<20)
    func plays(seed: UInt8) throws {
        let source = PackSource(
            name: "moon_bridge.yaml", files: [PackFile(path: "moon_bridge.yaml", bytes: Array(Self.text.utf8))])
        let pack = try #require(source.read().pack)
        let campaign = try #require(pack.campaign("moon_bridge"))
        let rules = CampaignRules(pack: pack, campaign: campaign, language: .russian)
        let dice = Dice(seed: .init(repeating: seed, count: 32))
        var state = try rules.started(EngineStory.member(), EngineStory.member(EngineStory.tormund, "Тормунд"))
        var path: [String] = []
        while !state.phase.isFinished {
            let result = try rules.step(state, .advance, actor: EngineStory.mira, actionID: "", dice: dice)
            path.append(try #require(result.resolved).sceneID)
            state = result.state
        }
        #expect(path == ["scn_001", "scn_002", "scn_003", "scn_004"])
        let raise = state.outcomes["scn_002"] == .success ? 2 : 1
        #expect(state.members.map(\.standingGained) == [raise, raise])
        #expect(state.rollCount == 3)
    }
}
