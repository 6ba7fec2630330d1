internal import Core

extension StoryMap {
    /// One way out of a scene: a choice with those of its outcomes that lead there.
    struct Way: Sendable, Equatable {
        enum Outcome: String, Sendable {
            case success, partial, fail, victory, defeat, flee

            var mark: String {
                switch self {
                case .success, .victory: "✓"
                case .partial, .flee: "~"
                case .fail, .defeat: "✗"
                }
            }
        }

        /// As players read the choice.
        let label: String
        /// `stealth 12`.
        let check: String?
        var outcomes: [Outcome]
        /// Whether the story comes back from there by itself.
        let isDetour: Bool
        /// nil without counts, or where none are kept.
        var visits: Int?

        /// As it stands at the edge; a long label is cut.
        var text: String {
            let cut = label.count > 34 ? label.prefix(33) + "…" : label[...]
            let marks = outcomes.map(\.mark).joined()
            return [String(cut), check.map { "(\($0))" } ?? "", marks, isDetour ? "↩" : ""]
                .filter { !$0.isEmpty }.joined(separator: " ")
        }
    }

    /// Collects the ways out of a scene, with the scenes they lead to.
    struct Ways {
        private(set) var found: [(target: String, way: Way)] = []
        private let scene: Scene
        private let endings: [String: String]
        private let visits: Visits?

        init(of scene: Scene, endings: [String: String], language: Language, visits: Visits?) {
            self.scene = scene
            self.endings = endings
            self.visits = visits
            collect("", [], Branch(effects: scene.onEnter), key: nil)
            for choice in scene.choices { collect(choice, choice.label.text(in: language)) }
            let free = scene.freeform
            for (outcome, branch) in [
                (Way.Outcome.success, free.onSuccess), (.partial, free.onPartial), (.fail, free.onFail),
            ] {
                collect("own move", [outcome], branch ?? Branch(), key: "\(scene.id)/.own")
            }
            if let combat = scene.combat {
                for (outcome, branch) in [(Way.Outcome.victory, combat.victory), (.defeat, combat.defeat)] {
                    collect(outcome.rawValue, [outcome], branch, key: "\(scene.id)/.fight")
                }
                if let flee = combat.flee { collect("flee", [.flee], flee, key: "\(scene.id)/.fight") }
            }
            if let goto = scene.goto, !found.contains(where: { $0.target == goto }) {
                add(goto, Way(label: "", check: nil, outcomes: [], isDetour: false))
            }
        }

        private mutating func collect(_ choice: Choice, _ label: String) {
            let key = "\(scene.id)/\(choice.id)"
            guard let check = choice.check else {
                collect(label, [], Branch(effects: choice.effects, goto: choice.goto ?? scene.goto), key: key)
                return
            }
            let tried = "\(check.skill?.rawValue ?? check.ability.rawValue) \(check.dc)"
            for (outcome, branch) in [
                (Way.Outcome.success, choice.success), (.partial, choice.partial), (.fail, choice.fail),
            ] {
                // A partial success that is not written plays as a failure.
                if outcome == .partial, branch == nil { continue }
                let goto = branch?.goto ?? choice.goto ?? scene.goto
                collect(
                    label, [outcome], Branch(effects: choice.effects + (branch?.effects ?? []), goto: goto),
                    check: tried, key: key)
            }
        }

        private mutating func collect(
            _ label: String, _ outcomes: [Way.Outcome], _ branch: Branch, check: String? = nil, key: String?
        ) {
            var count: Int?
            if let visits, let key {
                count = outcomes.first.map { visits.outcomes["\(key)=\($0.rawValue)"] ?? 0 } ?? visits.choices[key] ?? 0
            }
            let way = { Way(label: label, check: check, outcomes: outcomes, isDetour: $0, visits: count) }
            for effect in branch.effects {
                switch effect {
                case .end(let ending):
                    if let target = endings[ending] { add(target, way(false)) }
                    return
                case .detour(let target):
                    add(target, way(true))
                    return
                default: break
                }
            }
            if let goto = branch.goto { add(goto, way(false)) }
        }

        /// Outcomes of one choice that lead to the same place are one way.
        private mutating func add(_ target: String, _ way: Way) {
            let same = found.firstIndex {
                $0.target == target && $0.way.label == way.label && $0.way.check == way.check
                    && $0.way.isDetour == way.isDetour && !way.outcomes.isEmpty
            }
            guard let same else { return found.append((target, way)) }
            found[same].way.outcomes += way.outcomes
            if let visits = way.visits { found[same].way.visits = (found[same].way.visits ?? 0) + visits }
        }
    }
}
