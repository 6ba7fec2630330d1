internal import Core

/// The vote of a party over one scene state (campaign-engine "Decisions of a party"): who is for what, and until when.
///
/// Pure: the time, and who may vote and is here, are given. Own moves are options as long as somebody is for them.
struct RunVote: Sendable, Equatable {
    /// How long the one extension is.
    static let extensionTime: Duration = .seconds(45)
    /// Who was here in so long a time is waited for.
    static let attendance: Duration = .seconds(15)

    /// One thing that the party may do.
    struct Option: Sendable, Equatable, Decodable {
        /// Of the choice; of an own move `own:<player>:<number>`, which no choice can be called.
        let id: String
        /// In the run's language; of an own move the player's words.
        let label: String
        /// What an own move is tried with; nil for a choice.
        var skill: String?

        var isOwnMove: Bool { skill != nil }
    }

    struct Ballot: Sendable, Equatable {
        let optionID: String
        /// Who of the player's characters would act; nil: whoever is best at it.
        let characterID: CharacterID?
        /// Whether the player left it to the story what to choose.
        let isAdvance: Bool
    }

    /// Of the scene state that it is over: there is one vote for each.
    let id: String
    private(set) var options: [Option]
    let openedAt: Timestamp
    private(set) var deadline: Timestamp
    private(set) var isExtended = false
    /// What was left when the run was paused; nil while it goes on.
    private(set) var frozen: Duration?
    private(set) var ballots: [PlayerID: Ballot] = [:]
    /// Players who ask for more time.
    private(set) var wishes: Set<PlayerID> = []

    init(id: String, options: [Option], openedAt: Timestamp, lasting time: Duration) {
        self.id = id
        self.options = options
        self.openedAt = openedAt
        deadline = openedAt.adding(time)
    }

    /// As it was stored.
    init(
        id: String, options: [Option], openedAt: Timestamp, deadline: Timestamp, isExtended: Bool, frozen: Duration?,
        ballots: [PlayerID: Ballot], wishes: Set<PlayerID>
    ) {
        self.id = id
        self.options = options
        self.openedAt = openedAt
        self.deadline = deadline
        self.isExtended = isExtended
        self.frozen = frozen
        self.ballots = ballots
        self.wishes = wishes
    }

    func option(_ id: String) -> Option? { options.first { $0.id == id } }

    // MARK: Voices

    /// A player is for an option, whatever it was for before. An own move that nobody is for any more is gone.
    mutating func cast(_ ballot: Ballot, by player: PlayerID) {
        ballots[player] = ballot
        dropUnsupported()
    }

    /// A move in a player's own words.
    ///
    /// - Parameter number: never given twice in a run, so that nobody is for words that they have not seen.
    /// - Returns: the option that it is; the same move is one option, whoever has thought of it.
    mutating func propose(_ text: String, skill: String, by player: PlayerID, number: Int) -> Option {
        if let known = options.first(where: { $0.label == text && $0.skill == skill }) { return known }
        let option = Option(id: "own:\(player):\(number)", label: text, skill: skill)
        options.append(option)
        return option
    }

    /// The scene offers something else, or others play it: what is gone loses its ballots, and who is gone its voice.
    mutating func revise(choices: [Option], voters: Set<PlayerID>) {
        options = choices + options.filter(\.isOwnMove)
        ballots = ballots.filter { player, ballot in voters.contains(player) && option(ballot.optionID) != nil }
        wishes.formIntersection(voters)
        dropUnsupported()
    }

    private mutating func dropUnsupported() {
        let supported = Set(ballots.values.map(\.optionID))
        options.removeAll { $0.isOwnMove && !supported.contains($0.id) }
    }

    /// Players who are for an option, the lowest id first.
    func supporters(of optionID: String) -> [PlayerID] {
        ballots.filter { $0.value.optionID == optionID }.keys.sorted { $0.rawValue < $1.rawValue }
    }

    /// The options with the most ballots, in their order; empty when nobody has voted.
    var leading: [Option] {
        let most = options.map { supporters(of: $0.id).count }.max() ?? 0
        return most == 0 ? [] : options.filter { supporters(of: $0.id).count == most }
    }

    /// Whether nobody is waited for any more.
    ///
    /// - Parameter awaited: voters who are here.
    func isComplete(awaiting awaited: Set<PlayerID>) -> Bool {
        !ballots.isEmpty && awaited.allSatisfy { ballots[$0] != nil }
    }

    // MARK: Time

    /// Asks for the one extension, which more than half of the voters grant.
    mutating func askForTime(_ player: PlayerID, voters: Set<PlayerID>) {
        wishes.insert(player)
        guard !isExtended, wishes.intersection(voters).count * 2 > voters.count else { return }
        isExtended = true
        deadline = deadline.adding(Self.extensionTime)
    }

    /// How much time is left, from zero up, also when the clock was set back since.
    func left(at now: Timestamp) -> Duration {
        if let frozen { return frozen }
        let all = deadline.milliseconds - openedAt.milliseconds
        // A vote that lies in the future began before the clock was set back: nobody votes for a year on end.
        guard now.milliseconds + all > openedAt.milliseconds else { return .zero }
        return .milliseconds(min(max(0, deadline.milliseconds - now.milliseconds), all))
    }

    func isOver(at now: Timestamp) -> Bool { left(at: now) == .zero }

    /// The run is paused: the time stands still.
    mutating func freeze(at now: Timestamp) { frozen = frozen ?? left(at: now) }

    /// The run goes on, with the time that was left.
    mutating func thaw(at now: Timestamp) {
        guard let frozen else { return }
        deadline = now.adding(frozen)
        self.frozen = nil
    }

    /// The time begins anew, for somebody who comes back to a vote that rested.
    mutating func renew(at now: Timestamp, lasting time: Duration) { deadline = now.adding(time) }
}
