internal import Core
internal import Network

/// Tries all probes, at most once a second however many ask, and logs when the outcome changes.
@LoopActor
final class Readiness {
    /// A report is good for so long, so that a stranger who asks and asks does not make the disk work.
    private static let freshness = Duration.seconds(1)

    private let probes: [HealthProbe]
    private let logger: Logger
    private let clock: Clock
    /// What a probe may take.
    private let limit: Duration
    private var last: (report: ReadinessReport, time: Duration)?
    private var running: Task<ReadinessReport, Never>?
    /// Indices of probes that have not come back, be it in time or not.
    private var underWay: Set<Int> = []

    nonisolated init(probes: [HealthProbe], logger: Logger, clock: Clock, limit: Duration = .seconds(2)) {
        self.probes = probes
        self.logger = logger
        self.clock = clock
        self.limit = limit
    }

    func report() async -> ReadinessReport {
        if let running { return await running.value }
        if let last, clock.uptime() - last.time < Self.freshness { return last.report }
        let task = Task { @LoopActor in await probeAll() }
        running = task
        return await task.value
    }

    private func probeAll() async -> ReadinessReport {
        // All at once: the slowest sets the time, not the sum.
        let attempts = probes.indices.map { index in Task { @LoopActor in await outcome(of: index) } }
        var checks: [ReadinessReport.Check] = []
        for (probe, attempt) in zip(probes, attempts) {
            checks.append(
                ReadinessReport.Check(
                    name: probe.name.description, importance: probe.importance, outcome: await attempt.value))
        }
        let report = ReadinessReport(checks: checks)
        tellChange(to: report)
        last = (report, clock.uptime())
        running = nil
        return report
    }

    private func outcome(of index: Int) async -> HealthProbe.Outcome {
        // Another try would only queue behind the one that hangs, one a second for as long as somebody asks.
        guard underWay.insert(index).inserted else { return .failed("no answer in time") }
        return await withUnsafeContinuation { continuation in
            let race = Race(continuation)
            let timer = LoopTimer(after: limit) { race.finish(.failed("no answer in time")) }
            Task { @LoopActor in
                let outcome = await probes[index].check()
                underWay.remove(index)
                timer.cancel()
                race.finish(outcome)
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
    private var continuation: UnsafeContinuation<HealthProbe.Outcome, Never>?

    init(_ continuation: UnsafeContinuation<HealthProbe.Outcome, Never>) { self.continuation = continuation }

    func finish(_ outcome: HealthProbe.Outcome) {
        continuation?.resume(returning: outcome)
        continuation = nil
    }
}
