import ApplianceTesting
import Core
import Hashing
import Network
import Testing

@testable import MediaBroker

@Suite("OpenAIProvider")
struct OpenAIProviderTests {
    private let answer = #"{"created": 1, "data": [{"b64_json": "\#(Base64.encode(RemoteProviderFixture.png))"}]}"#

    private func make(
        _ server: RawServer, model: String = "gpt-image-1", order: MediaOrder = RemoteProviderFixture.order,
        change: (inout OpenAISettings) -> Void = { _ in }
    ) async throws -> MadeMedia {
        var settings = OpenAISettings(key: "secret-key")
        settings.url = server.url("")
        settings.model = model
        change(&settings)
        return try await RemoteProviderFixture.withClient { [settings] in
            try await OpenAIProvider(settings, client: $0).make(order)
        }
    }

    @Test("orders a picture with the key, and takes it out of the answer")
    func order() async throws {
        let log = Lock<[RawRequest]>([])
        let server = try RemoteProviderFixture.server(log) { [answer] _, peer in try peer.answer(200, answer) }
        let made = try await make(server)
        #expect(made.bytes == RemoteProviderFixture.png)
        #expect(made.mediaType == "image/png")
        #expect(made.model == "gpt-image-1")
        let request = try #require(log.withLock { $0.first })
        #expect(request.line == "POST /v1/images/generations HTTP/1.1")
        #expect(request.field("Authorization") == "Bearer secret-key")
        #expect(request.field("Content-Type") == "application/json")
        #expect(
            try JSON.parse(request.body)
                == [
                    "model": "gpt-image-1", "n": 1, "size": "1536x1024",
                    "prompt": "a bridge in the rain\nStyle: concept.\nWithout: people.",
                ])
    }

    @Test(
        "asks for the nearest size that the model offers",
        arguments: [
            ("gpt-image-1", 512, 512, "1024x1024"), ("gpt-image-1", 512, 2048, "1024x1536"),
            ("dall-e-3", 1920, 1080, "1792x1024"), ("dall-e-3", 1000, 1024, "1024x1024"),
            ("dall-e-2", 64, 64, "256x256"), ("dall-e-2", 600, 600, "512x512"), ("dall-e-2", 2048, 512, "1024x1024"),
            ("flux", 640, 448, "640x448"),
        ])
    func sizes(model: String, width: Int, height: Int, size: String) async throws {
        let log = Lock<[RawRequest]>([])
        let server = try RemoteProviderFixture.server(log) { [answer] _, peer in try peer.answer(200, answer) }
        var order = ImageOrder(prompt: "x")
        order.width = width
        order.height = height
        _ = try await make(server, model: model, order: .image(order))
        let body = try JSON.parse(try #require(log.withLock { $0.first }).body)
        #expect(body["size"]?.stringValue == size)
        #expect(body["response_format"]?.stringValue == (model == "gpt-image-1" ? nil : "b64_json"))
    }

    @Test(
        "takes an address with /v1 and a slash at its end for the same", arguments: ["/v1", "/v1/", "/", "/proxy/v1"])
    func addresses(path: String) async throws {
        let log = Lock<[RawRequest]>([])
        let server = try RemoteProviderFixture.server(log) { [answer] _, peer in try peer.answer(200, answer) }
        _ = try await make(server) { $0.url = server.url(path) }
        let line = try #require(log.withLock { $0.first }).line
        #expect(line == "POST \(path.hasPrefix("/proxy") ? "/proxy" : "")/v1/images/generations HTTP/1.1")
    }

    @Test(
        "refuses what is no picture",
        arguments: ["!!!!", Base64.encode(Array("<html>nothing</html>".utf8)), "", "data:image/png"])
    func noPicture(text: String) async throws {
        let server = try RemoteProviderFixture.server { _, peer in
            try peer.answer(200, #"{"data": [{"b64_json": "\#(text)"}]}"#)
        }
        let failure = await #expect(throws: ProviderFailure.self) { try await make(server) }
        #expect(failure?.kind == "permanent")
        #expect(failure?.text.hasPrefix("openai answered with ") == true)
    }

    @Test("refuses a picture above its limit")
    func tooLarge() async throws {
        let server = try RemoteProviderFixture.server { [answer] _, peer in try peer.answer(200, answer) }
        let failure = await #expect(throws: ProviderFailure.self) { try await make(server) { $0.maximumBytes = 100 } }
        #expect(failure == .permanent(reason: "openai answered with a picture of more than 100 bytes."))
    }

    @Test("passes on the word of an error, and tries no more when the credit is gone")
    func words() async throws {
        let body = Lock("")
        let server = try RemoteProviderFixture.server { _, peer in try peer.answer(429, body.withLock { $0 }) }
        body.withLock { $0 = #"{"error": {"code": "rate_limit_exceeded", "message": "secret-key, a bridge"}}"# }
        var failure = await #expect(throws: ProviderFailure.self) { try await make(server) }
        #expect(failure?.text == "openai answered 429 (rate_limit_exceeded). Try later.")
        body.withLock { $0 = #"{"error": {"code": "A bridge!", "type": "insufficient_quota"}}"# }
        failure = await #expect(throws: ProviderFailure.self) { try await make(server) }
        #expect(failure?.kind == "permanent")
        #expect(failure?.text.contains("no credit") == true)
    }
}
