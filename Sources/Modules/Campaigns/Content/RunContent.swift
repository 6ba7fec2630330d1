internal import ContentPacks
internal import Core

/// The pack and campaign that a run is pinned to, with what every action looks up in them at hand.
final class RunContent: Sendable {
    /// `Pack.contentHash`.
    let hash: String
    let pack: Pack
    let campaign: Campaign
    /// Flags that players may see.
    let visibleFlags: Set<String>
    private let scenes: [String: Scene]
    /// What people and things of the pack are called, by language.
    private let names: [Language: NameBook]
    /// The rules are the same for all runs of a profile and a language.
    private let rules: [RulesKey: CampaignRules]

    /// Filled as scenes are met; bounded by the scenes of the campaign.
    private let narrations = Lock<[NarrationKey: Narration]>([:])

    private struct NarrationKey: Hashable {
        let sceneID: String
        let language: Language
    }

    private struct RulesKey: Hashable {
        let profile: RunProfile
        let language: Language
    }

    let artURL: ArtURL
    /// Filled as pictures are met; bounded by the scenes, places and people of the pack.
    private let art = Lock<[ArtKey: ShownArt]>([:])

    private struct ArtKey: Hashable {
        let kind: ArtSubject.Kind
        let id: String
    }

    init(hash: String, pack: Pack, campaign: Campaign, artURL: @escaping ArtURL) {
        self.artURL = artURL
        self.hash = hash
        self.pack = pack
        self.campaign = campaign
        visibleFlags = Set(campaign.flags.lazy.filter(\.isVisible).map(\.key))
        scenes = Dictionary(
            campaign.episodes.lazy.flatMap(\.scenes).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var names: [Language: NameBook] = [:]
        var rules: [RulesKey: CampaignRules] = [:]
        for language in Language.allCases {
            for profile in RunProfile.allCases {
                rules[RulesKey(profile: profile, language: language)] = CampaignRules(
                    pack: pack, campaign: campaign, profile: profile, language: language)
            }
            names[language] = rules[RulesKey(profile: .strict, language: language)]?.names(RunState(members: []))
        }
        self.names = names
        self.rules = rules
    }

    func scene(_ id: String) -> Scene {
        guard let scene = scenes[id] else { fatalError("BUG: the rules came to scene \(id), which pack \(hash) lacks") }
        return scene
    }

    func rules(_ profile: RunProfile, in language: Language) -> CampaignRules {
        guard let rules = rules[RulesKey(profile: profile, language: language)] else {
            fatalError("BUG: no rules for \(profile) in \(language)")
        }
        return rules
    }

    /// A scene's own text, which is the same for every run.
    func narration(of scene: Scene, in language: Language) -> Narration {
        let key = NarrationKey(sceneID: scene.id, language: language)
        if let narration = narrations.withLock({ $0[key] }) { return narration }
        let narration = StaticNarrator().compose(
            NarrationRequest(
                language: language, title: scene.title.text(in: language),
                text: scene.text.map { $0.text(in: language) }.joined(separator: "\n\n"),
                timeline: scene.timeline.map { $0.text(in: language) }, tone: scene.tone))
        narrations.withLock { $0[key] = narration }
        return narration
    }

    /// The picture of somebody or something, which is the same for every run.
    func art(_ kind: ArtSubject.Kind, _ id: String, _ make: () -> ShownArt) -> ShownArt {
        let key = ArtKey(kind: kind, id: id)
        if let known = art.withLock({ $0[key] }) { return known }
        let made = make()
        art.withLock { $0[key] = made }
        return made
    }

    /// What everybody and everything in a run is called.
    func names(of state: RunState, in language: Language) -> NameBook {
        var names = self.names[language] ?? NameBook()
        for member in state.members { names.characters[member.characterID] = member.name }
        return names
    }
}
