import ContentPacks
import Core

@testable import Campaigns

/// Season 1 as it is shipped, and a robot that plays it as a person without plans would: takes any choice that there is,
/// now and then makes a move of its own, and in a fight does what is sensible.
struct SeasonOne {
    /// One playthrough.
    struct Evening {
        let history: RunHistory
        /// How each fight ended, by scene.
        let fights: [(scene: String, result: ActionResult)]

        var ending: String { history.state.ending ?? "" }
    }

    let rules: CampaignRules

    init(_ language: Language) throws {
        rules = CampaignRules(
            pack: try Self.pack.get(), campaign: try Self.pack.get().campaigns[0], language: language)
    }

    private static let pack = Result { () throws -> Pack in
        let repository = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        let source = try PackSource(path: (repository + ["static-assets", "packs", "season-1"]).joined(separator: "/"))
        guard let pack = source.read().pack else { throw NotPlayable(problems: source.read().problems) }
        return pack
    }

    private struct NotPlayable: Error {
        let problems: [Problem]
    }

    /// - Parameters:
    ///   - names: of the members, 1...8, who are the presets in their order.
    ///   - eager: choices that it always takes where they are offered.
    ///   - ownMoves: what the robot says, in turn, when it makes a move of its own.
    func play(
        _ names: [String], seed: UInt64, eager: Set<String> = [], ownMoves: [String] = ["…"]
    ) throws -> Evening {
        var random = SplitMix(seed: seed)
        let dice = Dice(seed: (0..<32).map { _ in UInt8(truncatingIfNeeded: random.next()) })
        let start = try rules.start(members: Self.members(names), dice: dice)
        var (state, chronicle) = (start.state, start.chronicle)
        var scenes: [SceneRecord] = []
        var fights: [(String, ActionResult)] = []
        var saidMoves = 0
        while !state.phase.isFinished {
            let scene = state.sceneID
            let isFought = state.fight != nil
            let choices = rules.availableChoices(state).map(\.id)
            let wanted = choices.filter(eager.contains)
            let choice = (wanted.isEmpty ? choices : wanted).randomElement(using: &random)
            let isOwn =
                !isFought && rules.scene(scene)?.freeform.isAllowed == true && wanted.isEmpty && random.next() % 8 == 0
            let words = isOwn ? ownMoves[saidMoves % ownMoves.count] : nil
            if isOwn { saidMoves += 1 }
            let action: PlayerAction =
                isFought ? .advance : words.map { .freeform(text: $0, skill: nil) } ?? .choose(choiceID: choice ?? "")
            let actor = state.fight?.awaited ?? state.present.randomElement(using: &random)?.characterID
            let result = try rules.step(
                state, action, actor: actor ?? state.members[0].characterID, actionID: "", dice: dice)
            if let resolved = result.resolved, let outcome = result.outcome {
                scenes.append(SceneRecord(resolved: resolved, outcome: outcome, words: words))
                if resolved.choiceID == Resolution.fightEnd { fights.append((scene, outcome.result)) }
            }
            chronicle += result.chronicle
            state = result.state
        }
        let history = RunHistory(
            campaignRunID: "evening-\(seed)", partyID: PartyID(rawValue: 1), rules: rules, state: state, scenes: scenes,
            chronicle: chronicle)
        return Evening(history: history, fights: fights)
    }

    private static func members(_ names: [String]) -> [MemberState] {
        zip(PlaytestParty.members(names.count), names).map { preset, name in
            MemberState(
                characterID: preset.characterID, playerID: preset.playerID, name: name, abilities: preset.abilities,
                skills: preset.skills, hp: preset.hp, maxHP: preset.maxHP, items: preset.items)
        }
    }
}
