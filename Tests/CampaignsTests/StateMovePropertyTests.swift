import ContentPacks
import Core
import Testing

@testable import Campaigns

/// Whatever an author does to a campaign: a state that is moved is one that the rules of the new one accept.
@Suite struct StateMovePropertyTests {
    typealias Story = EngineStory

    @Test("a moved state keeps to its new content, and is played on to the end", arguments: 0..<120)
    func accepted(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let old = GeneratedCampaign.make(&random)
        let state = try Self.wander(old, &random)
        guard !state.phase.isFinished else { return }
        let (new, mapping) = Self.edited(old, &random)
        let result = StateMove(from: old, to: new, by: mapping).move(state)
        guard let moved = result.state else {
            #expect(!result.obstacles.isEmpty)
            for obstacle in result.obstacles { check(obstacle, state, new, mapping) }
            return
        }
        #expect(result.obstacles.isEmpty)
        check(moved, after: state, new, mapping)
        #expect(try EngineAdvanceTests.play(new, from: moved, seed: 5).phase == .completed)
        // To be moved to where it is changes nothing.
        #expect(StateMove(from: new, to: new, by: ContentMapping()).move(moved).state == moved)
    }

    /// Most seeds must come as far as a move, or the property says little.
    @Test("most generated states are moved")
    func share() throws {
        let moved = try (0..<120).count { seed in
            var random = SplitMix(seed: UInt64(seed))
            let old = GeneratedCampaign.make(&random)
            let state = try Self.wander(old, &random)
            guard !state.phase.isFinished else { return false }
            let (new, mapping) = Self.edited(old, &random)
            return StateMove(from: old, to: new, by: mapping).move(state).state != nil
        }
        #expect((40..<115).contains(moved), "\(moved) of 120")
    }

    private func check(_ moved: RunState, after state: RunState, _ rules: CampaignRules, _ mapping: ContentMapping) {
        let scenes = Set(rules.campaign.scenes.map(\.id))
        #expect(moved.sceneID == mapping.scene(state.sceneID))
        #expect(scenes.contains(moved.sceneID))
        #expect(moved.episodeID == rules.campaign.episode(of: moved.sceneID)?.id)
        #expect(moved.phase == (rules.graph.place(moved.sceneID)?.isFinal == true ? .epilogue : .scene))
        #expect(Set(moved.flags.keys) == Set(rules.campaign.flags.map(\.key)))
        for flag in rules.campaign.flags { #expect(moved.flags[flag.key]?.kind == flag.kind) }
        for names in [Array(moved.visits.keys), Array(moved.lastVisitTurn.keys), Array(moved.outcomes.keys)] {
            #expect(scenes.isSuperset(of: names))
        }
        #expect(moved.visits[moved.sceneID, default: 0] >= 1)
        #expect(scenes.isSuperset(of: moved.detours.map(\.sceneID)))
        for key in moved.choicesTaken.keys {
            let parts = key.split(separator: "/").map(String.init)
            #expect(scenes.contains(parts[0]))
        }
        #expect(Set(rules.pack.npcs.map(\.id)).isSuperset(of: moved.relations.keys))
        // What is the run's own stays.
        #expect(moved.turn == state.turn)
        #expect(moved.rollCount == state.rollCount)
        #expect(moved.sceneOrder == state.sceneOrder)
        #expect(moved.members.map(\.hp) == state.members.map(\.hp))
        #expect(moved.members.map(\.items) == state.members.map(\.items))
        #expect((3...4).contains(rules.availableChoices(moved).count))
    }

    private func check(
        _ obstacle: MoveObstacle, _ state: RunState, _ rules: CampaignRules, _ mapping: ContentMapping
    ) {
        switch obstacle {
        case .sceneGone(let id): #expect(id == state.sceneID && rules.scene(mapping.scene(id)) == nil)
        case .detourGone(let id):
            #expect(state.detours.contains { $0.sceneID == id } && rules.scene(mapping.scene(id)) == nil)
        case .flagType(let key, _, _):
            let now = rules.campaign.flags.first { $0.key == mapping.flag(key) }
            #expect(now != nil && now?.kind != state.flags[key]?.kind)
        default: Issue.record("\(obstacle)")
        }
    }

    /// Some turns of play, to the last one at most.
    private static func wander(_ rules: CampaignRules, _ random: inout SplitMix) throws -> RunState {
        var state = try rules.started()
        for turn in 0..<Int.random(in: 0...20, using: &random) where !state.phase.isFinished {
            let choice = try #require(rules.availableChoices(state).randomElement(using: &random))
            let next = try rules.step(
                state, .choose(choiceID: choice.id), actor: Story.mira, actionID: "w\(turn)", dice: Story.dice
            ).state
            if next.phase.isFinished { return state }
            state = next
        }
        return state
    }

    /// Another version: ids are other ones, of scenes and choices some are gone, flags come, go and change their type.
    private static func edited(
        _ rules: CampaignRules, _ random: inout SplitMix
    ) -> (rules: CampaignRules, mapping: ContentMapping) {
        var mapping = ContentMapping()
        var text = String(decoding: rules.pack.encoded(), as: UTF8.self)
        for scene in rules.campaign.scenes where Bool.random(using: &random) && scene.id != "fin" {
            let name = "x" + scene.id.dropFirst()
            mapping.scenes[scene.id] = name
            text = text.replacing("\"\(scene.id)\"", with: "\"\(name)\"").replacing("(\(scene.id))", with: "(\(name))")
        }
        if Bool.random(using: &random) {
            for scene in rules.campaign.scenes where scene.choices.contains(where: { $0.id == "c1" }) {
                mapping.choices["\(scene.id)/c1"] = "k1"
            }
            text = text.replacing("\"c1\"", with: "\"k1\"")
        }
        if Bool.random(using: &random) {
            mapping.flags["f0"] = "g0"
            text = text.replacing("f0", with: "g0")
        }
        guard let pack = try? Pack(decoding: Array(text.utf8)), let campaign = pack.campaigns.first else {
            preconditionFailure("no pack: \(text)")
        }
        let isCut = Int.random(in: 0..<3, using: &random) == 0
        let episodes = campaign.episodes.map { episode in
            let scenes = episode.scenes.filter { _ in !isCut || Int.random(in: 0..<6, using: &random) > 0 }
            return Episode(id: episode.id, type: episode.type, requires: episode.requires, scenes: scenes)
        }.filter { !$0.scenes.isEmpty }
        guard let first = episodes.first?.scenes.first else { return (rules, ContentMapping()) }
        var flags = campaign.flags + [Flag(key: "fresh", kind: .text, initial: "new")]
        if Int.random(in: 0..<4, using: &random) == 0 { flags[1] = Flag(key: flags[1].key, kind: .bool) }
        return (
            Story.rules(episodes: episodes, flags: flags, npcs: pack.npcs, start: first.id), mapping
        )
    }
}
