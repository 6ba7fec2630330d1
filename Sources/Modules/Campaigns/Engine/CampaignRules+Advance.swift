internal import ContentPacks

extension CampaignRules {
    /// How many choices `advance` may take again before it goes straight for an ending.
    var patience: Int { graph.places.count }

    /// What `advance` does: the first open choice not yet taken in this run, or, when all were, the one on the shortest
    /// way to an ending.
    ///
    /// It reaches COMPLETED from any state. Let C be the choices of the campaign with the generic ones, S its scenes.
    /// A step takes a choice for the first time (at most C in all), or repeats one (at most S, `patience`), or is
    /// steered: then the outcome's way gives way to the neighbour nearest to an ending, episodes' conditions and
    /// detours notwithstanding, and where no ending can be reached the run completes at once. Steered steps lower the
    /// distance, which is under S, and only a first choice can raise it again. So there are at most
    /// C + S + (C + 1) * S steps, and one for the epilogue.
    func advanceMove(in state: RunState) throws(ActionError) -> Move {
        let choices = availableChoices(state)
        let fresh = choices.first {
            state.choicesTaken[ChoiceKey.make(scene: state.sceneID, choice: $0.id)] == nil
        }
        if let fresh { return Move(fresh) }
        let nearest = choices.min { distance(of: $0, in: state.sceneID) < distance(of: $1, in: state.sceneID) }
        guard let nearest else { throw .invalidPhase(state.phase) }
        var move = Move(nearest)
        move.isRepeatedAdvance = true
        if state.repeatedAdvances >= patience { move.steering = .ending }
        return move
    }

    /// Steps to an ending from the best place where the choice may lead.
    private func distance(of choice: Choice, in sceneID: String) -> Int {
        let branches = [choice.success, choice.partial, choice.fail].compactMap { $0 }
        if (choice.effects + branches.flatMap(\.effects)).contains(where: \.isEnd) { return 0 }
        var targets = branches.compactMap(\.goto)
        if let goto = choice.goto ?? scene(sceneID)?.goto { targets.append(goto) }
        let written = targets.map(graph.distance).min() ?? StoryGraph.unreachable
        guard GenericChoices.isGeneric(choice) else { return written }
        return min(written, graph.nextTowardsEnding(from: sceneID).map(graph.distance) ?? StoryGraph.unreachable)
    }
}

extension Effect {
    var isEnd: Bool {
        if case .end = self { true } else { false }
    }
}
