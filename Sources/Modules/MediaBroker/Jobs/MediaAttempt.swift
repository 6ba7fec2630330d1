internal import Core
internal import Network

/// One order that is with a provider: it answers, or its time is over, or nobody wants it any more, whichever is first. A
/// provider that answers later, or never, is not listened to.
@LoopActor
final class MediaAttempt {
    private typealias Outcome = Result<MadeMedia, ProviderFailure>

    private var outcome: Outcome?
    private var waiting: CheckedContinuation<Void, Never>?
    private var asking: Task<Void, Never>?

    /// - Parameter limit: nil: it takes as long as it takes.
    func make(
        _ order: MediaOrder, with provider: any MediaProvider, within limit: Duration?,
        telling report: @escaping ProgressReport
    ) async throws(ProviderFailure) -> MadeMedia {
        asking = Task.onLoop { [self] in
            do throws(ProviderFailure) {
                end(.success(try await provider.make(order, telling: report)))
            } catch {
                end(.failure(error))
            }
        }
        let timer = limit.map { limit in
            LoopTimer(after: limit) { [self] in
                let seconds = Int(limit.inSeconds)
                end(
                    .failure(
                        .temporary(reason: "\(provider.name) did not answer within \(seconds) s.", retryAfter: nil)))
            }
        }
        await withCheckedContinuation { continuation in
            if outcome == nil { waiting = continuation } else { continuation.resume() }
        }
        timer?.cancel()
        asking?.cancel()
        guard let outcome else { preconditionFailure("BUG: an attempt without an outcome") }
        return try outcome.get()
    }

    func cancel() { end(.failure(.permanent(reason: "It was cancelled."))) }

    private func end(_ outcome: Outcome) {
        guard self.outcome == nil else { return }
        self.outcome = outcome
        waiting?.resume()
        waiting = nil
    }
}
