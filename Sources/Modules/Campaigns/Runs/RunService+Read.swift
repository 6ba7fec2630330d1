package import Core
internal import Network
internal import Parties
internal import PartySync
internal import Storage

extension RunService {
    /// The run as a reader sees it, together with where its channel stands at the same moment.
    ///
    /// One read tells both the channel's position and whether the run in memory is still the newest; only when it is
    /// not is the run read too, in the same transaction.
    func show(_ runID: String, to principal: Principal) async throws -> HTTPResponse {
        try await wakeVote(in: runID, seenBy: principal.playerID)
        let known = try await current(runID)
        let shown = try await storage.read { connection in
            let revision = try RunStore.revision(of: runID, in: connection)
            let run = revision == known.revision ? known : try RunStore.load(runID, in: connection)
            guard let run else { throw RunError.notFound(runID) }
            return (
                run: run, position: try EventLog.position(of: run.facts.channel, in: connection),
                watches: try PartyStore.isMember(principal.playerID, of: run.facts.partyID, in: connection)
            )
        }
        try check(principal, reads: shown.run, watches: shown.watches)
        attend(to: shown.run, seenBy: principal.playerID)
        let content = try await contents.pinned(shown.run.facts)
        return .json(view(of: shown.run, content, for: principal).shown(shown.run, at: shown.position).json)
    }

    /// A run in one line, `{"id","status","currentSceneId","sceneOrder","turn"}`, and its open vote as a reader sees it.
    package func headline(
        of runID: String, for reader: PlayerID?
    ) async throws -> (json: [UInt8], vote: [UInt8]?, partyID: PartyID) {
        let run = try await settled(runID)
        let json = JSONWriter.bytes {
            $0.object {
                $0.member("id", run.facts.id)
                $0.member("status", run.status.rawValue)
                $0.member("currentSceneId", run.scene.id)
                $0.member("sceneOrder", run.scene.order)
                $0.member("turn", run.state.turn)
            }
        }
        let vote = run.vote.map { vote in
            JSONWriter.bytes { vote.write(to: &$0, voters: run.voters.count, reader: reader) }
        }
        return (json, vote, run.facts.partyID)
    }

    /// What a player may do on a run's channel.
    package enum Access: Sendable, Equatable {
        /// With the character that stands for the player.
        case member(CharacterID)
        /// Reads only.
        case spectator
        case master
    }

    /// Who a player is on a run's channel (party-sync "Connecting").
    ///
    /// - Throws: 404 for no run, 403 for a stranger's.
    package func access(of principal: Principal, to runID: String) async throws -> Access {
        try await wakeVote(in: runID, seenBy: principal.playerID)
        let run = try await current(runID)
        let mine = run.everybody.filter { $0.playerID == principal.playerID && !$0.absent }
        if let member = mine.first {
            attend(to: run, seenBy: principal.playerID)
            return .member(member.characterID)
        }
        if principal.isMaster { return .master }
        let watches = try await storage.read {
            try PartyStore.isMember(principal.playerID, of: run.facts.partyID, in: $0)
        }
        try check(principal, reads: run, watches: watches)
        return .spectator
    }

    /// Those who play, whoever is in the party to watch, masters; who left reads again when the run is over.
    ///
    /// - Throws: `RunError.notYours`.
    func check(_ principal: Principal, reads run: LiveRun, watches: Bool) throws {
        if principal.isMaster || watches || run.isPlayed(by: principal.playerID) { return }
        if run.status.isFinished && run.wasPlayed(by: principal.playerID) { return }
        throw RunError.notYours(run.facts.id)
    }

    /// A run that the reader may read.
    func readable(_ runID: String, by principal: Principal) async throws -> LiveRun {
        let run = try await current(runID)
        let watches = try await storage.read {
            try PartyStore.isMember(principal.playerID, of: run.facts.partyID, in: $0)
        }
        try check(principal, reads: run, watches: watches)
        return run
    }
}
