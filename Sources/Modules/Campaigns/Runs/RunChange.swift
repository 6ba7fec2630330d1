internal import ContentPacks
internal import Core

/// What one write makes of one run: computed on the loop, stored by `RunStore.apply` in one transaction.
struct RunChange: Sendable {
    /// The run that it was computed from; nil when it begins.
    let before: LiveRun?
    private(set) var after: LiveRun
    let at: Timestamp
    /// What a player did; nil when the server did it.
    private(set) var decision: Decision?
    /// A player's voice in a vote, which is an answer to a request too.
    private(set) var ballot: Decision?
    /// The vote that is over with it, as it ended.
    private(set) var endedVote: RunVote?
    /// What that came to; nil when the story went on without it.
    private(set) var count: VoteCount?
    private(set) var rolls: [Roll] = []
    private(set) var chronicle: [ChronicleEntry] = []
    /// What a player's move adds to the history of the run.
    private(set) var told: SceneRecord?
    /// The scene state that ended.
    private(set) var closed: ClosedScene?
    /// The turn back that it is.
    private(set) var rewind: RunRewind?
    /// The move to another content that it is.
    private(set) var migration: RunMigration?
    /// Whether `after.scene` is a new scene state, and its place in the log.
    private(set) var openedAt: Int?
    /// Who fights, in the order of their turns, as JSON; nil outside of fights.
    private(set) var initiative: [UInt8]?

    /// A player's action, as `run_actions` keeps it.
    struct Decision: Sendable {
        let position: Int
        let playerID: PlayerID
        let request: ActionRequest
        /// The rules' outcome as JSON; nil for what does not move the story.
        let outcome: [UInt8]?
        let sceneStateID: String
    }

    struct Roll: Sendable {
        let position: Int
        let record: RollRecord
    }

    struct ClosedScene: Sendable {
        let id: String
        /// What the players answered to it, JSON.
        let inputContext: [UInt8]
        let resultFlags: [UInt8]
    }

    /// A change of `run`, which is nothing yet but a new revision.
    init(of run: LiveRun, at time: Timestamp) {
        before = run
        after = run
        after.revision += 1
        at = time
    }

    /// A run that begins.
    init(beginning run: LiveRun, rolls: [RollRecord], chronicle: [ChronicleEntry], at time: Timestamp) {
        before = nil
        after = run
        at = time
        record(rolls)
        self.chronicle = chronicle
        openedAt = takePosition()
    }

    /// Changes what needs no row of its own: pause, members, leader.
    mutating func update(_ body: (inout LiveRun) -> Void) {
        body(&after)
    }

    mutating func record(
        _ request: ActionRequest, by playerID: PlayerID, outcome: [UInt8]?
    ) {
        decision = makeDecision(request, by: playerID, outcome: outcome)
    }

    /// A player's voice, or wish for more time, in the open vote, which becomes `vote`.
    mutating func record(ballot request: ActionRequest, by playerID: PlayerID, in vote: RunVote) {
        after.vote = vote
        ballot = makeDecision(request, by: playerID, outcome: nil)
    }

    private mutating func makeDecision(
        _ request: ActionRequest, by playerID: PlayerID, outcome: [UInt8]?
    ) -> Decision {
        defer { remember(request, of: playerID) }
        return Decision(
            position: takePosition(), playerID: playerID, request: request, outcome: outcome,
            sceneStateID: after.scene.id)
    }

    private mutating func remember(_ request: ActionRequest, of playerID: PlayerID) {
        if let actionID = request.actionID {
            after.remember(LiveRun.ActionKey(playerID: playerID, actionID: actionID))
        }
    }

    /// The open vote is over.
    mutating func record(_ count: VoteCount) {
        self.count = count
        record(count.rolls)
    }

    /// Opens, revises or ends the vote, so that it is that of the scene and of those who play. After all else.
    mutating func followVote(_ rules: CampaignRules) {
        let due = RunVote.due(in: after, rules, at: at)
        if let open = after.vote, open.id != due?.id { endedVote = open }
        after.vote = due
    }

    mutating func record(_ rolls: [RollRecord]) {
        for roll in rolls { self.rolls.append(Roll(position: takePosition(), record: roll)) }
    }

    mutating func tell(_ record: SceneRecord) {
        told = record
    }

    mutating func remember(_ entries: [ChronicleEntry]) {
        chronicle += entries
    }

    /// Resolves the current scene state.
    mutating func closeScene(inputContext: [UInt8], resultFlags: [UInt8]) {
        after.scene.isResolved = true
        after.scene.resultFlags = resultFlags
        closed = ClosedScene(id: after.scene.id, inputContext: inputContext, resultFlags: resultFlags)
    }

    mutating func openScene(_ scene: ShownScene) {
        after.scene = scene
        after.turnedAt = at
        openedAt = takePosition()
    }

    /// Takes the story back to `boundary`, and tells the chronicles so; the scene is to be opened anew.
    mutating func rewind(to boundary: SceneBoundary, _ state: RunState, for reason: String, by playerID: PlayerID) {
        rewind = RunRewind(
            position: takePosition(), fromPosition: boundary.position, fromTurn: after.state.turn,
            toTurn: state.turn, playerID: playerID, reason: reason, at: at)
        chronicle += boundary.compensation(fromTurn: after.state.turn)
        after.state = state
        // What came of the turn stands in the log; nothing has come of the scene as it is shown now.
        after.lastOutcome = nil
    }

    /// Goes on with another content, whose scene is to be opened.
    mutating func migrate(to state: RunState, of contentHash: String, by mapping: ContentMapping) {
        migration = RunMigration(
            position: takePosition(), fromHash: after.facts.contentHash, toHash: contentHash, mapping: mapping, at: at)
        after.move(to: state, of: contentHash)
    }

    mutating func show(initiative: [UInt8]?) {
        self.initiative = initiative
    }

    private mutating func takePosition() -> Int {
        defer { after.nextPosition += 1 }
        return after.nextPosition
    }
}
