import Network
import Testing

@Suite struct ChildProcessTests {
    init() { EventLoop.startInBackground() }

    private func run(
        _ program: String, _ arguments: String..., input: [UInt8] = [], time: Duration = .seconds(60),
        output: Int = 1 << 20
    ) async throws(ChildProcess.Failure) -> [UInt8] {
        try await ChildProcess.run(
            program, arguments, input: input, limits: ChildProcess.Limits(time: time, output: output))
    }

    @Test func givesBackWhatTheProgramWrites() async throws {
        let input = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
        #expect(try await run("cat", input: input) == input)
    }

    @Test func noShellReadsTheArguments() async throws {
        let text = "$(id); `id` \"quoted\" * ~"
        #expect(try await run("printf", "%s", text) == Array(text.utf8))
    }

    @Test func noSecretOfOursIsInItsEnvironment() async throws {
        let names = String(decoding: try await run("env"), as: UTF8.self).split(separator: "\n").compactMap {
            $0.split(separator: "=").first
        }
        #expect(Set(names).isSubset(of: ["PATH", "LC_ALL"]))
    }

    @Test(arguments: ["mimic-no-such-program", "/nonexistent/espeak-ng"])
    func tellsThatItIsMissing(program: String) async {
        await #expect(throws: ChildProcess.Failure.notFound) { try await run(program) }
    }

    @Test func tellsThatAFileIsNoProgram() async {
        let error = await #expect(throws: ChildProcess.Failure.self) { try await run("/etc/passwd") }
        #expect(error == .notStarted(reason: "permission denied"))
    }

    @Test func tellsCodeAndFirstComplaint() async {
        await #expect(throws: ChildProcess.Failure.ended(code: 3, complaint: "no voice")) {
            try await run("sh", "-c", "echo no voice >&2; echo more >&2; exit 3")
        }
    }

    @Test func tellsTheSignal() async {
        await #expect(throws: ChildProcess.Failure.killed(signal: 9)) { try await run("sh", "-c", "kill -9 $$") }
    }

    /// The shell waits for a child of its own, which must not stay behind.
    @Test func endsWhatHangsWithAllItStarted() async {
        await #expect(throws: ChildProcess.Failure.timedOut) {
            try await run("sh", "-c", "sleep 1000; true", time: .milliseconds(50))
        }
    }

    @Test func endsWhatLeavesItsOutputToAnother() async {
        await #expect(throws: ChildProcess.Failure.timedOut) {
            try await run("sh", "-c", "sleep 1000 & exit 0", time: .milliseconds(200))
        }
    }

    @Test func endsWhatGivesTooMuch() async {
        await #expect(throws: ChildProcess.Failure.tooMuchOutput(limit: 100_000)) {
            try await run("yes", output: 100_000)
        }
    }

    @Test func isNotHeldUpByAProgramThatDoesNotRead() async throws {
        #expect(try await run("true", input: [UInt8](repeating: 1, count: 1_000_000)) == [])
    }

    @Test func manyAtOnceKeepTheirOutputsApart() async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<24 {
                group.addTask { try await run("cat", input: Array("\(number)".utf8)) == Array("\(number)".utf8) }
            }
            for try await isRight in group { #expect(isRight) }
        }
    }
}
