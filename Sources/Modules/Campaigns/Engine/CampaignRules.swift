package import ContentPacks
package import Core

/// The rules of one campaign: from a state, an action and dice to the next state and what is to be told of it.
///
/// Pure: no clock, no I/O, no hidden state. Made once for a campaign, profile and language, and used for every run of
/// them; a run's dice go in with each step.
package struct CampaignRules: Sendable {
    package let pack: Pack
    package let campaign: Campaign
    package let profile: RunProfile
    package let language: Language
    package let graph: StoryGraph

    let visibleFlags: Set<String>
    let items: [String: Item]
    let monsters: [String: Monster]
    let itemBonuses: ItemBonuses
    /// What things are called in fights.
    let itemNames: [String: String]

    package init(pack: Pack, campaign: Campaign, profile: RunProfile = .strict, language: Language) {
        self.pack = pack
        self.campaign = campaign
        self.profile = profile
        self.language = language
        graph = StoryGraph(campaign)
        visibleFlags = Set(campaign.flags.lazy.filter(\.isVisible).map(\.key))
        items = Dictionary(pack.items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        monsters = Dictionary(pack.monsters.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        itemBonuses = ItemBonuses(pack.items)
        itemNames = items.mapValues { $0.name.text(in: language) }
    }

    /// The first scene, entered.
    ///
    /// - Parameter dice: for a campaign that begins with a fight.
    /// - Throws: `ActionError.noMembers`.
    package func start(members: [MemberState], dice: Dice) throws(ActionError) -> StepResult {
        guard let first = members.first else { throw .noMembers }
        let flags = Dictionary(campaign.flags.map { ($0.key, $0.initial) }, uniquingKeysWith: { first, _ in first })
        let state = RunState(members: members, flags: flags)
        var resolution = Resolution(self, state, actor: first.characterID, actionID: "", dice: dice)
        resolution.begin()
        return resolution.result(outcome: nil, resolved: nil)
    }

    /// One action of one character, resolved to its end: checks, effects, and where the story goes.
    ///
    /// - Parameters:
    ///   - actor: who does it; the decision of the party is taken before.
    ///   - actionID: goes into the dice; empty when the client sent none.
    /// - Throws: `invalidPhase`, `characterNeeded`, `unknownChoice`; for own moves `freeformNotAllowed`, `freeformText`,
    ///   `unknownSkill`; for fights `fight`, `noFight`.
    package func step(
        _ state: RunState, _ action: PlayerAction, actor: CharacterID, actionID: String, dice: Dice
    ) throws(ActionError) -> StepResult {
        guard state.phase == .scene || state.phase == .epilogue else { throw .invalidPhase(state.phase) }
        guard let member = state.member(actor), action == .advance || member.isPresent else {
            throw .characterNeeded(actor)
        }
        if let fight = state.fight {
            var resolution = Resolution(self, state, actor: actor, actionID: actionID, dice: dice)
            return try resolution.resolve(action, in: fight)
        }
        let move = try move(for: action, by: member, in: state)
        var resolution = Resolution(self, state, actor: actor, actionID: actionID, dice: dice)
        return resolution.resolve(move)
    }

    /// A member who joins enters with the next scene, as `GUEST`, or at once when nobody is left to bring that scene
    /// about; one who had left is back at once, in its old role.
    package func join(_ state: RunState, _ member: MemberState) -> RunState {
        var state = state
        if let index = state.members.firstIndex(where: { $0.characterID == member.characterID }) {
            state.members[index].absent = false
        } else if !state.phase.isFinished, !state.waiting.contains(where: { $0.characterID == member.characterID }) {
            var guest = member
            guest.role = .guest
            state.waiting.append(guest)
            state.openDoorIfDeserted()
        }
        return state
    }

    /// A character that leaves becomes absent: what it did and has stays, and nothing meets it any more. When it was the
    /// last one, those who wait for the next scene take over.
    package func leave(_ state: RunState, _ character: CharacterID) -> RunState {
        var state = state
        state.waiting.removeAll { $0.characterID == character }
        if let index = state.members.firstIndex(where: { $0.characterID == character }) {
            state.members[index].absent = true
            state.fight?.dismiss(character)
            state.openDoorIfDeserted()
        }
        return state
    }

    /// The end before the end; what was done so far is kept.
    ///
    /// - Throws: `invalidPhase` when the run is finished.
    package func abort(_ state: RunState) throws(ActionError) -> StepResult {
        guard !state.phase.isFinished else { throw .invalidPhase(state.phase) }
        var state = state
        state.phase = .aborted
        let entry = ChronicleEntry(.macro, "CAMPAIGN_ABORTED", payload: ["sceneId": .string(state.sceneID)])
        return StepResult(
            state: state, outcome: nil, rolls: [], chronicle: [entry], resolved: nil, enteredScene: false,
            completed: false)
    }

    package func scene(_ id: String) -> Scene? { graph.place(id)?.scene }

    /// What the players may see of the flags.
    package func visibleFlags(_ state: RunState) -> [String: FlagValue] {
        state.flags.filter { visibleFlags.contains($0.key) }
    }
}
