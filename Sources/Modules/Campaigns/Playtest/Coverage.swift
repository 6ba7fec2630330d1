internal import ContentPacks

/// How often playthroughs met each thing that the author of a campaign wrote; what nobody met counts 0.
package struct Coverage: Codable, Equatable, Sendable {
    /// By id.
    package private(set) var scenes: [String: Int] = [:]
    /// `<scene>/<choice>`, an own move with branches of its own being `PlaytestStep.ownMove`.
    package private(set) var choices: [String: Int] = [:]
    /// `<choice>=<outcome>` of each check, `<scene>/.fight=<outcome>` of each fight.
    package private(set) var outcomes: [String: Int] = [:]
    /// By the ending's id, or by that of an epilogue which names none.
    package private(set) var endings: [String: Int] = [:]

    package init(of rules: CampaignRules) {
        for place in rules.graph.places {
            let scene = place.scene
            scenes[scene.id] = 0
            if place.isFinal { endings[scene.ending ?? scene.id] = 0 }
            for choice in scene.choices {
                expect(
                    ChoiceKey.make(scene: scene.id, choice: choice.id), isChecked: choice.check != nil,
                    hasPartial: choice.partial != nil, isFought: scene.combat != nil)
            }
            if let branches = scene.freeform.branches {
                expect(
                    ChoiceKey.make(scene: scene.id, choice: PlaytestStep.ownMove), isChecked: true,
                    hasPartial: branches.contains(where: { $0.outcome == .partial }), isFought: scene.combat != nil)
            }
            if let combat = scene.combat {
                for result in [ActionResult.victory, .defeat, .flee] where result != .flee || combat.flee != nil {
                    outcomes[Self.fight(in: scene.id, result)] = 0
                }
            }
        }
    }

    private mutating func expect(_ key: String, isChecked: Bool, hasPartial: Bool, isFought: Bool) {
        choices[key] = 0
        guard isChecked, !isFought else { return }
        // A partial success that is not written plays as a failure.
        for outcome in [ActionResult.success, .partial, .fail] where outcome != .partial || hasPartial {
            outcomes["\(key)=\(outcome.rawValue)"] = 0
        }
    }

    private static func fight(in scene: String, _ result: ActionResult) -> String {
        "\(scene)/.fight=\(result.rawValue)"
    }

    /// What nobody wrote, like generic choices, is not counted.
    mutating func count(_ step: PlaytestStep) {
        let key = ChoiceKey.make(scene: step.scene, choice: step.choice)
        Self.add(1, to: key, of: &choices)
        switch step.outcome {
        case .success, .partial, .fail: Self.add(1, to: "\(key)=\(step.outcome.rawValue)", of: &outcomes)
        case .victory, .defeat, .flee: Self.add(1, to: Self.fight(in: step.scene, step.outcome), of: &outcomes)
        }
    }

    /// A playthrough is over.
    mutating func count(end state: RunState, reached ending: String?) {
        for (scene, visits) in state.visits { Self.add(visits, to: scene, of: &scenes) }
        if let ending { Self.add(1, to: ending, of: &endings) }
    }

    private static func add(_ count: Int, to key: String, of table: inout [String: Int]) {
        guard let index = table.index(forKey: key) else { return }
        table.values[index] += count
    }

    /// Everything that was never met, by kind.
    package var missing: [(kind: String, ids: [String])] {
        tables.map { ($0.kind, $0.counts.filter { $0.value == 0 }.keys.sorted()) }.filter { !$0.ids.isEmpty }
    }

    package var isFull: Bool { missing.isEmpty }

    /// The four tables, in the order in which they are shown.
    package var tables: [(kind: String, counts: [String: Int])] {
        [("scenes", scenes), ("choices", choices), ("outcomes", outcomes), ("endings", endings)]
    }
}

extension Freeform {
    /// What the author wrote for own moves here; nil when that is nothing, or none are taken.
    var branches: [(outcome: CheckOutcome, branch: Branch)]? {
        guard isAllowed else { return nil }
        let written = [(CheckOutcome.success, onSuccess), (.partial, onPartial), (.fail, onFail)]
            .compactMap { outcome, branch in branch.map { (outcome: outcome, branch: $0) } }
        return written.isEmpty ? nil : written
    }
}
