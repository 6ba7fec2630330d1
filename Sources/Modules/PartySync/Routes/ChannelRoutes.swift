internal import Core
internal import Network

/// `/ws/campaign/{id}`, `/ws/run/{id}` and `/ws/party/{id}`.
@LoopActor
struct ChannelRoutes {
    nonisolated static let runID = PathParameter("id", .uuid, "Of the run.")
    nonisolated static let partyID = PathParameter("id", .id(PartyID.self), "Of the party.")
    nonisolated static let token = QueryParameter(
        "token", .verbatim(1...4096), "An access token, for clients that cannot send Authorization.")
    nonisolated static let history = QueryParameter(
        "history", .integer(0...EventLog.recoveryLimit), "Of a new client: how many of the newest events are shown.")
    nonisolated static let since = QueryParameter(
        "since", .integer(0...Int(Int32.max)), "Of a returning client: the seq of the last event seen; with epoch.")
    nonisolated static let epoch = QueryParameter("epoch", .verbatim(1...64), "That the client was told in the hello.")
    nonisolated static let hello = QueryParameter(
        "hello", .word(of: Switch.self), "false leaves system.hello out.")
    nonisolated static let subprotocol = "party-sync.v1"
    /// What the query may hold.
    nonisolated static let query: [any OperationParameter] = [token, history, since, epoch, hello]

    enum Switch: String, CaseIterable, Sendable {
        case on = "true"
        case off = "false"
    }

    let gate: ChannelGate
    let hub: Hub

    func add(to router: Router) {
        router.onSocket("/ws/campaign/{id}", Self.operation(Self.runID)) { try await openRun($0) }
        router.onSocket("/ws/run/{id}", Self.operation(Self.runID)) { try await openRun($0) }
        router.onSocket("/ws/party/{id}", Self.operation(Self.partyID)) { request in
            try await open(.party(request.value(of: Self.partyID)), request)
        }
    }

    private func openRun(_ request: HTTPRequest) async throws -> HTTPResponse {
        try await open(.run(request.value(of: Self.runID)), request)
    }

    /// Admission comes before the upgrade, so that a refusal is an answer of HTTP.
    private func open(_ name: ChannelName, _ request: HTTPRequest) async throws -> HTTPResponse {
        let client = try gate.client(of: request)
        let wish = try wish(of: request)
        try hub.checkRoom(for: client, on: name)
        let admission = try await hub.admit(client, to: name)
        return .socket(for: request, speaking: [Self.subprotocol]) { socket in
            hub.enter(client, admission, on: name, socket, wish)
        }
    }

    private func wish(of request: HTTPRequest) throws -> ChannelWish {
        let wantsHello = try request.value(of: Self.hello) != .off
        let (since, epoch) = (try request.value(of: Self.since), try request.value(of: Self.epoch))
        if let since, let epoch {
            return ChannelWish(past: .seen(seq: Int64(since), epoch: epoch), wantsHello: wantsHello)
        }
        guard since == nil, epoch == nil else {
            throw APIError.invalid(since == nil ? "since" : "epoch", "is required beside the other")
        }
        let history = try request.value(of: Self.history) ?? hub.limits.history
        return ChannelWish(past: .none(history: history), wantsHello: wantsHello)
    }

    private static func operation(_ id: any OperationParameter) -> Operation {
        Operation(
            "Open the live channel (WebSocket)", tag: "channels",
            parameters: [id] + query, answers: [(101, nil)],
            errors: [400, 401, 403, 404, 426, 503])
    }
}
