internal import ContentPacks
internal import Core

/// A picture that is shown: what the pack says of it, and where it will be found if it has to be made.
struct ShownArt: Sendable {
    /// nil: the pack says nothing of one.
    let picture: Picture?
    let subject: ArtSubject
    /// nil: it lies in the pack, or none is made.
    let url: String?
}

/// What pictures a scene shows. Where the pack has none, one is drawn of what everybody is told: never of a secret.
extension RunContent {
    /// The picture that an effect lends the scene, or its own, or that of its place.
    ///
    /// - Parameter lender: the scene whose picture is shown instead; nil for none.
    func art(of scene: Scene, lentBy lender: String?) -> ShownArt {
        if let lender = lender.map(self.scene), lender.picture != nil {
            return shown(lender.picture, .scene, lender.id) { nil }
        }
        if scene.picture == nil, let place = scene.location.flatMap(pack.location), place.picture != nil {
            return shown(place.picture, .location, place.id) { nil }
        }
        return shown(scene.picture, .scene, scene.id) { description(of: scene) }
    }

    func portrait(of npc: NPC) -> ShownArt {
        shown(npc.picture, .npc, npc.id) { description(of: npc) }
    }

    /// What is to be made for a scene and for those that may come right after it, the first first, and where it will be
    /// found.
    func artToMake(for scene: Scene, lentBy lender: String?, _ rules: CampaignRules) -> [(ArtSubject, String)] {
        let ahead = rules.graph.successors(of: scene.id).prefix(Self.scenesAhead)
        let shown =
            [art(of: scene, lentBy: lender)] + scene.npcs.compactMap(pack.npc).map(portrait)
            + ahead.map { art(of: $0, lentBy: nil) }
        return shown.compactMap { art in art.url.map { (art.subject, $0) } }
    }

    /// Whose pictures are asked for before the party gets there.
    private static let scenesAhead = 6

    /// - Parameter description: of what is drawn where the pack says nothing; nil: nothing is.
    private func shown(
        _ picture: Picture?, _ kind: ArtSubject.Kind, _ id: String, description: () -> String?
    ) -> ShownArt {
        art(kind, id) {
            let spec = picture?.spec == nil ? description().map { MediaSpec(prompt: $0) } : nil
            let subject = ArtSubject(kind: kind, id: id, spec: spec)
            let url = picture?.assetID == nil ? artURL(subject, pack, campaign) : nil
            return ShownArt(picture: picture, subject: subject, url: url)
        }
    }

    /// Of a single-file pack, which lists its pictures by themselves, the prompt; else what the scene is called and where
    /// it plays, and how it begins.
    private func description(of scene: Scene) -> String {
        if let art = pack.art.first(where: { $0.scenes.contains(scene.id) }) { return art.prompt }
        let place = scene.location.flatMap(pack.location)
        if let art = pack.art.first(where: { art in place.map { art.locations.contains($0.id) } ?? false }) {
            return art.prompt
        }
        return prompt([scene.title, place?.name, scene.summary ?? scene.text.first])
    }

    private func description(of npc: NPC) -> String {
        if let art = pack.art.first(where: { $0.npcs.contains(npc.id) }) { return art.prompt }
        return prompt([npc.name, npc.role, npc.profile?.appearance ?? npc.summary])
    }

    /// In the language that the pack was written in, so that players of all languages see the same picture.
    private func prompt(_ lines: [Line?]) -> String {
        let language = pack.languages.first ?? .english
        return String(lines.compactMap { $0?.text(in: language) }.joined(separator: ". ").prefix(Self.longestPrompt))
    }

    /// Characters.
    private static let longestPrompt = 400
}
