package import ContentPacks

extension Condition {
    /// Whether it holds in a run. `has`, `skill` and `relation` look at every present member and take the best.
    package func holds(in state: RunState) -> Bool {
        switch self {
        case .holds(let term): term.value(in: state).isTruthy
        case .compare(let term, let comparison, let value): comparison.holds(term.value(in: state), value)
        case .not(let inner): !inner.holds(in: state)
        case .and(let left, let right): left.holds(in: state) && right.holds(in: state)
        case .or(let left, let right): left.holds(in: state) || right.holds(in: state)
        }
    }
}

extension Condition.Comparison {
    /// Numbers compare as numbers, everything else only for being equal; different kinds are never equal.
    fileprivate func holds(_ left: FlagValue, _ right: FlagValue) -> Bool {
        if case .integer(let one) = left, case .integer(let two) = right { return holds(one, two) }
        switch self {
        case .equal: return left == right
        case .notEqual: return left != right
        case .less, .atMost, .greater, .atLeast: return false
        }
    }
}

extension Condition.Term {
    /// What the term is worth now; a flag that nobody declared is false.
    package func value(in state: RunState) -> FlagValue {
        switch self {
        case .flag(let key): state.flags[key] ?? .bool(false)
        case .has(let item): .bool(state.members.contains { $0.isPresent && $0.items[item, default: 0] > 0 })
        case .visited(let scene): .bool(state.visits[scene, default: 0] > 0)
        case .turnsSince(let scene): .integer(state.lastVisitTurn[scene].map { state.turn - $0 } ?? .max)
        case .relation(let npc): .integer(state.bestRelation(with: npc))
        case .skill(let skill):
            .integer(state.members.lazy.filter(\.isPresent).map { $0.skills[skill.rawValue] ?? 0 }.max() ?? 0)
        case .outcome(let scene): .text(state.outcomes[scene]?.rawValue ?? "")
        case .partySize: .integer(state.members.count(where: \.isPresent))
        }
    }
}

extension RunState {
    fileprivate func bestRelation(with npc: String) -> Int {
        members.lazy.filter(\.isPresent).map { relations[npc]?[$0.characterID] ?? 0 }.max() ?? 0
    }
}
