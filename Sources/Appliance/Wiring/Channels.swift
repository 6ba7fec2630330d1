internal import Auth
internal import Campaigns
internal import Core
internal import Network
internal import Parties
internal import PartySync
internal import Storage

/// What the live channel asks of parties and runs.
@LoopActor
struct Channels: Sendable {
    let storage: Storage
    let runs: RunService
    let presence: Presence

    nonisolated var surroundings: HubSurroundings {
        HubSurroundings(
            admit: { try await admit($0, to: $1) },
            describe: { try await describe($0, for: $1) },
            act: { try await act($0) },
            pauseForSafety: { try await runs.pauseForSafety($0, askedBy: $1) },
            left: { presence.saw($0) })
    }

    private func admit(_ principal: Principal, to name: ChannelName) async throws -> Admission {
        switch name {
        case .run(let id):
            switch try await runs.access(of: principal, to: id) {
            case .member(let character): return Admission(.member, as: character)
            case .spectator: return Admission(.spectator)
            case .master: return Admission(.gm)
            }
        case .party(let id):
            let mine = try await members(of: id).filter { $0.playerID == principal.playerID }
            if let member = mine.first(where: \.plays) { return Admission(.member, as: member.characterID) }
            if principal.isMaster { return Admission(.gm) }
            guard let watcher = mine.first else { throw PartyError.notAMember(id) }
            return Admission(.spectator, as: watcher.characterID)
        }
    }

    private func describe(_ name: ChannelName, for reader: PlayerID?) async throws -> ChannelDescription {
        switch name {
        case .party(let id):
            return ChannelDescription(members: try await members(of: id).map(ChannelDescription.Member.init))
        case .run(let id):
            let run = try await runs.headline(of: id, for: reader)
            let members = try await members(of: run.partyID).map(ChannelDescription.Member.init)
            return ChannelDescription(members: members, run: run.json, vote: run.vote)
        }
    }

    /// - Throws: `PartyError.notFound`.
    private func members(of party: PartyID) async throws -> [PartyMember] {
        try await storage.read { connection in
            guard try PartyStore.find(party, in: connection) != nil else { throw PartyError.notFound(party) }
            return try PartyStore.members(of: party, in: connection)
        }
    }

    private func act(_ action: ChannelAction) async throws -> DoneAction? {
        let sender = ActionSender(principal: action.principal, trace: action.trace, eventID: action.eventID)
        let request = try ActionRequest(action.body)
        let response = try await runs.act(request, on: action.runID, by: sender)
        guard response.isReplay, let body = response.bodyBytes,
            let position = try JSON.parse(body)["sync"]?["seq"]?.integerValue
        else { return nil }
        let count = try await runs.voteCount(in: action.runID, for: request.actionID ?? action.eventID)
        return DoneAction(position: position, count: count)
    }
}

extension ChannelDescription.Member {
    fileprivate init(_ member: PartyMember) {
        self.init(playerID: member.playerID, characterID: member.characterID, displayName: member.displayName)
    }
}
