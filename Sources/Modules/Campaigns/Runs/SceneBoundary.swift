internal import Characters
internal import Core
internal import Parties
internal import Storage

/// Where a scene of a run began: what a rewind to it restores, and what it takes back.
struct SceneBoundary: Sendable {
    /// As the scene was opened.
    let state: RunState
    /// Of the scene state, in the log.
    let position: Int
    /// Chronicle lines of later turns that nothing has taken back yet.
    let later: [(number: Int64, entry: ChronicleEntry)]
    /// Those who came into the run, or came back to it, since then, as they come in.
    let comers: [MemberState]

    /// - Throws: `RunError.unknownTurn` for one that is not before the present; `.notABoundary`; `.sceneIsGone` for one of
    ///   whose state nothing could be made in another content.
    init(turn: Int, of run: LiveRun, in connection: Connection) throws {
        guard (0..<run.state.turn).contains(turn) else { throw RunError.unknownTurn(turn, now: run.state.turn) }
        // Each turn of the branch that is played had one.
        guard let snapshot = try RunStore.snapshot(turn, of: run.facts.id, in: connection) else {
            throw RunError.sceneIsGone(turn)
        }
        guard let position = snapshot.position, let openedAt = snapshot.openedAt,
            snapshot.state.fight?.isFresh ?? true
        else {
            throw RunError.notABoundary(turn)
        }
        state = snapshot.state
        self.position = position
        later = try RunStore.standingChronicle(
            of: run.facts.id, by: run.everybody.map(\.characterID), after: snapshot.chronicle, in: connection)
        comers = try Self.comers(since: openedAt, state, to: run, in: connection)
    }

    /// What somebody took home meanwhile, or won elsewhere, stays theirs.
    private static func comers(
        since time: Timestamp, _ state: RunState, to run: LiveRun, in connection: Connection
    ) throws -> [MemberState] {
        let joined = try PartyStore.members(of: run.facts.partyID, in: connection)
            .filter { $0.joinedAt > time }.map(\.characterID)
        return try run.everybody.compactMap { member -> MemberState? in
            let earlier = (state.members + state.waiting).first { $0.characterID == member.characterID }
            guard earlier == nil || joined.contains(member.characterID) && !member.absent else { return nil }
            // An erased character has nothing to come in with but what it has here.
            guard let character = try CharacterStore.find(member.characterID, in: connection) else { return member }
            var comer = try MemberState(entering: character, as: member.role, in: connection)
            if let earlier { comer = comer.returning(after: earlier) }
            comer.absent = member.absent
            return comer
        }
    }

    /// A line in each chronicle that says which of its lines never happened; lines are never deleted.
    func compensation(fromTurn: Int) -> [ChronicleEntry] {
        let byCharacter = Dictionary(grouping: later, by: \.entry.characterID)
        return byCharacter.sorted { ($0.key?.rawValue ?? 0) < ($1.key?.rawValue ?? 0) }.map { character, lines in
            ChronicleEntry(
                takingBack: lines.map(\.number), lines.map(\.entry.importance).max() ?? .micro, of: character,
                fromTurn: fromTurn, toTurn: state.turn)
        }
    }
}

extension ChronicleEntry {
    private static let takesBack = "REWOUND"

    fileprivate init(
        takingBack numbers: [Int64], _ importance: Importance, of character: CharacterID?, fromTurn: Int, toTurn: Int
    ) {
        self.init(
            importance, Self.takesBack, characterID: character,
            payload: [
                "fromTurn": .integer(Int64(fromTurn)), "toTurn": .integer(Int64(toTurn)),
                "events": .array(numbers.map { .integer($0) }),
            ])
    }

    /// The numbers of the lines that this one takes back; nil for every other line, also for a pack's own event of the
    /// same name, which has none.
    var takenBack: [Int64]? {
        guard type == Self.takesBack, case .array(let numbers)? = payload["events"] else { return nil }
        return numbers.compactMap(\.integerValue)
    }
}
