internal import Core
internal import Glibc
package import Network

/// Watches how much room the disk of the data folder has left: `data_free_bytes`, and a line in the log when it becomes
/// too little and when there is enough again (operations.md "Security and faults").
@LoopActor
package final class DiskSpace {
    private static let interval = Duration.seconds(60)

    /// Bytes.
    private let minimum: UInt64
    private let logger: Logger
    private let free: Gauge.Series
    private let measure: @Sendable () -> UInt64?
    private var isShort = false
    private var timer: LoopTimer?

    /// - Parameters:
    ///   - minimum: bytes below which the disk is nearly full; 0: it never is.
    ///   - measure: the free bytes; nil when they are not known. Runs on a worker.
    package init(
        minimum: UInt64, logger: Logger, metrics: Metrics, measure: @escaping @Sendable () -> UInt64?
    ) {
        self.minimum = minimum
        self.logger = logger
        self.measure = measure
        free = metrics.gauge("data_free_bytes", help: "Free bytes on the disk of the data folder.").series()
    }

    /// Looks now and once a minute, until `stop`.
    package func start() {
        timer = LoopTimer(after: .zero, repeating: Self.interval) { [weak self] in
            Task { @LoopActor in _ = await self?.outcome() }
        }
    }

    package func stop() {
        timer?.cancel()
        timer = nil
    }

    /// Measures, and says what `/readyz` shall tell.
    package func outcome() async -> HealthProbe.Outcome {
        let measure = measure
        guard let bytes = try? await onWorker({ measure() }) else { return .well }
        free.set(Double(bytes))
        tellChange(to: bytes < minimum, bytes)
        return isShort ? .strained("nearly full") : .well
    }

    private func tellChange(to isShort: Bool, _ bytes: UInt64) {
        guard isShort != self.isShort else { return }
        self.isShort = isShort
        let fields: [LogField] = [.int("free_mb", Int(bytes >> 20)), .int("min_free_mb", Int(minimum >> 20))]
        if isShort {
            logger.log(.warning, .gatewayAPI, "The disk of the data folder is nearly full", fields)
        } else {
            logger.log(.info, .gatewayAPI, "The disk of the data folder has room again", fields)
        }
    }

    /// What an ordinary user may still write below `path`; nil when the system does not tell.
    package nonisolated static func free(at path: String) -> UInt64? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        return UInt64(status.f_bavail) * UInt64(status.f_frsize)
    }
}
