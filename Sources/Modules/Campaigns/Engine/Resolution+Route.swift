internal import ContentPacks

extension Resolution {
    /// Where the story goes when a move is done.
    ///
    /// In this order: an epilogue completes; an `end` or `detour` effect; the `goto` of the branch, of the fight, of the
    /// choice, of the scene; back from a detour; then the party stays, as long as the author wrote some way out of the
    /// scene and something is left to choose; else the shortest way out.
    mutating func go(on move: Move, _ checked: CheckOutcome?, _ result: ActionResult, from scene: Scene) {
        if rules.graph.place(scene.id)?.isFinal == true { return complete() }
        if case .end(let ending)? = jump { return end(ending) }
        if move.steering == .ending {
            state.detours = []
            guard let next = rules.graph.nextTowardsEnding(from: scene.id) else { return complete() }
            return enter(next, steering: .ending)
        }
        let written = writtenWay(move, checked, from: scene)
        if case .detour(let target)? = jump, rules.graph.index(of: target) != nil {
            push(Detour(sceneID: written ?? scene.id, stay: written == nil ? state.choicesTakenInStay : nil))
            return enterOpen(target)
        }
        if let written { return proceed(to: written, from: scene) }
        if let detour = state.detours.popLast() { return comeBack(detour) }
        if !move.leaves, rules.graph.place(scene.id)?.hasWrittenWay == true,
            !rules.openChoices(of: scene, in: state).isEmpty
        {
            return stay(in: scene.id, taken: state.choicesTakenInStay)
        }
        guard let next = wayOut(of: scene, after: result) else { return complete() }
        proceed(to: next, from: scene)
    }

    /// The author's `goto` for this outcome; nil when none is written.
    private func writtenWay(_ move: Move, _ checked: CheckOutcome?, from scene: Scene) -> String? {
        [
            move.branch(for: checked)?.goto, scene.combat?.branch(for: checked, of: move)?.branch.goto, move.goto,
            scene.goto,
        ].compactMap { $0 }.first { rules.graph.index(of: $0) != nil }
    }

    /// A `goto` to the scene itself stays in it.
    private mutating func proceed(to target: String, from scene: Scene) {
        if target == scene.id { return stay(in: target, taken: state.choicesTakenInStay) }
        enterOpen(target)
    }

    private mutating func end(_ ending: String) {
        if let scene = rules.graph.scene(ofEnding: ending) { return enter(scene, steering: .story) }
        state.ending = ending
        complete()
    }

    private mutating func comeBack(_ detour: Detour) {
        guard let stay = detour.stay else { return enterOpen(detour.sceneID) }
        self.stay(in: detour.sceneID, taken: stay)
    }

    /// Enters a scene, or what stands in for it while its episode is closed: the first scene of the next main episode
    /// that is open, else an ending that is open, else any. A campaign without one is over.
    private mutating func enterOpen(_ target: String) {
        guard let place = rules.graph.place(target) else { return complete() }
        guard !isOpen(place.episode) else { return enter(target, steering: .story) }
        let places = rules.graph.places
        let later = places.first {
            $0.episode > place.episode && rules.campaign.episodes[$0.episode].type == .main && isOpen($0.episode)
        }
        let finals = places.lazy.filter(\.isFinal)
        let standIn = later ?? finals.first { isOpen($0.episode) } ?? finals.first
        guard let standIn else { return complete() }
        enter(standIn.scene.id, steering: .story)
    }

    /// The episode in which the story is never closes behind it.
    private func isOpen(_ episode: Int) -> Bool {
        let episode = rules.campaign.episodes[episode]
        return episode.id == state.episodeID || episode.requires?.holds(in: state) ?? true
    }

    /// A way on for a move that has none of its own: where an open choice leads after such an outcome, nearest to an
    /// ending first; else the neighbour on the shortest way; nil when the story has nowhere to go.
    private func wayOut(of scene: Scene, after result: ActionResult) -> String? {
        let targets = rules.openChoices(of: scene, in: state).compactMap { choice in
            let move = Move(choice)
            let outcome: CheckOutcome? =
                choice.check == nil ? nil : result.isSuccess ? .success : result == .fail ? .fail : .partial
            return move.branch(for: outcome)?.goto ?? choice.goto
        }
        let reachable = targets.filter { $0 != scene.id && rules.graph.distance($0) != StoryGraph.unreachable }
        return reachable.min { rules.graph.distance($0) < rules.graph.distance($1) }
            ?? rules.graph.nextAnywhere(from: scene.id)
    }
}
