internal import Core
internal import Network
internal import Observability
internal import PartySync
internal import Storage

/// Clears away what has served its time, little by little, so that play never waits for it.
@LoopActor
final class Housekeeping {
    private static let interval = Duration.seconds(600)

    private let storage: Storage
    private let historyKeep: Int
    private let logger: Logger
    private var timer: LoopTimer?

    init(storage: Storage, historyKeep: Int, logger: Logger) {
        self.storage = storage
        self.historyKeep = historyKeep
        self.logger = logger
    }

    func start() {
        timer = LoopTimer(after: Self.interval, repeating: Self.interval) { [unowned self] in
            Task { @LoopActor in await tidy() }
        }
    }

    func stop() {
        timer?.cancel()
        timer = nil
    }

    private func tidy() async {
        let now = Timestamp.systemNow()
        let keep = historyKeep
        do {
            while try await storage.write({ try IdempotencyRecords.deleteExpired(now: now, in: $0) }) > 0 {}
            while try await storage.write({ try EventLog.trim(keep: keep, in: $0) }) > 0 {}
        } catch {
            logger.warning(.gatewayAPI, "Old records were not cleared away: \(error)")
        }
    }
}
