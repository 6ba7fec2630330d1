internal import ContentPacks
internal import Core

/// A robot that plays a campaign again and again by the real rules, and keeps count (content-packs "The tools").
///
/// Every second choice is one at random, the others are those taken least so far, so that both common and remote
/// parts are met. Equal plans give equal results.
package struct Playtest: Sendable {
    package struct Plan: Sendable {
        /// Playthroughs, 1 and up.
        package var runs = 1000
        /// Characters, 1...8.
        package var party = 3
        package var seed: UInt64 = 1
        /// Stop once this ending is reached.
        package var until: String?

        package init() {}
    }

    /// Turns after which a playthrough goes in circles.
    package static let longest = 500

    package let rules: CampaignRules
    package let plan: Plan
    package private(set) var coverage: Coverage
    /// Playthroughs so far.
    package private(set) var runs = 0
    /// Turns to how many playthroughs took so many.
    package private(set) var turns: [Int: Int] = [:]
    /// Dead characters to how many playthroughs ended with so many.
    package private(set) var deaths: [Int: Int] = [:]
    /// How `plan.until` was reached.
    package private(set) var way: [PlaytestStep]?
    private(set) var findings: [PlaytestFinding.Kind: PlaytestFinding] = [:]

    let judge: PlaytestJudge
    let members: [MemberState]
    /// How often each choice was taken, generic ones too: what the robot goes by.
    private var taken: [String: Int] = [:]

    package init(_ rules: CampaignRules, _ plan: Plan) {
        self.rules = rules
        self.plan = plan
        coverage = Coverage(of: rules)
        judge = PlaytestJudge(rules)
        members = PlaytestParty.members(plan.party)
    }

    /// Plays everything that is planned, then looks for the shortest way to each finding.
    ///
    /// - Parameter progress: called after each playthrough with their number.
    /// - Throws: `ActionError` when the rules refuse what they offered.
    package mutating func play(progress: (Int) -> Void = { _ in }) throws(ActionError) {
        while runs < plan.runs, way == nil {
            try playOnce()
            progress(runs)
        }
        for (kind, finding) in findings {
            let path = shortened(finding.path, still: kind)
            findings[kind]?.path = path
        }
    }

    private mutating func playOnce() throws(ActionError) {
        var random = SplitMix(seed: plan.seed &+ UInt64(runs) &* 0xD1B5_4A32_D192_ED03)
        let dice = Dice(seed: (0..<32).map { _ in UInt8(truncatingIfNeeded: random.next()) })
        var state = try rules.start(members: members, dice: dice).state
        var path: [PlaytestStep] = []
        var met: Set<PlaytestFinding.Kind> = []
        note(judge.findings(in: state), after: path, &met)
        while state.phase != .completed, !state.present.isEmpty {
            guard path.count < Self.longest else {
                note([.circles], after: path, &met)
                break
            }
            let before = state
            let choice = pick(in: state, &random)
            let actor = Int.random(in: 0..<state.present.count, using: &random)
            let (result, broken) = try take(
                choice, by: state.present[actor].characterID, in: state, actionID: "", dice: dice)
            let step = PlaytestStep(
                scene: state.sceneID, choice: choice, outcome: result.outcome?.result ?? .success,
                actor: state.fight == nil ? Int(state.present[actor].characterID.rawValue) : 1)
            path.append(step)
            coverage.count(step)
            state = result.state
            note(broken + judge.findings(in: state, after: (step, before)), after: path, &met)
        }
        finish(state, path)
    }

    private mutating func finish(_ state: RunState, _ path: [PlaytestStep]) {
        runs += 1
        turns[state.turn, default: 0] += 1
        deaths[state.members.count(where: \.dead), default: 0] += 1
        let ending = state.phase == .completed ? state.ending ?? state.sceneID : nil
        coverage.count(end: state, reached: ending)
        if let until = plan.until, ending == until { way = path }
    }

    /// Once a playthrough, with the shortest path of all.
    private mutating func note(
        _ kinds: [PlaytestFinding.Kind], after path: [PlaytestStep], _ met: inout Set<PlaytestFinding.Kind>
    ) {
        for kind in kinds where met.insert(kind).inserted {
            var finding = findings[kind] ?? PlaytestFinding(kind: kind, path: path)
            finding.runs += 1
            if path.count < finding.path.count { finding.path = path }
            findings[kind] = finding
        }
    }

    /// The choice to take, `PlaytestStep.ownMove` among them where the author wrote what comes of one.
    private mutating func pick(in state: RunState, _ random: inout SplitMix) -> String {
        var choices = rules.availableChoices(state).map(\.id)
        if state.fight == nil, rules.scene(state.sceneID)?.freeform.branches != nil {
            choices.append(PlaytestStep.ownMove)
        }
        precondition(!choices.isEmpty, "BUG: nothing can be done in \(state.sceneID)")
        let keys = choices.map { ChoiceKey.make(scene: state.sceneID, choice: $0) }
        let chosen: Int
        if Bool.random(using: &random) {
            chosen = Int.random(in: 0..<choices.count, using: &random)
        } else {
            chosen = choices.indices.min { taken[keys[$0], default: 0] < taken[keys[$1], default: 0] } ?? 0
        }
        taken[keys[chosen], default: 0] += 1
        return choices[chosen]
    }
}
