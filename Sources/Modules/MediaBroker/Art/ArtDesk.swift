internal import ContentPacks
internal import Core
internal import Network
internal import Storage

/// Takes what runs show into the queue. Loop thread only.
@LoopActor
final class ArtDesk {
    private let promised: PromisedArt
    private let workshop: Workshop
    private let queue: MediaQueue
    /// URLs of pictures that are there, and `<run> <url>` of those that a run waits for: what need not be looked up.
    private var known: Set<String> = []

    private static let knownLimit = 20_000

    init(promised: PromisedArt, workshop: Workshop, queue: MediaQueue) {
        self.promised = promised
        self.workshop = workshop
        self.queue = queue
    }

    /// Queues what is not there, for a run whose channel is told when it is.
    func ask(
        for subjects: [(subject: ArtSubject, url: String)], in content: PackContent, runID: String, sceneID: String
    ) {
        let missing = subjects.filter { !known.contains($0.url) && !known.contains("\(runID) \($0.url)") }
        guard !missing.isEmpty else { return }
        if known.count > Self.knownLimit { known.removeAll() }
        // At once, so that two scenes in a row do not ask twice.
        for art in missing { known.insert("\(runID) \(art.url)") }
        Task.onLoop { [self] in await take(missing, in: content, runID: runID, sceneID: sceneID) }
    }

    /// Some of what was there may be there no more.
    func forgetWhatIsThere() { known.removeAll() }

    private func take(
        _ missing: [(subject: ArtSubject, url: String)], in content: PackContent, runID: String, sceneID: String
    ) async {
        let (now, intake) = (workshop.clock.now(), JobIntake(events: workshop.events))
        let request = MediaRequest(runID: runID, sceneID: sceneID)
        let orders = missing.compactMap { promised.order($0.subject, in: content) }
        do {
            let taken = try await workshop.storage.write { connection in
                try orders.compactMap { order -> Taken? in
                    // What has failed is not ordered again by everybody who comes to the scene.
                    guard let key = order.contentKey, try !MediaJobStore.hasFailed(content: key.text, in: connection)
                    else {
                        return nil
                    }
                    let taken = try intake.take(order, for: request, now: now, in: connection)
                    return Taken(
                        url: PromisedArt.url(of: key), isNew: taken.hit == nil, isThere: taken.job.status == .succeeded)
                }
            }
            known.formUnion(taken.lazy.filter(\.isThere).map(\.url))
            if taken.contains(where: \.isNew) { queue.wake() }
            if taken.contains(where: \.isThere) { workshop.announced(runID) }
        } catch {
            // Play goes on without; the next scene asks again.
            for art in missing { known.remove("\(runID) \(art.url)") }
            workshop.observer.failed("Pictures of a scene could not be asked for", String(describing: error))
        }
    }

    private struct Taken: Sendable {
        let url: String
        let isNew: Bool
        let isThere: Bool
    }
}
