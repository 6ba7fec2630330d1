import ApplianceTesting
import Glibc

/// How a round ends.
enum Ending: Sendable {
    /// SIGKILL when that many answers were given.
    case killedAtAnswer(Int)
    /// SIGKILL when the database's files were written to that often: between the writes of a COMMIT.
    case killedAtWrite(Int)
    /// SIGTERM after so many answers, and SIGKILL when that much has happened to the files since.
    case killedWhileStopping(answers: Int, fileEvents: Int)
    /// SIGTERM and at once another: whoever cannot wait.
    case stoppedTwice(answers: Int)
    case stopped(answers: Int)

    static func random(_ random: inout SeededRandom) -> Ending {
        let answers = random.integer(1...500)
        switch random.integer(1...100) {
        case ...35: return .killedAtAnswer(answers)
        case ...70: return .killedAtWrite(random.integer(1...4000))
        case ...85: return .killedWhileStopping(answers: answers, fileEvents: random.integer(1...40))
        case ...95: return .stoppedTwice(answers: answers)
        default: return .stopped(answers: answers)
        }
    }

    /// Ends the server when its moment has come.
    ///
    /// - Returns: the exit code when it ended by itself; else nil.
    func carryOut(on server: RunningServer, _ fuse: Fuse, _ writes: FolderWatch) async throws -> Int32? {
        switch self {
        case .killedAtAnswer(let answers):
            await fuse.answers(reach: answers)
            server.killNow()
            return nil
        case .killedAtWrite(let count):
            _ = try await onThread { writes.wait(for: count) }
            server.killNow()
            return nil
        case .killedWhileStopping(let answers, let count):
            await fuse.answers(reach: answers)
            let events = try FolderWatch(server.data, for: FolderWatch.everything)
            server.terminate()
            async let end = ended(server, events)
            let isReached = try await onThread { events.wait(for: count) }
            server.kill()
            let code = try await end
            return isReached ? nil : code
        case .stoppedTwice(let answers):
            await fuse.answers(reach: answers)
            server.terminate()
            server.terminate()
            return try await server.waitForEnd()
        case .stopped(let answers):
            await fuse.answers(reach: answers)
            return try await server.stop()
        }
    }

    private func ended(_ server: RunningServer, _ events: FolderWatch) async throws -> Int32 {
        defer { events.cancel() }
        return try await server.waitForEnd()
    }
}
