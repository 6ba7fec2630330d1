import ApplianceTesting
import Core
import Glibc
import Hashing
import Network
import Testing

@testable import MediaBroker

@Suite("Automatic1111Provider", .timeLimit(.minutes(30)))
struct Automatic1111ProviderTests {
    @Test(
        "orders a picture of eights with a seed of 32 bits, and takes it out of the answer",
        arguments: ["", "data:image/png;base64,"])
    func order(prefix: String) async throws {
        let log = Lock<[RawRequest]>([])
        let answer = #"{"images": ["\#(prefix)\#(Base64.encode(RemoteProviderFixture.png))"], "info": "{}"}"#
        let server = try RemoteProviderFixture.server(log) { _, peer in try peer.answer(200, answer) }
        var settings = Automatic1111Settings(url: "http://user:pass@127.0.0.1:\(server.port)/")
        settings.model = "dream"
        let made = try await RemoteProviderFixture.withClient { [settings] in
            try await Automatic1111Provider(settings, client: $0).make(RemoteProviderFixture.order)
        }
        #expect(made.bytes == RemoteProviderFixture.png)
        #expect(made.mediaType == "image/png")
        #expect(made.seed == 4_294_967_295)
        let request = try #require(log.withLock { $0.first { $0.line.hasPrefix("POST") } })
        #expect(request.line == "POST /sdapi/v1/txt2img HTTP/1.1")
        #expect(request.field("Authorization") == "Basic \(Base64.encode(Array("user:pass".utf8)))")
        #expect(
            try JSON.parse(request.body)
                == [
                    "prompt": "a bridge in the rain\nStyle: concept.", "negative_prompt": "people",
                    "seed": 4_294_967_295, "width": 1000, "height": 704, "batch_size": 1, "n_iter": 1,
                    "send_images": true, "save_images": false, "override_settings": ["sd_model_checkpoint": "dream"],
                ])
    }

    @Test("tells how far the service is, whatever that answers meanwhile")
    func progress() async throws {
        let told = Lock<[Int64]>([])
        let answers = Lock([
            "<html>", #"{"progress": "half"}"#, #"{"progress": 7}"#, #"{"progress": 0.43, "state": {}}"#,
        ])
        let server = try RemoteProviderFixture.server { request, peer in
            if request.line.hasPrefix("GET /sdapi/v1/progress?skip_current_image=true ") {
                let answer = answers.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
                return try peer.answer(200, answer)
            }
            // The picture is done when somebody has heard of it.
            while told.withLock({ $0.isEmpty }) { sched_yield() }
            try peer.answer(200, #"{"images": ["\#(Base64.encode(RemoteProviderFixture.png))"]}"#)
        }
        var settings = Automatic1111Settings(url: server.url(""))
        settings.pollInterval = .milliseconds(1)
        let made = try await RemoteProviderFixture.withClient { [settings] client in
            let provider = GuardedProvider(Automatic1111Provider(settings, client: client))
            return try await provider.make(RemoteProviderFixture.order) { percent in
                told.withLock { $0.append(percent) }
            }
        }
        #expect(made.bytes == RemoteProviderFixture.png)
        #expect(Set(told.withLock { $0 }) == [43])
    }

    @Test(
        "takes any picture, and nothing else",
        arguments: [("image/jpeg", [0xFF, 0xD8, 0xFF, 0xE0]), (nil, [0x47, 0x49])])
    func types(type: String?, bytes: [UInt8]) async throws {
        let server = try RemoteProviderFixture.server { _, peer in
            try peer.answer(200, #"{"images": ["\#(Base64.encode(bytes))"]}"#)
        }
        try await RemoteProviderFixture.withClient { client in
            let provider = try RemoteProviderKind.automatic1111.make(client, url: server.url(""))
            guard let type else {
                let failure = await #expect(throws: ProviderFailure.self) {
                    try await provider.make(RemoteProviderFixture.order)
                }
                #expect(failure?.text == "automatic1111 answered with something that is neither PNG nor JPEG nor WebP.")
                return
            }
            let made = try await provider.make(RemoteProviderFixture.order)
            #expect(made.mediaType == type)
        }
    }
}
