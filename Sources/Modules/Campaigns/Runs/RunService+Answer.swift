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
    /// Nearly every request is new, so an earlier answer is looked for only when this one cannot be done. A repeat comes
    /// to that in any case: its key is taken, and its change is undone.
    ///
    /// - Parameter action: under which the answer is kept with the run; then the record of the request's key only says
    ///   that there is one, because answers are most of what an action stores.
    func answering(
        _ sender: ActionSender, on runID: String, _ content: RunContent, action: LiveRun.ActionKey? = nil,
        _ decide: @LoopActor () async throws -> RunAnswer
    ) async throws -> HTTPResponse {
        do {
            switch try await decide() {
            case .known(let bytes):
                // The key may have been used for something else.
                return try await stored(sender, action, runID) ?? .json(bytes).asReplay
            case .change(let change, let events):
                return .json(try await commit(change, content, events: events, for: sender, action))
            }
        } catch {
            if let first = try await stored(sender, action, runID) { return first }
            // Nothing was done, so the same key may come again.
            if error is RunStore.Conflict {
                throw try await staleScene(try await current(runID), content, for: sender.principal)
            }
            if let refusal = (error as? any APIErrorConvertible)?.apiError, refusal.isDeterministic {
                try await remember(refusal, for: sender)
            }
            throw error
        }
    }

    private func commit(
        _ change: RunChange, _ content: RunContent, events: [PartyEvent], for sender: ActionSender,
        _ action: LiveRun.ActionKey?
    ) async throws -> [UInt8] {
        let view = view(of: change.after, content, for: sender.principal)
        return try await commit(change, content, events: events, view: view) { answer, connection in
            let kept: HTTPResponse = action == nil ? .json(answer) : HTTPResponse(status: 200)
            try sender.caller?.store(kept, now: change.at, in: connection)
        }
    }

    private func stored(
        _ sender: ActionSender, _ action: LiveRun.ActionKey?, _ runID: String
    ) async throws -> HTTPResponse? {
        guard let caller = sender.caller, caller.idempotency != nil else { return nil }
        let now = clock.now()
        return try await storage.read { connection in
            guard let stored = try caller.stored(now: now, in: connection) else { return nil }
            guard let action, stored.bodyBytes == [] else { return stored }
            return try RunStore.answer(to: action, of: runID, in: connection).map { .json($0).asReplay }
        }
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

    package var isReplay: Bool { fields.contains { $0.name == Self.replayField } }
}
