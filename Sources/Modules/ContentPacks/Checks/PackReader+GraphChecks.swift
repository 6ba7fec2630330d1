/// Whether a party can always go on, and get everywhere.
extension PackReader {
    func checkGraph(_ campaign: Campaign, isWhole: Bool) {
        let graph = SceneGraph(campaign)
        let reachable = graph.reachable(from: [campaign.start])
        let hopeful = graph.hopeful()
        if !graph.scenes.contains(where: { $0.type == .epilogue }), let position = position(.campaign, campaign.id) {
            complain(position, "the campaign has no scene of type epilogue: it can never be completed")
        }
        for scene in graph.scenes {
            guard let position = position(.scene, scene.id) else { continue }
            if isWhole, !reachable.contains(scene.id) {
                complain(position, "no way leads to the scene \"\(scene.id)\"")
            }
            guard scene.type != .epilogue else { continue }
            if scene.gotos.isEmpty, !scene.ends, !graph.detours.contains(scene.id) {
                complain(position, "the scene \"\(scene.id)\" has no way out")
            } else if isWhole, !hopeful.contains(scene.id) {
                complain(position, "no epilogue can be reached from the scene \"\(scene.id)\"")
            } else if scene.mayLock(
                isRevisited: graph.isRevisited(scene.id), isDetour: graph.detours.contains(scene.id))
            {
                complain(
                    position,
                    "the scene \"\(scene.id)\" may lock: every way out is gated and there is no fallback")
            }
        }
    }

    private func position(_ kind: Register.Kind, _ id: String) -> Position? {
        register.definition(kind, id)?.position
    }
}

extension Scene {
    var ends: Bool { effects.contains(where: \.isEnd) }

    /// Whether the party may stand here with nothing that leads on.
    ///
    /// It cannot when the scene has a `goto` of its own, or a choice that is always there and leads out whatever
    /// comes of its check; a sticky one may be tried until it does.
    func mayLock(isRevisited: Bool, isDetour: Bool) -> Bool {
        if goto != nil || type == .combat || isDetour { return false }
        return !choices.contains { choice in
            guard choice.when == nil, !(choice.isOnce && isRevisited) else { return false }
            let outcomes = choice.outcomes
            return choice.isSticky ? outcomes.contains(where: choice.leads) : outcomes.allSatisfy(choice.leads)
        }
    }
}

extension Choice {
    /// What may come of it: one nil without a check, else the branches of success, partial and fail.
    fileprivate var outcomes: [Branch?] { check == nil ? [nil] : [success, partial ?? fail, fail] }

    fileprivate func leads(_ outcome: Branch?) -> Bool {
        goto != nil || outcome?.goto != nil || effects.contains(where: \.isEnd)
            || outcome?.effects.contains(where: \.isEnd) == true
    }
}

extension Effect {
    fileprivate var isEnd: Bool {
        if case .end = self { true } else { false }
    }
}
