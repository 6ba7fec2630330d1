import ApplianceTesting
import MediaBroker
import Network
import Testing

@Suite struct EspeakProviderTests {
    private let folder = try! TemporaryDirectory()

    init() { EventLoop.startInBackground() }

    private func order(_ text: String, _ language: String = "en") -> MediaOrder {
        var speech = SpeechOrder(text: text)
        speech.language = language
        return .speech(speech)
    }

    /// A program that is a few lines of shell.
    ///
    /// Written by another process: a file that one of ours still has open for writing does not start.
    private func fake(_ script: String) async throws -> String {
        let path = folder.path + "/espeak-fake"
        _ = try await ChildProcess.run(
            "sh", ["-c", "cat > \"$0\" && chmod 755 \"$0\"", path], input: Array("#!/bin/sh\n\(script)\n".utf8),
            limits: ChildProcess.Limits(time: .seconds(60), output: 1000))
        return path
    }

    @Test(arguments: [("The bell rings at midnight.", "en"), ("Колокол звонит в полночь.", "ru")])
    func speaks(text: String, language: String) async throws {
        let made = try await EspeakProvider().make(order(text, language))
        let file = try #require(OggFile(made.bytes))
        let milliseconds = try #require(made.durationMilliseconds)
        // Some four words: more than half a second, and not the 1 s that 40 ms a character would be.
        #expect((700...4000).contains(milliseconds))
        #expect(abs(file.length - milliseconds * 48) < 48)
        #expect(made.voice == language)
    }

    @Test func speedIsHeard() async throws {
        var speech = SpeechOrder(text: "The bell rings at midnight, and the whole town holds its breath.")
        let usual = try #require(try await EspeakProvider().make(.speech(speech)).durationMilliseconds)
        speech.speed = 2
        let fast = try #require(try await EspeakProvider().make(.speech(speech)).durationMilliseconds)
        #expect(fast * 10 < usual * 8)
    }

    @Test func aTextThatLooksLikeAnOptionIsSpoken() async throws {
        let made = try await EspeakProvider().make(order("--version -f /etc/passwd"))
        let milliseconds = try #require(made.durationMilliseconds)
        #expect(milliseconds > 1000)
    }

    @Test func tellsThatTheProgramIsMissing() async {
        await #expect(throws: ProviderFailure.unavailable(reason: "the program mimic-no-espeak is not installed")) {
            try await EspeakProvider(program: "mimic-no-espeak").make(order("Hello"))
        }
    }

    @Test func endsAProgramThatHangs() async throws {
        let program = try await fake("sleep 1000")
        let error = await #expect(throws: ProviderFailure.self) {
            try await EspeakProvider(program: program, time: .milliseconds(50)).make(order("Hello"))
        }
        #expect(error == .temporary(reason: "\(program) took longer than 0.05 seconds and was ended", retryAfter: nil))
    }

    @Test func endsAProgramThatGivesWithoutEnd() async throws {
        let program = try await fake("exec cat /dev/zero")
        await #expect(
            throws: ProviderFailure.permanent(reason: "\(program) gave more than 55000000 bytes and was ended")
        ) {
            try await EspeakProvider(program: program, time: .seconds(60)).make(order("Hello"))
        }
    }

    @Test func tellsWhatTheProgramComplainsAbout() async throws {
        let program = try await fake("echo no such voice >&2; exit 1")
        await #expect(throws: ProviderFailure.permanent(reason: "\(program) ended with code 1: no such voice")) {
            try await EspeakProvider(program: program).make(order("Hello"))
        }
    }

    @Test func refusesWhatIsNoSound() async throws {
        let program = try await fake("echo hello")
        await #expect(throws: ProviderFailure.permanent(reason: "\(program) gave no sound: not a WAV file")) {
            try await EspeakProvider(program: program).make(order("Hello"))
        }
    }

    @Test func refusesOtherVoices() async {
        var speech = SpeechOrder(text: "Hello")
        speech.voice = "../../etc/passwd"
        await #expect(
            throws: ProviderFailure.permanent(reason: "espeak has the voices ru and en, not \"../../etc/passwd\"")
        ) { try await EspeakProvider().make(.speech(speech)) }
    }
}
