internal import Configuration
internal import Core
internal import Network
internal import Observability

extension Appliance {
    /// Runs `body` on a server that lets nobody in, by the same way as one that does: for commands.
    ///
    /// - Parameter hint: what to do instead when the server runs.
    /// - Throws: `Failure`, also when a server has the data folder; what `body` throws.
    nonisolated static func onStoppedServer<Result: Sendable>(
        _ settings: Settings, hint: String? = nil,
        _ body: @escaping @Sendable @LoopActor (Appliance) async throws -> Result
    ) throws -> Result {
        let folder = try DataFolder.open(settings.data.directory)
        let logger = Logger(level: .error)
        defer { logger.flush() }
        let ground: Ground
        do {
            ground = try prepare(settings, folder, logger)
        } catch let failure as Failure {
            throw Failure(
                code: failure.code, reason: ([failure.reason] + [hint].compactMap(\.self)).joined(separator: "\n"))
        }
        let outcome = Lock<Swift.Result<Result, any Error>?>(nil)
        Task.onLoop {
            let appliance = Appliance(ground)
            do {
                let result = try await body(appliance)
                outcome.withLock { $0 = .success(result) }
            } catch {
                outcome.withLock { $0 = .failure(error) }
            }
            await appliance.stop()
            EventLoop.shared.stop()
        }
        EventLoop.shared.run()
        guard let result = outcome.withLock({ $0 }) else {
            fatalError("BUG: the loop stopped before its work was done")
        }
        return try result.get()
    }
}
