internal import Core

/// What one write makes of one run: computed on the loop, stored by `RunStore.apply` in one transaction.
struct RunChange: Sendable {
    /// The run that it was computed from; nil when it begins.
    let before: LiveRun?
    private(set) var after: LiveRun
    let at: Timestamp
    /// What a player did; nil when the server did it.
    private(set) var decision: Decision?
    private(set) var rolls: [Roll] = []
    private(set) var chronicle: [ChronicleEntry] = []
    /// The scene state that ended.
    private(set) var closed: ClosedScene?
    /// Whether `after.scene` is a new scene state, and its place in the log.
    private(set) var openedAt: Int?

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
        decision = Decision(
            position: takePosition(), playerID: playerID, request: request, outcome: outcome,
            sceneStateID: after.scene.id)
        if let actionID = request.actionID {
            after.answered.insert(LiveRun.ActionKey(playerID: playerID, actionID: actionID))
        }
    }

    mutating func record(_ rolls: [RollRecord]) {
        for roll in rolls { self.rolls.append(Roll(position: takePosition(), record: roll)) }
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

    private mutating func takePosition() -> Int {
        defer { after.nextPosition += 1 }
        return after.nextPosition
    }
}
