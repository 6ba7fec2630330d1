/// Whether a party can always go on, and get everywhere.
extension PackReader {
    /// - Parameter isWhole: false when some way leads nowhere or could not be read, which has an error of its own.
    func checkGraph(_ campaign: Campaign, isWhole: Bool) {
        let graph = SceneGraph(campaign)
        let reachable = graph.reachable()
        let hopeful = graph.hopeful()
        let detours = graph.onlyInDetours()
        let revisited = graph.revisited()
        if !graph.scenes.contains(where: { $0.type == .epilogue }), let position = position(.campaign, campaign.id) {
            complain(
                position, "the campaign has no scene of type epilogue: it can never be completed, so write one")
        }
        for scene in graph.scenes {
            guard let position = position(.scene, scene.id) else { continue }
            if isWhole, !reachable.contains(scene.id) {
                complain(position, "no way leads to the scene \"\(scene.id)\": name it in a \"goto\", or take it away")
            }
            guard scene.type != .epilogue, !holed.contains(scene.id) else { continue }
            checkChoices(scene, at: position)
            if scene.isDeadEnd, !detours.contains(scene.id) {
                complain(
                    position, "the scene \"\(scene.id)\" has no way out: give a choice, or the scene, a \"goto\"")
            } else if isWhole, !hopeful.contains(scene.id) {
                complain(
                    position, "no epilogue can be reached from the scene \"\(scene.id)\": lead it to one by \"goto\"")
            } else if !detours.contains(scene.id), scene.mayLock(isRevisited: revisited.contains(scene.id)) {
                complain(
                    position,
                    "the scene \"\(scene.id)\" may lock: every way out is gated, so add a choice with \"fallback: true\""
                )
            }
        }
    }

    /// Choices that the rules would never show.
    private func checkChoices(_ scene: Scene, at position: Position) {
        if scene.entrance.end != nil, !scene.choices.isEmpty {
            complain(
                position,
                "\"on_enter\" ends the scene \"\(scene.id)\": its choices are never shown, so take one of both away")
            return
        }
        for choice in scene.choices {
            guard let reason = scene.neverShown(choice) else { continue }
            complain(
                lines["\(scene.id).\(choice.id).label"] ?? position,
                "the choice \"\(choice.id)\" is never shown: \(reason)"
            )
        }
    }

    private func position(_ kind: Register.Kind, _ id: String) -> Position? {
        register.definition(kind, id)?.position
    }
}

extension Scene {
    /// Whether nothing that may be done here names a scene or an ending.
    var isDeadEnd: Bool { entrance.end == nil && exits.allSatisfy { $0.goto == nil && $0.end == nil } }
}
