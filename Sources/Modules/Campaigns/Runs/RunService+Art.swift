internal import Core

extension RunService {
    /// Asks for the pictures of the scene that has been opened, and of those that may come next. After COMMIT.
    func askForArt(_ run: LiveRun, _ content: RunContent) {
        let subjects = content.artToMake(
            for: content.scene(run.scene.sceneID), lentBy: run.state.artSceneID, content.rules(for: run.facts))
        guard !subjects.isEmpty else { return }
        surroundings.askForArt(
            ArtWish(
                runID: run.facts.id, sceneID: run.scene.id, pack: content.pack, campaign: content.campaign,
                subjects: subjects))
    }
}
