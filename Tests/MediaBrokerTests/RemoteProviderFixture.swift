import ApplianceTesting
import Core
import Network
import Testing

@testable import MediaBroker

/// What tests of providers share: small servers that speak as services do, or do not.
enum RemoteProviderFixture {
    /// Begins like a PNG.
    static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array(0...255)

    static let order: MediaOrder = {
        var order = ImageOrder(prompt: "a bridge in the rain")
        order.negative = "people"
        order.seed = -1
        order.width = 1000
        order.height = 700
        return .image(order)
    }()

    /// Serves each request of each connection with `answer`, and keeps what was asked.
    static func server(
        _ log: Lock<[RawRequest]> = Lock([]), _ answer: @escaping @Sendable (RawRequest, RawPeer) throws -> Void
    ) throws -> RawServer {
        try RawServer { peer in
            while true {
                let request = try peer.readRequest()
                log.withLock { $0.append(request) }
                try answer(request, peer)
            }
        }
    }

    static func withClient<Value: Sendable>(_ body: (HTTPClient) async throws -> Value) async throws -> Value {
        EventLoop.startInBackground()
        let client = HTTPClient()
        do {
            let value = try await body(client)
            await client.close()
            return value
        } catch {
            await client.close()
            throw error
        }
    }

    /// Why `order` is not made; nil, and a failed test, when it is.
    static func failure(
        _ provider: (HTTPClient) throws -> any MediaProvider, _ order: MediaOrder = order
    ) async throws -> ProviderFailure? {
        try await withClient { client in
            let provider = try provider(client)
            return await #expect(throws: ProviderFailure.self) { try await provider.make(order) }
        }
    }

    static let workflow = """
        {"3": {"class_type": "KSampler", "inputs": {"seed": "{{seed}}", "steps": 20, "positive": ["6", 0]}},
         "5": {"class_type": "EmptyLatentImage", "inputs": {"width": "{{width}}", "height": "{{height}}"}},
         "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "masterpiece, {{prompt}}"}},
         "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "text, {{negative}}"}},
         "9": {"class_type": "SaveImage", "inputs": {"filename_prefix": "mimic {{seed}}"}}}
        """
}

/// The providers that ask a service, each with what it takes to be wrong in the same ways.
enum RemoteProviderKind: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case openAI, automatic1111, comfyUI

    var testDescription: String { rawValue }

    func make(
        _ client: HTTPClient, url: String, timeout: Duration = .seconds(3600), maximumBytes: Int = 32 << 20,
        clock: Clock = .system
    ) throws -> any MediaProvider {
        switch self {
        case .openAI:
            var settings = OpenAISettings(key: "secret-key")
            settings.url = url
            settings.timeout = timeout
            settings.maximumBytes = maximumBytes
            return OpenAIProvider(settings, client: client, clock: clock)
        case .automatic1111:
            var settings = Automatic1111Settings(url: url)
            settings.timeout = timeout
            settings.maximumBytes = maximumBytes
            return Automatic1111Provider(settings, client: client, clock: clock)
        case .comfyUI:
            let workflow = try ComfyUIWorkflow(Array(RemoteProviderFixture.workflow.utf8))
            var settings = ComfyUISettings(url: url, workflow: workflow)
            settings.timeout = timeout
            settings.maximumBytes = maximumBytes
            settings.pollInterval = .milliseconds(1)
            return ComfyUIProvider(settings, client: client, clock: clock)
        }
    }
}

extension ProviderFailure {
    /// `temporary`, `permanent` or `unavailable`.
    var kind: String {
        switch self {
        case .temporary: "temporary"
        case .permanent: "permanent"
        case .unavailable: "unavailable"
        }
    }

    var text: String {
        switch self {
        case .temporary(let reason, _), .permanent(let reason), .unavailable(let reason): reason
        }
    }
}
