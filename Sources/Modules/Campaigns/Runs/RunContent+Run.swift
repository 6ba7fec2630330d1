internal import ContentPacks

/// What one run looks up in its content.
extension RunContent {
    func rules(for facts: RunFacts) -> CampaignRules { rules(facts.profile, in: facts.language) }

    /// The author's word to the master about the scene that is shown.
    func notes(on run: LiveRun) -> MasterNotes {
        let scene = scene(run.scene.sceneID)
        let people = scene.npcs.compactMap(pack.npc).filter { !$0.secrets.isEmpty }
        return MasterNotes(
            secret: scene.secret?.text(in: run.facts.language),
            people: people.map { ($0.id, $0.secrets.map { $0.text(in: run.facts.language) }) })
    }
}

extension RunContents {
    /// What a run was begun with.
    func pinned(_ facts: RunFacts) async throws -> RunContent {
        try await pinned(facts.campaignTemplateID, in: facts.contentHash)
    }
}
