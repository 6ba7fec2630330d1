/// One thing that may come of what is done in a scene.
struct SceneExit {
    /// The scene that it names: the outcome's `goto`, else the choice's, else the scene's. Nil: it names none.
    let goto: String?
    /// In the order in which they happen.
    let effects: [Effect]

    /// The ending that it goes to at once; over any `goto` and detour.
    var end: String? {
        for case .end(let ending) in effects { return ending }
        return nil
    }

    /// The scene that is visited on the way: the last detour counts.
    var detour: String? {
        var found: String?
        for case .detour(let scene) in effects { found = scene }
        return found
    }
}

extension Scene {
    /// How many choices are shown at once; the others move up as these are taken.
    private static let shown = 4

    /// Everything that may come of acting here, by the order of `Choice`; nothing for an epilogue, where acting
    /// completes the run, and for a scene whose `on_enter` ends the story.
    var exits: [SceneExit] {
        guard type != .epilogue, entrance.end == nil else { return [] }
        var exits: [SceneExit] = []
        if let combat {
            exits += [combat.victory, combat.defeat, combat.flee].compactMap(\.self).map { exit($0, nil) }
            if combat.isInRounds { return exits }
        }
        let offered = choices.filter { neverShown($0) == nil }
        for choice in offered { exits += choice.outcomes.map { exit($0, choice) } }
        if freeform.isAllowed {
            let outcomes = [freeform.onSuccess, freeform.onPartial ?? freeform.onFail, freeform.onFail]
            exits += outcomes.map { exit($0, nil) }
        }
        // With fewer than three to choose from the rules bring choices of their own, which name no way.
        if offered.count(where: isSteady) < 3 { exits.append(exit(nil, nil)) }
        return exits
    }

    /// What happens as the scene is entered.
    var entrance: SceneExit { SceneExit(goto: nil, effects: onEnter) }

    private func exit(_ branch: Branch?, _ choice: Choice?) -> SceneExit {
        SceneExit(
            goto: branch?.goto ?? choice?.goto ?? goto, effects: (choice?.effects ?? []) + (branch?.effects ?? []))
    }

    // MARK: What is shown

    /// Whether the choice is there at any moment of any stay: nothing gates it, and who takes it may take it again or
    /// is led out.
    private func isSteady(_ choice: Choice) -> Bool {
        guard choice.when == nil, !choice.isOnce, !choice.isFallback else { return false }
        return choice.isSticky || choice.outcomes.allSatisfy { leads(choice, $0) }
    }

    /// Why players never see the choice; nil when they may.
    func neverShown(_ choice: Choice) -> String? {
        let place = choices.firstIndex { $0.id == choice.id } ?? choices.endIndex
        let steady = choice.isFallback ? choices.filter(isSteady) : choices[..<place].filter(isSteady)
        guard let first = steady.first else { return nil }
        if choice.isFallback { return "a fallback waits until nothing else is open, and \"\(first.id)\" always is" }
        return steady.count < Self.shown
            ? nil : "\(Self.shown) are shown, and \(steady.count) before it are always open"
    }

    // MARK: Locks

    /// Whether the party may stand here with nothing that leads on.
    ///
    /// It cannot when the scene has a `goto` that leads elsewhere, or a choice that is always there and leads out
    /// whatever comes of its check; a sticky one may be tried until it does.
    func mayLock(isRevisited: Bool) -> Bool {
        if let goto, goto != id { return false }
        if type == .combat || entrance.end != nil { return false }
        return !choices.contains { choice in
            guard choice.when == nil, neverShown(choice) == nil else { return false }
            let outcomes = choice.outcomes
            let isWayOut =
                choice.isSticky
                ? outcomes.contains { leads(choice, $0) } : outcomes.allSatisfy { leads(choice, $0) }
            return isWayOut && !(choice.isOnce && isRevisited)
        }
    }

    /// Whether the outcome of a choice leads out of the scene; a `goto` to the scene itself stays in it.
    private func leads(_ choice: Choice, _ outcome: Branch?) -> Bool {
        let exit = exit(outcome, choice)
        return exit.end != nil || exit.goto.map { $0 != id } ?? false
    }
}

extension Choice {
    /// What may come of it: one nil without a check, else the branches of success, partial and fail.
    fileprivate var outcomes: [Branch?] { check == nil ? [nil] : [success, partial ?? fail, fail] }
}
