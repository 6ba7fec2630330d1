internal import Core
internal import Network

/// Tries all probes, at most once a second however many ask, and logs when the outcome changes.
@LoopActor
final class Readiness {
    /// A report is good for so long, so that a stranger who asks and asks does not make the disk work.
    private static let freshness: Int64 = 1000  // milliseconds

    private let probes: [HealthProbe]
    private let logger: Logger
    private let clock: Clock
    /// What a probe may take.
    private let limit: Duration
    private var last: (report: ReadinessReport, time: Timestamp)?
    private var running: Task<ReadinessReport, Never>?

    nonisolated init(probes: [HealthProbe], logger: Logger, clock: Clock, limit: Duration = .seconds(2)) {
        self.probes = probes
        self.logger = logger
        self.clock = clock
        self.limit = limit
    }

    func report() async -> ReadinessReport {
        if let running { return await running.value }
        let age = last.map { clock.now().milliseconds - $0.time.milliseconds }
        // A clock that was set back makes the age negative: then ask again.
        if let last, let age, (0..<Self.freshness).contains(age) { return last.report }
        let task = Task { @LoopActor in await probeAll() }
        running = task
        return await task.value
    }

    private func probeAll() async -> ReadinessReport {
        // All at once: the slowest sets the time, not the sum.
        let attempts = probes.map { probe in Task { @LoopActor in await outcome(of: probe) } }
        var checks: [ReadinessReport.Check] = []
        for (probe, attempt) in zip(probes, attempts) {
            checks.append(
                ReadinessReport.Check(
                    name: probe.name.description, isEssential: probe.importance == .essential,
                    problem: await attempt.value))
        }
        let report = ReadinessReport(checks: checks)
        tellChange(to: report)
        last = (report, clock.now())
        running = nil
        return report
    }

    private func outcome(of probe: HealthProbe) async -> String? {
        await withUnsafeContinuation { continuation in
            let race = Race(continuation)
            let timer = LoopTimer(after: limit) { race.finish("no answer in time") }
            Task { @LoopActor in
                let problem = await probe.check()
                timer.cancel()
                race.finish(problem)
            }
        }
    }

    private func tellChange(to report: ReadinessReport) {
        guard report.status != last?.report.status else { return }
        switch report.status {
        case .ready: if last != nil { logger.info(.gatewayAPI, "Ready again") }
        case .degraded: logger.warning(.gatewayAPI, "Degraded", .text("problems", report.problems))
        case .unready: logger.error(.gatewayAPI, "Not ready", .text("problems", report.problems))
        }
    }
}

/// Resumes with what comes first: the probe's outcome or the end of its time.
@LoopActor
private final class Race {
    private var continuation: UnsafeContinuation<String?, Never>?

    init(_ continuation: UnsafeContinuation<String?, Never>) { self.continuation = continuation }

    func finish(_ problem: String?) {
        continuation?.resume(returning: problem)
        continuation = nil
    }
}
