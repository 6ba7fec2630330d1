package import Core
package import Network

package struct OpenAISettings: Sendable {
    /// Of OpenAI, or of a service that speaks its API; with or without `/v1` at the end.
    package var url = "https://api.openai.com"
    package let key: String
    package var model = "gpt-image-1"
    /// For the whole of an order.
    package var timeout = Duration.seconds(180)
    /// Of a picture.
    package var maximumBytes = 32 << 20

    package init(key: String) { self.key = key }
}

/// Pictures by `POST /v1/images/generations` (platform.openai.com/docs/api-reference/images/create).
package struct OpenAIProvider: MediaProvider {
    package let name = "openai"
    private let settings: OpenAISettings
    private let service: RemoteService

    package init(_ settings: OpenAISettings, client: HTTPClient, clock: Clock = .system) {
        self.settings = settings
        var url = settings.url.droppingSlashes
        if url.hasSuffix("/v1") { url = String(url.dropLast(3)) }
        service = RemoteService(
            name: name, client: client, url: url, authorization: "Bearer \(settings.key)", timeout: settings.timeout,
            clock: clock)
    }

    package func make(
        _ order: MediaOrder, telling _: @escaping ProgressReport
    ) async throws(ProviderFailure) -> MadeMedia {
        let order = try service.pictureOrder(order)
        let size = size(for: order)
        var body: [String: JSONValue] = [
            "model": .string(settings.model), "prompt": .string(order.text(withNegative: true)), "n": 1,
            "size": .string("\(size.width)x\(size.height)"),
        ]
        // The models of this family answer so in any case, and refuse to be told.
        if !settings.model.hasPrefix("gpt-image") { body["response_format"] = "b64_json" }
        // Base64 is a third longer.
        let maximumBody = settings.maximumBytes / 3 * 4 + 65_536
        let answer = try await service.send(
            .post, "/v1/images/generations", .object(body), maximumBody: maximumBody)
        var made = try await service.reading { [service, settings] () throws(ProviderFailure) in
            let json = try service.json(answer.body)
            guard case .array(let pictures)? = json["data"], let text = pictures.first?["b64_json"]?.stringValue else {
                throw service.answered("no picture in data[0].b64_json")
            }
            return try service.picture(base64: text, maximumBytes: settings.maximumBytes)
        }
        made.model = settings.model
        return made
    }

    /// The nearest that the model offers. Models of others take any, as far as this knows.
    private func size(for order: ImageOrder) -> ImageSize {
        let offered: [(Int, Int)]
        switch settings.model {
        case "dall-e-2": offered = [(256, 256), (512, 512), (1024, 1024)]
        case "dall-e-3": offered = [(1024, 1024), (1792, 1024), (1024, 1792)]
        case _ where settings.model.hasPrefix("gpt-image"): offered = [(1024, 1024), (1536, 1024), (1024, 1536)]
        default: return order.size
        }
        return order.size.nearest(of: offered.map { ImageSize(width: $0.0, height: $0.1) })
    }
}

extension String {
    /// Without the slashes at its end.
    var droppingSlashes: String {
        var text = self[...]
        while text.hasSuffix("/") { text = text.dropLast() }
        return String(text)
    }
}
