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
}
