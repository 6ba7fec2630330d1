import ApplianceTesting
import Network
import Observability
import Storage
import Testing

@Suite("Observed database")
struct StorageObservationTests {
    @Test("commits, batches and the queue are measured")
    func commits() async throws {
        EventLoop.startInBackground()
        let metrics = Metrics()
        let capture = LogCapture()
        let temporary = try TemporaryStorage(
            migrations: [Migration(module: "test", version: 1, "CREATE TABLE t (x INTEGER) STRICT")],
            observer: .observing(capture.makeLogger(), metrics))
        for _ in 0..<3 { try await temporary.storage.write { try $0.run("INSERT INTO t VALUES (1)") } }
        let commits = metrics.histogram("db_commit_seconds", help: "").series()
        let batches = metrics.histogram("db_batch_jobs", help: "").series()
        #expect(commits.cumulativeCounts.last == 3)
        #expect(commits.sum > 0)
        #expect(batches.sum == 3)
        await temporary.storage.close()
    }

    @Test("lost transactions are all counted, and told once a second")
    func losses() {
        let metrics = Metrics()
        let capture = LogCapture()
        let clock = ManualClock()
        let logger = capture.makeLogger()
        let observer = StorageObserver.observing(logger, metrics, clock: clock.clock)
        for _ in 0..<100 { observer.onFailure(.queueFull) }
        clock.advance(by: .seconds(1))
        for _ in 0..<100 { observer.onFailure(.queueFull) }
        logger.flush()
        #expect(capture.lines.count == 2)
        #expect(String(decoding: metrics.render(), as: UTF8.self).contains("db_transactions_lost_total 200\n"))
    }
}
