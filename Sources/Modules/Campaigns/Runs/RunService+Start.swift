internal import Auth
internal import Core
internal import Network
internal import Parties
internal import Storage

extension RunService {
    /// Begins a run.
    ///
    /// - Throws: as `RunStart.begin`; `RunError.unknownCampaign`.
    func start(_ request: StartRequest, by caller: Caller, through gate: Gate) async throws -> HTTPResponse {
        guard let content = contents.offered(request.campaignTemplateId) else {
            throw RunError.unknownCampaign(request.campaignTemplateId)
        }
        let members = try await storage.read { try PartyStore.members(of: request.partyId, in: $0) }
        let now = clock.now()
        let runID = UUIDv7.make(at: now)
        let online = members.map(\.playerID).filter { surroundings.isOnline($0, runID) }
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
            observer.runsChanged(result.run.status.rawValue, 1)
            surroundings.publish(result.events)
        }
        return response
    }
}
