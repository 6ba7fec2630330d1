import Core
import Testing

@testable import Campaigns
@testable import ContentPacks

/// `mimic pack check` judges a story by its graph; the rules play it. What the check promises, the rules keep.
@Suite struct GraphAgreementTests {
    @Test("written choices lead only where the check knows a way, and strand nobody whom it did not warn of")
    func agreement() throws {
        var random = SplitMix(seed: 2026)
        var played = 0
        while played < 1500 {
            let rules = GeneratedCampaign.make(&random)
            guard isWhole(rules.campaign) else { continue }
            played += 1
            let graph = SceneGraph(rules.campaign)
            let told = Set(rules.campaign.scenes.filter { isTold($0, graph) }.map(\.id))
            try play(rules, reachable: graph.reachable(), told: told, &random)
        }
    }

    @Test("a scene is come to again when some way leads from it to itself")
    func circles() {
        var random = SplitMix(seed: 7)
        for _ in 0..<500 {
            let graph = SceneGraph(GeneratedCampaign.make(&random).campaign)
            let revisited = graph.revisited()
            for scene in graph.scenes {
                var seen = graph.ways[scene.id] ?? []
                var queue = Array(seen)
                while let id = queue.popLast() {
                    for next in graph.ways[id] ?? [] where seen.insert(next).inserted { queue.append(next) }
                }
                #expect(revisited.contains(scene.id) == seen.contains(scene.id))
            }
        }
    }

    /// Whether the check would read on: every scene and ending that is named is there, and endings are epilogues.
    private func isWhole(_ campaign: Campaign) -> Bool {
        let ids = Set(campaign.scenes.map(\.id))
        let endings = Set(campaign.scenes.compactMap(\.ending))
        return campaign.scenes.allSatisfy { scene in
            guard scene.ending == nil || scene.type == .epilogue else { return false }
            return ([scene.entrance] + scene.exits).allSatisfy { exit in
                exit.goto.map(ids.contains) ?? true
                    && exit.effects.allSatisfy { effect in
                        switch effect {
                        case .end(let ending): endings.contains(ending)
                        case .detour(let target): ids.contains(target)
                        default: true
                        }
                    }
            }
        }
    }

    private func isTold(_ scene: Scene, _ graph: SceneGraph) -> Bool {
        guard scene.type != .epilogue, !graph.onlyInDetours().contains(scene.id) else { return false }
        return scene.isDeadEnd || scene.mayLock(isRevisited: graph.revisited().contains(scene.id))
    }

    /// Sixty choices that the author wrote, as long as there is one.
    private func play(
        _ rules: CampaignRules, reachable: Set<String>, told: Set<String>, _ random: inout SplitMix
    ) throws {
        var state = try rules.start(members: PlaytestParty.members(2), dice: EngineStory.dice).state
        for _ in 0..<60 where state.phase == .scene {
            #expect(reachable.contains(state.sceneID), "\(state.sceneID) of \(rules.campaign.episodes)")
            guard let scene = rules.scene(state.sceneID) else { return }
            let open = rules.openChoices(of: scene, in: state).prefix(4)
            // A fight that one check decides, a way of the scene's own and a detour go on without a choice.
            let maySupply = scene.type == .combat || (scene.goto ?? scene.id) != scene.id || !state.detours.isEmpty
            guard let choice = open.randomElement(using: &random) else {
                #expect(maySupply || told.contains(scene.id), "\(scene)")
                return
            }
            let before = state
            state = try rules.step(
                state, .choose(choiceID: choice.id), actor: EngineStory.mira, actionID: "", dice: EngineStory.dice
            ).state
            if wasMoved(by: choice, in: scene, from: before, to: state) {
                #expect(told.contains(scene.id), "\(choice.id) of \(scene)")
                return
            }
        }
    }

    /// Whether the rules moved the story on because the choice named no way and nothing else was left.
    private func wasMoved(by choice: Choice, in scene: Scene, from before: RunState, to after: RunState) -> Bool {
        guard scene.type != .combat, scene.goto == nil, before.detours.isEmpty, after.sceneID != scene.id else {
            return false
        }
        let outcome = choice.check.flatMap { _ in
            after.outcomes[scene.id].flatMap { CheckOutcome(rawValue: $0.rawValue) }
        }
        let branch = Move(choice).branch(for: outcome)
        let effects = choice.effects + (branch?.effects ?? [])
        let leads = effects.contains { effect in
            switch effect {
            case .end, .detour: true
            default: false
            }
        }
        return !leads && choice.goto == nil && branch?.goto == nil
    }
}
