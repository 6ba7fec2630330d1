internal import Auth
internal import Core
internal import Network
internal import Storage

/// `POST /v1/campaigns/{campaign_id}/broadcast`: a message to a run's channel from who has no socket (party-sync.md
/// "Broadcast over HTTP").
@LoopActor
struct BroadcastRoutes {
    nonisolated static let runID = PathParameter("campaign_id", .uuid, "Of the run.")
    /// Bytes of a body: as a message over a socket, and what stands around it.
    private static let maximumBody = 66 << 10

    let gate: ChannelGate
    let hub: Hub

    func add(to router: Router) {
        router.schema(
            "Broadcast", Self.schema,
            example: ["accepted": true, "delivered": 4, "seq": 42, "eventId": "tick-7"])
        router.on(
            .post, "/v1/campaigns/{campaign_id}/broadcast", Self.operation, maximumBody: Self.maximumBody
        ) { try await broadcast($0) }
    }

    private func broadcast(_ request: HTTPRequest) async throws -> HTTPResponse {
        let caller = try gate.caller(of: request)
        let runID = try request.value(of: Self.runID)
        let channel = ChannelName.run(runID)
        let admission = try await hub.admit(caller.client, to: channel)
        return try await gate.gate.reading(for: caller) {
            guard admission.role != .spectator else { throw Hub.spectatorSpeaks }
            let body: BroadcastRequest = try request.read()
            guard body.campaignID == runID else {
                throw APIError.badRequest("campaign_mismatch", "campaignId must be that of the path, \(runID).")
            }
            return try await hub.passedOn(body.message, by: caller.client, on: channel)
        } then: { event in
            try await commit(event, by: caller, on: channel)
        }
    }

    private func commit(
        _ event: PartyEvent, by caller: ChannelCaller, on channel: ChannelName
    ) async throws -> HTTPResponse {
        var event = event
        event.traceID = event.traceID ?? caller.trace.traceID
        // Counted before the write, so that the answer that is kept for repetitions is the one that is given.
        let (sent, now, listeners) = (event, hub.clock.now(), hub.listeners(on: channel))
        let committed = Lock<StoredEvent?>(nil)
        let response = try await gate.gate.commit(caller) { connection in
            let stored = try EventLog.append(sent, now: now, in: connection)
            committed.withLock { $0 = stored }
            return Self.answer(stored, listeners: listeners)
        }
        if let stored = committed.withLock({ $0 }) { hub.publish([stored]) }
        return response
    }

    private nonisolated static func answer(_ event: StoredEvent, listeners: Int) -> HTTPResponse {
        var json = JSONWriter()
        json.object {
            $0.member("accepted", true)
            $0.member("delivered", event.isRepeat ? 0 : listeners)
            $0.member("seq", event.seq)
            $0.member("eventId", event.eventID)
        }
        return .json(json.bytes, status: 202)
    }

    private static let operation = Operation(
        "Send a message to a run's live channel", tag: "channels", parameters: [runID],
        request: BroadcastRequest.self, answers: [(202, .reference("Broadcast"))], errors: [403])

    private static let schema = Schema.object([
        "accepted": .boolean,
        "delivered": .described(
            .integer(0...Int64.max), "Connections that were open on the channel; 0 when the event was there already."),
        "seq": .integer(1...Int64.max), "eventId": .string,
    ])
}
