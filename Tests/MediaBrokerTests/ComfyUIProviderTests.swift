import ApplianceTesting
import Core
import Network
import Testing

@testable import MediaBroker

@Suite("ComfyUIProvider")
struct ComfyUIProviderTests {
    private static let done = """
        {"id-7": {"status": {"status_str": "success", "completed": true}, "outputs": {
            "8": {"images": [{"filename": "p.png", "subfolder": "", "type": "temp"}]},
            "9": {"images": [{"filename": "a b&c.png", "subfolder": "x/y", "type": "output"}]}}}}
        """

    /// Accepts a job, is asked `waits` times for nothing, and then answers `history`.
    private func server(
        _ log: Lock<[RawRequest]> = Lock([]), waits: Int = 2, history: String = done,
        picture: [UInt8] = RemoteProviderFixture.png
    ) throws -> RawServer {
        let left = Lock(waits)
        return try RemoteProviderFixture.server(log) { request, peer in
            switch request.line.split(separator: " ")[1] {
            case "/prompt": try peer.answer(200, #"{"prompt_id": "id-7", "number": 3, "node_errors": {}}"#)
            case "/history/id-7":
                let mustWait = left.withLock { left in
                    left -= 1
                    return left >= 0
                }
                try peer.answer(200, mustWait ? "{}" : history)
            case "/queue": try peer.answer(200, "")
            case let target where target.hasPrefix("/view?"): try peer.answer(200, picture)
            default: try peer.answer(404, "")
            }
        }
    }

    private func failure(_ server: RawServer) async throws -> ProviderFailure? {
        try await RemoteProviderFixture.failure { try RemoteProviderKind.comfyUI.make($0, url: server.url("")) }
    }

    @Test("queues the workflow, asks until it is done, and fetches what it saved")
    func order() async throws {
        let log = Lock<[RawRequest]>([])
        let server = try server(log)
        let made = try await RemoteProviderFixture.withClient { client in
            try await RemoteProviderKind.comfyUI.make(client, url: server.url("/")).make(RemoteProviderFixture.order)
        }
        #expect(made.bytes == RemoteProviderFixture.png)
        #expect(made.seed == 4_294_967_295)
        let requests = log.withLock { $0 }
        #expect(
            requests.map(\.line) == [
                "POST /prompt HTTP/1.1", "GET /history/id-7 HTTP/1.1", "GET /history/id-7 HTTP/1.1",
                "GET /history/id-7 HTTP/1.1",
                "GET /view?filename=a%20b%26c.png&subfolder=x%2Fy&type=output HTTP/1.1",
            ])
        let graph = try JSON.parse(requests[0].body)["prompt"]
        #expect(graph?["3"]?["inputs"]?["seed"] == 4_294_967_295)
        #expect(graph?["3"]?["inputs"]?["positive"] == ["6", 0])
        #expect(graph?["5"]?["inputs"] == ["width": 1000, "height": 704])
        #expect(graph?["6"]?["inputs"]?["text"] == "masterpiece, a bridge in the rain\nStyle: concept.")
        #expect(graph?["7"]?["inputs"]?["text"] == "text, people")
        #expect(graph?["9"]?["inputs"]?["filename_prefix"] == "mimic 4294967295")
    }

    @Test(
        "says what is wrong with a job that ended without a picture",
        arguments: [
            (
                #"{"id-7": {"status": {"status_str": "error", "completed": false}, "outputs": {}}}"#,
                "an error of its workflow"
            ),
            (#"{"id-7": {"status": {"completed": true}, "outputs": {}}}"#, "a job without a picture"),
            (
                #"{"id-7": {"outputs": {"9": {"images": [{"filename": "", "type": "output"}]}}}}"#,
                "a job without a picture"
            ),
            (
                #"{"id-7": {"outputs": {"9": {"images": [{"filename": "a", "type": "input"}]}}}}"#,
                "a job without a picture"
            ),
            (#"{"id-7": {"status": {"completed": true}}}"#, "a job without outputs"), ("[]", "no object"),
            ("<html>", "not JSON"),
        ])
    func faults(history: String, words: String) async throws {
        let failure = try await failure(server(history: history))
        #expect(failure?.kind == "permanent")
        #expect(failure?.text.contains(words) == true)
    }

    @Test("refuses a file that is no picture")
    func noPicture() async throws {
        let failure = try await failure(server(picture: Array("<html>".utf8)))
        #expect(failure?.kind == "permanent")
        #expect(failure?.text.contains("neither PNG nor JPEG nor WebP") == true)
    }

    @Test("gives up on a job that does not end, and takes it out of the queue")
    func timeout() async throws {
        let log = Lock<[RawRequest]>([])
        let server = try server(log, waits: .max)
        let clock = ManualClock()
        let failure = try await RemoteProviderFixture.withClient { client in
            let provider = try RemoteProviderKind.comfyUI.make(client, url: server.url(""), clock: clock.clock)
            let task = Task { try await provider.make(RemoteProviderFixture.order) }
            while log.withLock({ $0.count }) < 3 { await Task.yield() }
            clock.advance(by: .seconds(3600))
            return await #expect(throws: ProviderFailure.self) { try await task.value }
        }
        #expect(failure?.kind == "temporary")
        #expect(failure?.text.contains("did not finish within 3600 s") == true)
        let last = try #require(log.withLock { $0.last })
        #expect(last.line == "POST /queue HTTP/1.1")
        #expect(try JSON.parse(last.body) == ["delete": ["id-7"]])
    }

    @Test("stops asking when nobody waits for the picture, and takes the job out of the queue")
    func cancellation() async throws {
        let log = Lock<[RawRequest]>([])
        let server = try server(log, waits: .max)
        try await RemoteProviderFixture.withClient { client in
            let provider = try RemoteProviderKind.comfyUI.make(client, url: server.url(""))
            let task = Task { try await provider.make(RemoteProviderFixture.order) }
            while log.withLock({ $0.count }) < 3 { await Task.yield() }
            task.cancel()
            let failure = await #expect(throws: ProviderFailure.self) { try await task.value }
            #expect(failure?.kind == "temporary")
        }
        let withdrawn = try #require(log.withLock { $0.first { $0.line == "POST /queue HTTP/1.1" } })
        #expect(try JSON.parse(withdrawn.body) == ["delete": ["id-7"]])
    }
}

@Suite("ComfyUIWorkflow")
struct ComfyUIWorkflowTests {
    @Test(
        "says what is wrong with a file",
        arguments: [
            ("", "is not JSON"), ("[]", "is not JSON"), ("{\"a\": {{seed}}}", "is not JSON"),
            (#"{"nodes": [], "links": []}"#, "without \"class_type\""), ("{}", "without \"class_type\""),
            (#"{"1": {"class_type": "A", "inputs": {"text": "{{prmpt}}"}}}"#, "unknown slot {{prmpt}}, did you mean"),
            (#"{"1": {"class_type": "A", "inputs": {"text": "a bridge"}}}"#, "no slot {{prompt}}"),
        ])
    func problems(json: String, words: String) {
        let problem = #expect(throws: ComfyUIWorkflow.Problem.self) { try ComfyUIWorkflow(Array(json.utf8)) }
        #expect(problem?.description.contains(words) == true, "\(String(describing: problem))")
    }

    @Test("takes nothing of an order for a slot")
    func injection() throws {
        let workflow = try ComfyUIWorkflow(Array(#"{"1": {"class_type": "A", "x": "{{prompt}}|{{seed}}|}}"}}"#.utf8))
        var order = ImageOrder(prompt: "{{seed}} {{negative}} \"}")
        order.style = ""
        let graph = workflow.filled(order, size: ImageSize(width: 64, height: 64), seed: 5)
        #expect(graph["1"]?["x"] == "{{seed}} {{negative}} \"}|5|}}")
    }
}
