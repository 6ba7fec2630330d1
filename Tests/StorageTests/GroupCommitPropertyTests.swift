import ApplianceTesting
import Core
import Storage
import Testing

/// Batches of jobs that were drawn by lot, compared with a model of what group commit promises.
@Suite("Group commit, whatever the jobs do", .timeLimit(.minutes(30)))
struct GroupCommitPropertyTests {
    @Test("undoes what throws alone, loses what a lost transaction held, and keeps all else", arguments: 1...60)
    func holds(seed: UInt64) async throws {
        var random = Lot(seed: seed)
        let jobs = (0..<Int.random(in: 1...40, using: &random)).map { RandomJob.draw($0, &random) }
        let temporary = try TemporaryStorage(migrations: Notes.migrations)
        let errors = try await temporary.storage.writeTogether(jobs.map { job in { try job.run(in: $0) } })
        let model = GroupCommitModel(of: jobs)
        for (index, job) in jobs.enumerated() {
            #expect(RandomJob.Outcome(errors[index]) == model.outcomes[index], "job \(index) of \(jobs): \(job)")
        }
        let kept = try await temporary.storage.read { try Notes.all(in: $0) }
        #expect(kept == model.kept.sorted(), "of \(jobs)")
        let orphans = try await temporary.storage.read {
            try $0.first("SELECT count(*) FROM replies", map: { $0.int(0) })
        }
        #expect(orphans == 0)
    }

    @Test("holds for jobs of one kind alone, first, last and all", arguments: RandomJob.Kind.allCases)
    func kinds(kind: RandomJob.Kind) async throws {
        let others = (1...3).map { RandomJob(kind: .insert, text: "other \($0)") }
        let one = RandomJob(kind: kind, text: "one")
        let all = (1...4).map { RandomJob(kind: kind, text: "all \($0)") }
        for jobs in [[one], [one] + others, others + [one], all] {
            let temporary = try TemporaryStorage(migrations: Notes.migrations)
            let errors = try await temporary.storage.writeTogether(jobs.map { job in { try job.run(in: $0) } })
            let model = GroupCommitModel(of: jobs)
            #expect(errors.map(RandomJob.Outcome.init) == model.outcomes, "\(jobs)")
            #expect(try await temporary.storage.read { try Notes.all(in: $0) } == model.kept.sorted(), "\(jobs)")
        }
    }
}

/// A linear congruential generator (Knuth, MMIX): each argument of a test is its own run.
private struct Lot: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        // The high half; the low bits of such a generator repeat soon.
        func step() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 32
        }
        return step() << 32 | step()
    }
}
