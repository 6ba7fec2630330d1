internal import Network

/// Lets the writers of one run pass one at a time, in the order in which they came (campaign-engine "One action").
///
/// A run nobody writes takes no room. Loop thread only.
@LoopActor
final class RunQueues {
    /// Those who wait for a run that has a writer; the key is there as long as somebody writes.
    private var waiting: [String: [CheckedContinuation<Void, Never>]] = [:]

    /// Runs `body` when every earlier body of the same run has ended, however it ended.
    func pass<Result: Sendable>(
        _ runID: String, _ body: @LoopActor () async throws -> Result
    ) async throws -> Result {
        await enter(runID)
        defer { leave(runID) }
        return try await body()
    }

    /// Runs `body` when every earlier body of all these runs has ended. Everybody else waits for one run only, so that
    /// those who wait for several, in one order, never wait for each other in a circle.
    func pass<Result: Sendable>(
        _ runIDs: [String], _ body: @LoopActor () async throws -> Result
    ) async throws -> Result {
        let runIDs = Set(runIDs).sorted()
        for id in runIDs { await enter(id) }
        defer { for id in runIDs { leave(id) } }
        return try await body()
    }

    private func enter(_ runID: String) async {
        guard waiting[runID] != nil else {
            waiting[runID] = []
            return
        }
        await withCheckedContinuation { waiting[runID]?.append($0) }
    }

    private func leave(_ runID: String) {
        guard var line = waiting[runID] else { fatalError("BUG: a run's queue was left twice") }
        guard !line.isEmpty else {
            waiting[runID] = nil
            return
        }
        let next = line.removeFirst()
        waiting[runID] = line
        next.resume()
    }
}
