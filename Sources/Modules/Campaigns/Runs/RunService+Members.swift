internal import Characters
package import Core
internal import Parties
internal import Storage

extension RunService {
    /// Brings those who play a party's run in line with the members of the party, and the run's leader with its leader.
    ///
    /// Compares both rather than trusting one message, so that it may run twice, and at start heals what a crash
    /// between a party's COMMIT and this one left behind. Who joined enters with the next scene as `GUEST`, or, when it
    /// had left the run, is back at once; one that plays in another run stays out. Who left becomes absent and takes
    /// home what it has won so far.
    func followParty(_ party: PartyID) async throws {
        while true {
            do {
                return try await reconcile(party)
            } catch is RunStore.Conflict {
                // Another run was quicker to take somebody in: compare anew.
            }
        }
    }

    package func unfinishedRun(of party: PartyID) async throws -> String? {
        try await storage.read { try RunStore.unfinishedRun(of: party, in: $0) }
    }

    private func reconcile(_ party: PartyID) async throws {
        guard let runID = try await unfinishedRun(of: party) else { return }
        try await writing(runID) { run, content in
            guard !run.status.isFinished else { return }
            let rules = content.rules(for: run.facts)
            let reconciled = try await self.storage.read { connection in
                try PartyReconciliation(run: run, rules: rules, in: connection)
            }
            guard reconciled.state != run.state || reconciled.leader != run.leader else { return }
            let now = self.clock.now()
            var change = RunChange(of: run, at: now)
            change.update {
                $0.state = reconciled.state
                $0.leader = reconciled.leader
            }
            change.followVote(rules)
            let events = RunEvents(change: change, traceID: nil).ofMembers()
            let view = RunView(isMaster: false, online: [], content: content)
            _ = try await self.commit(change, content, events: events, view: view) { _, connection in
                for member in reconciled.left {
                    try RunSettlement.merge(member, of: run, content, now: now, in: connection)
                }
            }
        }
    }

    /// `followParty` for every run in play whose members are not those of its party.
    func followParties() async throws {
        for party in try await storage.read({ try RunStore.partiesAhead(in: $0) }) { try await followParty(party) }
    }
}

/// A run's members as they must become for its party.
private struct PartyReconciliation: Sendable {
    private(set) var state: RunState
    let leader: CharacterID?
    /// Those who played until now, as they leave.
    private(set) var left: [MemberState] = []

    init(run: LiveRun, rules: CampaignRules, in connection: Connection) throws {
        state = run.state
        leader = try PartyStore.find(run.facts.partyID, in: connection)?.leaderCharacterID
        let party = try PartyStore.members(of: run.facts.partyID, in: connection).filter(\.plays).map(\.characterID)
        for member in run.everybody where !member.absent && !party.contains(member.characterID) {
            if run.state.member(member.characterID) != nil { left.append(member) }
            state = rules.leave(state, member.characterID)
        }
        // Characters that were not taken along at the start stay out: only who has joined since comes in.
        for id in try RunStore.joined(run.facts, in: connection) {
            guard !run.everybody.contains(where: { $0.characterID == id && !$0.absent }),
                let character = try CharacterStore.find(id, in: connection), character.isActive,
                try !RunStore.isInUnfinishedRun(id, in: connection)
            else { continue }
            try join(character, rules, in: connection)
        }
    }

    private mutating func join(_ character: Character, _ rules: CampaignRules, in connection: Connection) throws {
        var member = try MemberState(entering: character, as: .guest, in: connection)
        if let index = state.members.firstIndex(where: { $0.characterID == character.id }) {
            member = member.returning(after: state.members[index])
            member.absent = true
            state.members[index] = member
        }
        state = rules.join(state, member)
    }
}
