import ApplianceTesting
import Core
import Network
import Testing

@testable import Observability

@Suite("Readiness")
struct ReadinessTests {
    private let capture = LogCapture()
    private let clock = ManualClock()
    private let calls = Lock(0)
    private let outcome = Lock(HealthProbe.Outcome.well)

    init() { EventLoop.startInBackground() }

    @LoopActor private func makeReadiness(_ logger: Logger) -> Readiness {
        let (calls, outcome) = (calls, outcome)
        let probe = HealthProbe("database", .essential) {
            calls.withLock { $0 += 1 }
            await Task.yield()
            return outcome.withLock { $0 }
        }
        return Readiness(probes: [probe], logger: logger, clock: clock.clock, limit: .seconds(600))
    }

    @Test("probes at most once a second, however many ask at once")
    @LoopActor func sharing() async {
        let readiness = makeReadiness(capture.makeLogger())
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<20 { group.addTask { _ = await readiness.report() } }
        }
        #expect(calls.withLock { $0 } == 1)
        clock.advance(by: .milliseconds(999))
        clock.jump(by: .seconds(86_400))
        _ = await readiness.report()
        #expect(calls.withLock { $0 } == 1)
        clock.jump(by: .seconds(-2 * 86_400))
        clock.advance(by: .milliseconds(1))
        _ = await readiness.report()
        #expect(calls.withLock { $0 } == 2, "a clock that was set back must not freeze the answer")
    }

    @Test("tells when it changes, and only then")
    @LoopActor func changes() async {
        let logger = capture.makeLogger()
        let readiness = makeReadiness(logger)
        for state in [.well, .failed("read-only"), .failed("read-only"), .well, .well] as [HealthProbe.Outcome] {
            clock.advance(by: .seconds(2))
            outcome.withLock { $0 = state }
            _ = await readiness.report()
        }
        logger.flush()
        #expect(capture.lines.count == 2)
        #expect(capture.lines[0].contains("\"level\":\"error\"") && capture.lines[0].contains("database: read-only"))
        #expect(capture.lines[1].contains("Ready again"))
    }

    @Test("a probe that hangs is a problem, not a hanging answer, and is not begun again while it hangs")
    @LoopActor func hanging() async {
        let parked = Parked()
        let calls = calls
        let probe = HealthProbe("disk", .essential) {
            calls.withLock { $0 += 1 }
            await parked.park()
            return .well
        }
        let readiness = Readiness(
            probes: [probe], logger: capture.makeLogger(), clock: clock.clock, limit: .milliseconds(1))
        for _ in 0..<3 {
            let report = await readiness.report()
            #expect(report.status == .unready)
            #expect(report.checks.first?.problem == "no answer in time")
            clock.advance(by: .seconds(1))
        }
        #expect(calls.withLock { $0 } == 1)
        parked.release()
        // Comes back when the loop gets to it; from then on it is asked again.
        while calls.withLock({ $0 }) == 1 {
            _ = await readiness.report()
            clock.advance(by: .seconds(1))
            await Task.yield()
        }
        parked.release()
    }
}

/// Holds a task until it is released.
@LoopActor
private final class Parked {
    private var continuation: CheckedContinuation<Void, Never>?

    func park() async { await withCheckedContinuation { continuation = $0 } }

    func release() {
        continuation?.resume()
        continuation = nil
    }
}
