internal import Auth
internal import Core
internal import Network
internal import PartySync
internal import Storage

/// What a request that writes a run leads to, when it is not refused.
enum RunAnswer {
    /// The answer to an earlier request of the same name.
    case known([UInt8])
    case change(RunChange, [PartyEvent])
}

extension RunService {
    /// Answers one request in a run's turn, with the idempotency of http-api: a stored answer is repeated; a change is
    /// stored together with its answer; a deterministic refusal is stored too.
    ///
    /// The look for a stored answer is here, and not before the queue, so that a concurrent duplicate finds the first.
    func answering(
        _ sender: ActionSender, on runID: String, _ content: RunContent,
        _ decide: @LoopActor () async throws -> RunAnswer
    ) async throws -> HTTPResponse {
        if let stored = try await stored(sender) { return stored }
        do {
            switch try await decide() {
            case .known(let bytes):
                return .json(bytes).asReplay
            case .change(let change, let events):
                return .json(try await commit(change, content, events: events, for: sender))
            }
        } catch is RunStore.Conflict {
            // Nothing was done, so the same key may come again.
            throw try await staleScene(try await current(runID), content, for: sender.principal)
        } catch let error as any APIErrorConvertible where error.apiError.isDeterministic {
            try await remember(error.apiError, for: sender)
            throw error
        }
    }

    private func commit(
        _ change: RunChange, _ content: RunContent, events: [PartyEvent], for sender: ActionSender
    ) async throws -> [UInt8] {
        let view = view(of: change.after, content, for: sender.principal)
        return try await commit(change, content, events: events, view: view) { answer, connection in
            try sender.caller?.store(.json(answer), now: change.at, in: connection)
        }
    }

    private func stored(_ sender: ActionSender) async throws -> HTTPResponse? {
        guard let caller = sender.caller, caller.idempotency != nil else { return nil }
        let now = clock.now()
        return try await storage.read { try caller.stored(now: now, in: $0) }
    }

    private func remember(_ error: APIError, for sender: ActionSender) async throws {
        guard let caller = sender.caller, caller.idempotency != nil else { return }
        let now = clock.now()
        try await storage.write { connection in
            try caller.store(.error(error, traceID: caller.trace.traceID), now: now, in: connection)
        }
    }
}

extension HTTPResponse {
    private static let replayField = "Idempotency-Replayed"

    /// Marked as the repetition of an earlier answer.
    fileprivate var asReplay: HTTPResponse {
        var response = self
        response.fields.append((name: Self.replayField, value: "true"))
        return response
    }

    var isReplay: Bool { fields.contains { $0.name == Self.replayField } }
}
