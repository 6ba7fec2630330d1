package import Core
package import Network

package struct ComfyUISettings: Sendable {
    /// `http://host:8188`.
    package let url: String
    package let workflow: ComfyUIWorkflow
    /// For the whole of an order, waiting in ComfyUI's queue included.
    package var timeout = Duration.seconds(300)
    /// Of a picture.
    package var maximumBytes = 32 << 20
    /// Between two questions whether it is done.
    package var pollInterval = Duration.seconds(1)

    package init(url: String, workflow: ComfyUIWorkflow) {
        self.url = url
        self.workflow = workflow
    }
}

/// Pictures by a workflow of ComfyUI: `POST /prompt`, then `GET /history/{id}` until it is done, then `GET /view`.
package struct ComfyUIProvider: MediaProvider {
    package let name = "comfyui"
    private let settings: ComfyUISettings
    private let service: RemoteService

    /// A history repeats the whole workflow.
    private static let maximumJSON = 4 << 20

    package init(_ settings: ComfyUISettings, client: HTTPClient, clock: Clock = .system) {
        self.settings = settings
        service = RemoteService(
            name: name, client: client, url: settings.url.droppingSlashes, timeout: settings.timeout, clock: clock)
    }

    package func make(
        _ order: MediaOrder, telling _: @escaping ProgressReport
    ) async throws(ProviderFailure) -> MadeMedia {
        let order = try service.pictureOrder(order)
        let size = order.size.rounded(to: 8, within: 64...2048)
        let seed = order.seedOf32Bits
        let deadline = service.clock.uptime() + settings.timeout
        let id = try await queue(settings.workflow.filled(order, size: size, seed: seed))
        let file: ComfyUIFile
        do throws(ProviderFailure) {
            file = try await result(of: id, until: deadline)
        } catch {
            // By a task of its own: this one asks nobody any more. When the server stops, that comes to nothing, and the order
            // may be drawn twice.
            if Task.isCancelled { await Task.onLoop { [self] in await withdraw(id) }.value }
            throw error
        }
        let answer = try await service.send(.get, file.target, maximumBody: settings.maximumBytes)
        var made = try service.picture(answer.body, maximumBytes: settings.maximumBytes)
        made.seed = seed
        return made
    }

    /// - Returns: the id of the job.
    private func queue(_ graph: JSONValue) async throws(ProviderFailure) -> String {
        let answer = try await service.send(.post, "/prompt", ["prompt": graph], maximumBody: Self.maximumJSON)
        return try await service.reading { [service] () throws(ProviderFailure) in
            guard let id = try service.json(answer.body)["prompt_id"]?.stringValue, Self.isID(id) else {
                throw service.answered("no prompt_id")
            }
            return id
        }
    }

    /// It becomes part of a path.
    private static func isID(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count) && text == PercentCoding.encode(text) && !text.contains(".")
    }

    /// Asks until the job is done.
    private func result(of id: String, until deadline: Duration) async throws(ProviderFailure) -> ComfyUIFile {
        while true {
            let answer = try await service.send(.get, "/history/\(id)", maximumBody: Self.maximumJSON)
            let file = try await service.reading { [service] () throws(ProviderFailure) in
                try ComfyUIFile.find(in: try service.json(answer.body), of: id, service)
            }
            if let file { return file }
            guard service.clock.uptime() < deadline else {
                await withdraw(id)
                throw .temporary(
                    reason: "\(name) did not finish within \(Int(settings.timeout.inSeconds)) s. Is its queue long?",
                    retryAfter: nil)
            }
            await sleep(for: settings.pollInterval)
        }
    }

    /// Takes a job that nobody waits for out of the queue, as far as it still waits there.
    private func withdraw(_ id: String) async {
        _ = try? await service.send(.post, "/queue", ["delete": [.string(id)]], maximumBody: Self.maximumJSON)
    }
}

/// A picture that ComfyUI has saved.
struct ComfyUIFile: Sendable, Equatable {
    let name: String
    let folder: String
    /// `output` is what a workflow saves, `temp` what it only shows.
    let kind: String

    var target: String {
        "/view?filename=\(PercentCoding.encode(name))&subfolder=\(PercentCoding.encode(folder))&type=\(kind)"
    }

    /// The first picture of a finished job, saved ones first; nil while it is not finished.
    ///
    /// - Parameter history: `{}`, or `{id: {"status": …, "outputs": {node: {"images": […]}}}}`.
    static func find(
        in history: JSONValue, of id: String, _ service: RemoteService
    ) throws(ProviderFailure) -> ComfyUIFile? {
        guard case .object = history else { throw service.answered("a history that is no object") }
        guard let job = history[id] else { return nil }
        if job["status"]?["status_str"]?.stringValue == "error" {
            throw service.answered("an error of its workflow. Look into its own log")
        }
        if job["status"]?["completed"]?.boolValue == false { return nil }
        guard case .object(let outputs)? = job["outputs"] else { throw service.answered("a job without outputs") }
        var files: [ComfyUIFile] = []
        for (_, output) in outputs.sorted(by: { $0.key < $1.key }) {
            guard case .array(let images)? = output["images"] else { continue }
            files += images.compactMap(ComfyUIFile.init)
        }
        guard let file = files.first(where: { $0.kind == "output" }) ?? files.first else {
            throw service.answered("a job without a picture. Does the workflow save one?")
        }
        return file
    }

    private init?(_ json: JSONValue) {
        guard let name = json["filename"]?.stringValue, !name.isEmpty, let kind = json["type"]?.stringValue,
            kind == "output" || kind == "temp"
        else { return nil }
        self.name = name
        self.kind = kind
        folder = json["subfolder"]?.stringValue ?? ""
    }
}
