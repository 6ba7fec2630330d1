import MediaBroker
import Network
import Testing

@Suite struct ToneProviderTests {
    init() { EventLoop.startInBackground() }

    private func tone(_ text: String) async throws -> MadeMedia {
        try await ToneProvider().make(.speech(SpeechOrder(text: text)))
    }

    /// media.md "Providers": max(400, 40 ms x Unicode scalars).
    @Test(arguments: [
        ("", 400), ("Hi", 400), ("Ten chars.", 400), ("Eleven char", 440), ("Здравствуйте, путники!", 880),
        ("👨‍👩‍👧 семья в часовне", 840),
    ])
    func isExactlyAsLongAsItsText(text: String, milliseconds: Int) async throws {
        let made = try await tone(text)
        let file = try #require(OggFile(made.bytes))
        #expect(made.durationMilliseconds == milliseconds)
        #expect(file.length == milliseconds * 48)
    }

    @Test func isAValidOpusStream() async throws {
        let file = try #require(OggFile(try await tone("A door opens in the dark, and nobody is there.").bytes))
        #expect(!file.pages.contains { !$0.isIntact })
        #expect(Set(file.pages.map(\.serial)).count == 1)
        #expect(file.pages.map(\.sequence) == Array(0..<file.pages.count))
        // The first page begins the stream, the last one ends it; head and tags have pages of their own.
        #expect(file.pages.map { $0.flags & 6 } == [2] + Array(repeating: 0, count: file.pages.count - 2) + [4])
        #expect(file.pages[0].body.starts(with: "OpusHead".utf8) && file.pages[0].body.count == 19)
        #expect(file.pages[1].body.starts(with: "OpusTags".utf8))
        #expect(file.pages[0].granule == 0 && file.pages[1].granule == 0)
        #expect(file.preSkip == 312)
    }

    @Test func theSameTextIsTheSameSound() async throws {
        let first = try await tone("Twelve strokes")
        #expect(try await tone("Twelve strokes") == first)
    }

    @Test func saysItsLimit() async throws {
        let text = String(repeating: "я", count: ToneProvider.longestText + 1)
        await #expect(throws: ProviderFailure.permanent(reason: "a text of 7501 characters; at most 7500 are sounded"))
        {
            try await tone(text)
        }
    }

    @Test func drawsNothing() async {
        await #expect(throws: ProviderFailure.permanent(reason: "tone makes sounds; it draws no pictures")) {
            try await ToneProvider().make(.image(ImageOrder(prompt: "a sea")))
        }
    }
}
