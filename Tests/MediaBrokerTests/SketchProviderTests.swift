import MediaBroker
import Network
import Testing

@Suite struct SketchProviderTests {
    init() { EventLoop.startInBackground() }

    @Test func givesAWebPOfTheAskedSize() async throws {
        var order = ImageOrder(prompt: "A tower by the sea")
        (order.width, order.height, order.seed) = (96, 64, 7)
        let made = try await SketchProvider().make(.image(order))
        let header = try ImageCodec.probe(made.bytes)
        #expect(header.format == .webp && header.width == 96 && header.height == 64)
        #expect(made.mediaType == "image/webp" && made.seed == 7 && made.model == "sketch-2")
        #expect(try await SketchProvider().make(.image(order)) == made)
    }

    @Test(arguments: [(63, 64), (64, 2049), (0, 100)])
    func refusesSizesThatItDoesNotDraw(size: (Int, Int)) async {
        var order = ImageOrder(prompt: "A tower")
        (order.width, order.height) = size
        let reason = "a picture of \(size.0) x \(size.1) pixels; each side must be 64 to 2048"
        await #expect(throws: ProviderFailure.permanent(reason: reason)) {
            try await SketchProvider().make(.image(order))
        }
    }

    @Test func doesNotSpeak() async {
        await #expect(throws: ProviderFailure.permanent(reason: "sketch draws pictures; it makes no sound")) {
            try await SketchProvider().make(.speech(SpeechOrder(text: "Hello")))
        }
    }
}
