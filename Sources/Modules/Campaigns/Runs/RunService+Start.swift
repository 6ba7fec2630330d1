internal import Auth
internal import Core
internal import Network
internal import Parties
internal import Storage

extension RunService {
    /// What the run asked for will be pinned to.
    ///
    /// - Throws: `unknownCampaign`.
    func content(for request: NewCampaignRun) throws(RunError) -> RunContent {
        guard let content = contents.offered(request.campaignTemplateID) else {
            throw .unknownCampaign
        }
        return content
    }

    /// Begins a run.
    ///
    /// - Throws: as `RunStart.begin`.
    func start(
        _ request: NewCampaignRun, _ content: RunContent, by caller: Caller, through gate: Gate
    ) async throws -> HTTPResponse {
        let members = try await storage.read { try PartyStore.members(of: request.partyID, in: $0) }
        let now = clock.now()
        let runID = UUIDv7.make(at: now)
        let online = members.map(\.playerID).filter { surroundings.isOnline($0, .seconds(60)) }
        let start = RunStart(
            runID: runID, request: request, content: content, caller: caller,
            online: Set(online + [caller.playerID]), now: now)
        // What the transaction made, for after COMMIT. The body may run twice; then the second time counts.
        let begun = Lock<RunStart.Begun?>(nil)
        let response = try await gate.commit(caller) { connection in
            let result = try start.begin(in: connection)
            begun.withLock { $0 = result }
            return .json(result.answer, status: 201)
        }
        if let result = begun.withLock({ $0 }), response.status == 201 {
            keep(result.run)
            attend(to: result.run)
            observer.runsChanged(result.run.status.rawValue, 1)
            surroundings.publish(result.events)
            askForArt(result.run, content)
        }
        return response
    }
}
