internal import Auth
internal import Characters
internal import ContentPacks
internal import Core
internal import Hashing
internal import Parties
internal import PartySync
internal import Storage

/// Begins a run, in one transaction: copies the characters in, enters the first scene, tells both channels.
struct RunStart: Sendable {
    /// Of the run to be.
    let runID: String
    let request: NewCampaignRun
    let content: RunContent
    let caller: Caller
    /// Players who are here, for the answer.
    let online: Set<PlayerID>
    let now: Timestamp

    struct Begun: Sendable {
        let run: LiveRun
        let events: [StoredEvent]
        /// CampaignRun as the caller sees it.
        let answer: [UInt8]
    }

    /// - Throws: `RunError`; 403 without an active character in the party; 404; 422 for characters that cannot play.
    func begin(in connection: Connection) throws -> Begun {
        guard let party = try PartyStore.find(request.partyID, in: connection) else {
            throw APIError.notFound("Party \(request.partyID) does not exist.")
        }
        let characters = try players(of: party, in: connection)
        if try RunStore.unfinishedRun(of: party.id, in: connection) != nil { throw RunError.partyBusy(party.id) }
        for character in characters where try RunStore.isInUnfinishedRun(character.id, in: connection) {
            throw RunError.characterBusy(character.id)
        }
        let change = try change(party, characters, in: connection)
        let run = change.after
        try CampaignStore.save(content, in: connection)
        try CampaignStore.pin(content, in: connection)
        try RunStore.apply(change, snapshot: change.snapshot, in: connection)
        try PartyStore.setActiveRun(run.facts.id, of: party.id, in: connection)
        let events = RunEvents(change: change, traceID: caller.trace.traceID).ofStart()
        let appended = try EventLog.append(events, to: run.facts.channel, now: now, in: connection)
        let told = try EventLog.append(started(run), now: now, in: connection)
        let view = RunView(
            isMaster: caller.principal.isMaster, online: online, content: content, reader: caller.playerID)
        return Begun(run: run, events: appended.events + [told], answer: view.shown(run, at: appended.position).json)
    }

    /// The characters that will play, the leader first.
    private func players(of party: Party, in connection: Connection) throws -> [Character] {
        let members = try PartyStore.members(of: party.id, in: connection).filter { $0.role != .spectator }
        if members.isEmpty { throw RunError.emptyParty }
        let characters = try members.compactMap { try CharacterStore.find($0.characterID, in: connection) }
            .filter(\.isActive)
        guard characters.contains(where: { $0.playerID == caller.playerID }) else {
            throw APIError.forbidden("You have no active character in party \(party.id).")
        }
        guard let chosen = request.characterIDs else { return leaderFirst(characters, party) }
        if chosen.isEmpty { throw RunError.emptyParty }
        guard chosen.allSatisfy({ id in characters.contains { $0.id == id } }) else {
            throw APIError.invalid("characterIds", "must all be active members of the party")
        }
        return leaderFirst(characters.filter { chosen.contains($0.id) }, party)
    }

    private func leaderFirst(_ characters: [Character], _ party: Party) -> [Character] {
        characters.filter { $0.id == party.leaderCharacterID } + characters.filter { $0.id != party.leaderCharacterID }
    }

    private func change(_ party: Party, _ characters: [Character], in connection: Connection) throws -> RunChange {
        let seed = randomBytes(32)
        let language = try language(of: characters, in: connection)
        let facts = RunFacts(
            id: runID, campaignTemplateID: content.campaign.id, partyID: party.id, createdAt: now,
            canonVersion: content.campaign.seasonVersion ?? content.pack.seasonVersion ?? "", contentHash: content.hash,
            seed: seed, seedCommitment: Hex.encode(SHA256.hash(seed)), language: language, profile: request.profile,
            decision: request.decision ?? RunDecision(party.decision),
            decisionSeconds: request.decisionSeconds ?? party.decisionSeconds)
        let rules = content.rules(for: facts)
        let members = try characters.map { try MemberState(entering: $0, as: .main, in: connection) }
        let result = try rules.start(members: members, dice: facts.dice)
        let scene = SceneComposer(content: content, rules: rules, facts: facts)
            .scene(UUIDv7.make(at: now), of: result.state)
        let run = LiveRun(
            facts: facts, state: result.state, revision: 0, nextPosition: 0, isPaused: false, finishedAt: nil,
            turnedAt: now, scene: scene, lastOutcome: nil, leader: party.leaderCharacterID, answered: [])
        var change = RunChange(beginning: run, rolls: result.rolls, chronicle: result.chronicle, at: now)
        change.followVote(rules)
        return change
    }

    /// One run has one language: the one asked for, else the leader's, else the one the pack was written in.
    private func language(of characters: [Character], in connection: Connection) throws -> Language {
        if let language = request.language { return language }
        let leader = try PlayerStore.find(characters[0].playerID, in: connection)
        return leader?.language ?? content.pack.languages.first ?? .russian
    }

    private func started(_ run: LiveRun) -> PartyEvent {
        var payload = JSONWriter()
        payload.object {
            $0.member("runId", run.facts.id)
            $0.member("campaignTemplateId", run.facts.campaignTemplateID)
        }
        return PartyEvent(
            channel: EventLog.channel(party: run.facts.partyID), type: "campaign.run_started", payload: payload.bytes,
            traceID: caller.trace.traceID)
    }
}

extension RunDecision {
    fileprivate init(_ decision: Decision) {
        self =
            switch decision {
            case .leader: .leader
            case .vote: .vote
            case .anyone: .anyone
            }
    }
}

extension MemberState {
    /// A character as it enters a run, with what it carries.
    init(entering character: Character, as role: Role, in connection: Connection) throws {
        let abilities = character.coreStats.compactMapValues { $0.integerValue.map(Int.init) }
        let items = try CharacterItemStore.all(of: character.id, in: connection)
        self.init(
            characterID: character.id, playerID: character.playerID, name: character.name, role: role,
            level: character.level, xp: character.xp, abilities: abilities, skills: character.skills,
            hp: character.maxHP, maxHP: character.maxHP,
            items: Dictionary(items.map { ($0.itemID, $0.quantity) }, uniquingKeysWith: +),
            worn: Dictionary(
                items.compactMap { item in item.slot.map { ($0, item.itemID) } },
                uniquingKeysWith: { first, _ in first }),
            attuned: items.filter(\.isAttuned).map(\.itemID))
    }
}
