package import Core
package import Network

package struct Automatic1111Settings: Sendable {
    /// `http://host:7860`; with `user:password@` when it was started with --api-auth.
    package let url: String
    /// The checkpoint to draw with; nil: the one that is loaded.
    package var model: String?
    /// For the whole of an order.
    package var timeout = Duration.seconds(300)
    /// Of a picture.
    package var maximumBytes = 32 << 20
    /// Between two questions how far it is.
    package var pollInterval = Duration.seconds(1)

    package init(url: String) { self.url = url }
}

/// Pictures by `POST /sdapi/v1/txt2img` of Stable Diffusion web UI, started with --api; `GET /sdapi/v1/progress` meanwhile.
package struct Automatic1111Provider: MediaProvider {
    package let name = "automatic1111"
    private let settings: Automatic1111Settings
    private let service: RemoteService

    package init(_ settings: Automatic1111Settings, client: HTTPClient, clock: Clock = .system) {
        self.settings = settings
        service = RemoteService(
            name: name, client: client, url: settings.url.droppingSlashes, timeout: settings.timeout, clock: clock)
    }

    package func make(
        _ order: MediaOrder, telling report: @escaping ProgressReport
    ) async throws(ProviderFailure) -> MadeMedia {
        let order = try service.pictureOrder(order)
        // Latent pixels are eight by eight.
        let size = order.size.rounded(to: 8, within: 64...2048)
        let seed = order.seedOf32Bits
        var body: [String: JSONValue] = [
            "prompt": .string(order.text(withNegative: false)), "negative_prompt": .string(order.negative),
            "seed": .integer(seed), "width": .integer(Int64(size.width)), "height": .integer(Int64(size.height)),
            "batch_size": 1, "n_iter": 1, "send_images": true, "save_images": false,
        ]
        if let model = settings.model { body["override_settings"] = ["sd_model_checkpoint": .string(model)] }
        let maximumBody = settings.maximumBytes / 3 * 4 + 65_536
        let watch = Task.onLoop { await follow(report) }
        defer { watch.cancel() }
        let answer = try await service.send(.post, "/sdapi/v1/txt2img", .object(body), maximumBody: maximumBody)
        var made = try await service.reading { [service, settings] () throws(ProviderFailure) in
            let json = try service.json(answer.body)
            guard case .array(let pictures)? = json["images"], let text = pictures.first?.stringValue else {
                throw service.answered("no picture in images[0]")
            }
            return try service.picture(base64: text, maximumBytes: settings.maximumBytes)
        }
        made.seed = seed
        made.model = settings.model
        return made
    }

    /// Asks how far the service is until nobody wants to know. It tells of what it draws now: while an order waits behind
    /// others, of theirs.
    private func follow(_ report: ProgressReport) async {
        while true {
            await sleep(for: settings.pollInterval)
            if Task.isCancelled { return }
            // No answer is no harm: the picture says when it is done.
            let answer = try? await service.send(
                .get, "/sdapi/v1/progress?skip_current_image=true", maximumBody: 65_536)
            guard let answer, let progress = try? service.json(answer.body)["progress"],
                let share = try? NumberRule.number(0...1).read(progress)
            else { continue }
            if !Task.isCancelled { await report(Int64(share * 100)) }
        }
    }
}

extension ImageOrder {
    /// Stable Diffusion draws from 32 bits, and takes a negative number for "any".
    var seedOf32Bits: Int64 { Int64(UInt32(truncatingIfNeeded: seed)) }
}
