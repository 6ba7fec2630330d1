import ApplianceTesting
import Core
import Glibc
import Testing

@testable import Storage

@Suite("A disk that fails", .timeLimit(.minutes(30)))
struct DiskFaultTests {
    private let directory: TemporaryDirectory
    private let disk: FaultyDisk
    private let observed = Observed()
    private let temporary: TemporaryStorage

    init() throws {
        directory = try TemporaryDirectory()
        disk = FaultyDisk(folder: directory.path)
        temporary = try TemporaryStorage(migrations: Notes.migrations, observer: observed.observer, in: directory) {
            $0.checkpointPages = 1000
        }
    }

    private var storage: Storage { temporary.storage }

    private func notes(of storage: Storage? = nil) async throws -> [String] {
        try await (storage ?? self.storage).read { try Notes.all(in: $0) }
    }

    /// Writes one note.
    ///
    /// - Returns: the error instead of an acknowledgement.
    private func refusal(of text: String) async -> StorageError? {
        do {
            try await storage.write { _ = try Notes.insert(text, in: $0) }
            return nil
        } catch {
            return error as? StorageError
        }
    }

    /// The notes that the next start finds after a power cut at this moment.
    private func notesAfterPowerCut() async throws -> [String] {
        let remains = try TemporaryDirectory()
        try disk.cutPower(into: remains.path)
        let revived = try TemporaryStorage(migrations: Notes.migrations, in: remains)
        defer { withExtendedLifetime(revived) {} }
        let found = try await notes(of: revived.storage)
        await revived.storage.close()
        return found
    }

    @Test("what was acknowledged is there after a power cut")
    func powerCut() async throws {
        for number in 0..<5 {
            #expect(await refusal(of: "note \(number)") == nil)
            #expect(try await notesAfterPowerCut() == (0...number).map { "note \($0)" })
        }
    }

    @Test("what was acknowledged is there after a power cut in the midst of copying the log", arguments: 0..<4)
    func powerCutAtCheckpoint(syncs: Int) async throws {
        // Each longer than the log may grow before it is copied.
        let texts = (0..<3).map { "\($0)" + String(repeating: "long ", count: 1_000_000) }
        disk.fail(.sync, after: 3 + syncs, times: .max)
        var acknowledged: [String] = []
        for text in texts where await refusal(of: text) == nil { acknowledged.append(text) }
        #expect(!acknowledged.isEmpty)
        #expect(acknowledged.count < texts.count, "three commits alone have too few syncs for the fault to strike")
        #expect(try await Set(notesAfterPowerCut()).isSuperset(of: acknowledged))
    }

    @Test(
        "a COMMIT that does not reach the disk is not acknowledged, and what comes after is as safe as ever",
        arguments: [(.sync, 0), (.write, 0), (.write, 1)] as [(FaultyDisk.Operation, Int)])
    func failingCommit(operation: FaultyDisk.Operation, skipped: Int) async throws {
        #expect(await refusal(of: "before") == nil)
        disk.fail(operation, after: skipped)
        // So long that the log is written more than once for it.
        let error = try #require(await refusal(of: "lost" + String(repeating: " for ever", count: 20_000)))
        #expect(error.apiError.status == 500)
        #expect(error.failure?.systemError == EIO)
        #expect(try await notes() == ["before"])
        #expect(try await notesAfterPowerCut() == ["before"])
        #expect(observed.failures.withLock { $0.count } == 1)

        #expect(await refusal(of: "after") == nil)
        #expect(try await notes() == ["after", "before"])
        // Linux forgets what an fsync could not write, so this holds only because it was written again.
        #expect(try await notesAfterPowerCut() == ["after", "before"])
    }

    @Test("errors at every point of a write lose nothing that was acknowledged, and acknowledge nothing that is lost")
    func everyPoint() async throws {
        var acknowledged: [String] = []
        for operation in [FaultyDisk.Operation.sync, .write] {
            for skipped in 0..<12 {
                disk.fail(operation, after: skipped)
                // Each write has one of either at least, so that the fault strikes in one of these; then once more.
                var hasStruck = false
                for _ in 0...skipped where !hasStruck {
                    let text = "\(operation) \(skipped) \(acknowledged.count)"
                    hasStruck = await refusal(of: text) != nil
                    if !hasStruck { acknowledged.append(text) }
                }
                #expect(hasStruck)
                let text = "after \(operation) \(skipped)"
                #expect(await refusal(of: text) == nil)
                acknowledged.append(text)
                #expect(try await notes() == acknowledged.sorted())
                #expect(try await notesAfterPowerCut() == acknowledged.sorted())
            }
        }
    }

    @Test("a full disk refuses with 507 and keeps all that was saved; with room again it goes on")
    func fullDisk() async throws {
        #expect(await refusal(of: "before") == nil)
        disk.limit(to: 0)
        for _ in 0..<3 {
            let error = try #require(await refusal(of: String(repeating: "refused", count: 10_000)))
            #expect(error.apiError.status == 507)
            #expect(error.apiError.word == "disk_full")
        }
        #expect(try await notes() == ["before"])
        disk.heal()
        #expect(await refusal(of: "room again") == nil)
        #expect(try await notes() == ["before", "room again"])
        #expect(try await notesAfterPowerCut() == ["before", "room again"])
    }

    @Test("on a full disk the room in the log is used over, so that small changes go on for a while")
    func logUsedOver() async throws {
        // A megabyte in the database, then a megabyte of log that changes it.
        #expect(await refusal(of: String(repeating: "a", count: 1 << 20)) == nil)
        let again = try await temporary.reopened()
        try await again.storage.write { try $0.run("UPDATE notes SET text = replace(text, 'a', 'b')") }
        disk.limit(to: 0)
        var refused = 0
        for number in 0..<600 {
            do {
                try await again.storage.write { try $0.run("UPDATE notes SET text = ?1", .text("small \(number)")) }
            } catch {
                refused += 1
            }
        }
        // One whenever the log is at its end; the next begins at the front.
        #expect((1..<30).contains(refused))
    }

    @Test("a disk that becomes read-only is fatal, not a failure like others")
    func readOnly() async throws {
        #expect(await refusal(of: "before") == nil)
        disk.becomeReadOnly()
        let error = try #require(await refusal(of: "refused"))
        #expect(error.isFatal)
        #expect(observed.failures.withLock { $0.contains(where: \.isFatal) })
        #expect(try await notes() == ["before"])
    }

    @Test("a read that fails is an error, and neither fatal nor an empty answer")
    func failingRead() async throws {
        #expect(await refusal(of: String(repeating: "long", count: 100_000)) == nil)
        let again = try await temporary.reopened()
        disk.fail(.read, times: .max)
        let error = await #expect(throws: StorageError.self) { try await notes(of: again.storage) }
        #expect(error?.isFatal == false)
        #expect(error?.apiError.status == 500)
        disk.heal()
        #expect(try await notes(of: again.storage).count == 1)
    }
}
