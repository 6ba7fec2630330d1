internal import Core

/// One run as it stands after its newest COMMIT: all that an action needs and all that a player sees.
struct LiveRun: Sendable {
    private(set) var facts: RunFacts
    /// What the rules know; its phase is the run's status.
    var state: RunState
    /// Writes of this run so far; a write that finds another number in the table lost a race.
    var revision: Int
    /// What the next scene, decision or roll of the log is numbered.
    var nextPosition: Int
    var isPaused: Bool
    var finishedAt: Timestamp?
    /// When the current scene was opened: the wait for an absent leader counts from here.
    var turnedAt: Timestamp
    var scene: ShownScene
    /// `lastOutcome` as JSON, free of what only a master may see.
    var lastOutcome: [UInt8]?
    /// The party's leader, who may have left the run.
    var leader: CharacterID?
    /// The open vote over the current scene.
    var vote: RunVote?
    /// Actions whose first answer is stored; nil when there are more than `answeredLimit`, and the table must be asked.
    var answered: Set<ActionKey>?
    /// What a run in memory may take for this is for its players to fill, who may act for years.
    static let answeredLimit = 256

    /// Identifies an action of one player in one run, over either transport.
    struct ActionKey: Hashable, Sendable {
        let playerID: PlayerID
        let actionID: String
    }

    /// Whether an action may have a stored answer: only then a read tells.
    func mayHaveAnswered(_ action: ActionKey) -> Bool { answered?.contains(action) ?? true }

    mutating func remember(_ action: ActionKey) {
        answered?.insert(action)
        if let count = answered?.count, count > Self.answeredLimit { answered = nil }
    }

    var status: RunPhase { state.phase }

    /// Everybody who is or was in it, also those who enter with the next scene.
    var everybody: [MemberState] { state.members + state.waiting }

    /// Whether the player has a character in the run that has not left.
    func isPlayed(by playerID: PlayerID) -> Bool {
        everybody.contains { $0.playerID == playerID && !$0.absent }
    }

    /// Whether the player has, or had, a character in it.
    func wasPlayed(by playerID: PlayerID) -> Bool {
        everybody.contains { $0.playerID == playerID }
    }

    /// Goes on with another content.
    mutating func move(to state: RunState, of contentHash: String) {
        facts.contentHash = contentHash
        self.state = state
    }

    /// Stops or resumes the run: deadlines stand still in a pause. The wait for an absent leader begins anew, a vote goes
    /// on with what was left of it.
    mutating func setPaused(_ paused: Bool, at time: Timestamp) {
        isPaused = paused
        if paused {
            vote?.freeze(at: time)
        } else {
            vote?.thaw(at: time)
            turnedAt = time
        }
    }

    /// Whose word counts as the leader's: the party's leader when it plays here, else who joined first.
    var leadingPlayer: PlayerID? {
        if let leader, let member = state.member(leader), !member.absent { return member.playerID }
        return (state.present.first ?? state.members.first { !$0.absent })?.playerID
    }
}
