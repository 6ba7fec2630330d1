import ApplianceTesting
import Core
import Network
import Testing

@testable import MediaBroker

/// What every provider makes of services that refuse, fail, lie or fall silent.
@Suite("Remote providers and bad services")
struct RemoteProviderFaultTests {
    @Test(
        "tells what may pass from what will not",
        arguments: RemoteProviderKind.allCases,
        [
            (400, "permanent", "refuses this order"), (401, "permanent", "refuses the key"),
            (403, "permanent", "refuses the key"), (404, "permanent", "no such service"),
            (302, "permanent", "a redirection"), (429, "temporary", "Try later"), (500, "temporary", "Try later"),
            (502, "temporary", "Try later"), (503, "temporary", "Try later"),
        ])
    func statuses(kind: RemoteProviderKind, answer: (status: Int, kind: String, words: String)) async throws {
        let server = try RemoteProviderFixture.server { _, peer in
            try peer.answer(answer.status, fields: ["Retry-After: 7"], "the bridge in the rain, secret-key")
        }
        let failure = try await RemoteProviderFixture.failure { try kind.make($0, url: server.url("")) }
        #expect(failure?.kind == answer.kind)
        #expect(failure?.text.contains(answer.words) == true)
        #expect(failure?.text.contains("\(answer.status)") == true)
        #expect(failure?.text.contains("secret") == false)
        #expect(failure?.text.contains("bridge") == false)
        if case .temporary(_, let wait) = failure { #expect(wait == .seconds(7)) }
    }

    @Test("waits until the date that a service names", arguments: RemoteProviderKind.allCases)
    func retryDate(kind: RemoteProviderKind) async throws {
        let server = try RemoteProviderFixture.server { _, peer in
            try peer.answer(429, fields: ["Retry-After: Fri, 20 Nov 2026 10:01:30 GMT"], "")
        }
        let clock = ManualClock().clock
        let failure = try await RemoteProviderFixture.failure {
            try kind.make($0, url: server.url(""), clock: clock)
        }
        guard case .temporary(_, .seconds(90)) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
    }

    @Test(
        "refuses answers that are not what they should be",
        arguments: RemoteProviderKind.allCases,
        ["", "<html>", "[]", "{}", #"{"data": []}"#, #"{"images": 7}"#, #"{"prompt_id": "../view"}"#, "{\"data\": [{"])
    func nonsense(kind: RemoteProviderKind, body: String) async throws {
        let server = try RemoteProviderFixture.server { _, peer in try peer.answer(200, body) }
        let failure = try await RemoteProviderFixture.failure { try kind.make($0, url: server.url("")) }
        #expect(failure?.kind == "permanent")
        #expect(failure?.text.contains(" answered with ") == true)
    }

    @Test(
        "takes a connection that breaks, and a service that is silent, for a bad moment",
        arguments: RemoteProviderKind.allCases, ["HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{", "", nil])
    func broken(kind: RemoteProviderKind, answer: String?) async throws {
        let server = try RawServer { peer in
            _ = try peer.readRequest()
            guard let answer else { return peer.waitForEnd() }
            try peer.send(answer)
        }
        let time = answer == nil ? Duration.milliseconds(40) : .seconds(3600)
        let failure = try await RemoteProviderFixture.failure { try kind.make($0, url: server.url(""), timeout: time) }
        #expect(failure?.kind == "temporary")
    }

    @Test("takes a service that is not there for a bad moment", arguments: RemoteProviderKind.allCases)
    func nobody(kind: RemoteProviderKind) async throws {
        let failure = try await RemoteProviderFixture.failure { try kind.make($0, url: "http://nowhere.invalid") }
        #expect(failure?.kind == "temporary")
        #expect(failure?.text.contains("nowhere.invalid") == true)
    }

    @Test("does not read 5 GB", arguments: RemoteProviderKind.allCases)
    func flood(kind: RemoteProviderKind) async throws {
        let server = try RawServer { peer in
            _ = try peer.readRequest()
            try peer.send("HTTP/1.1 200 OK\r\nContent-Length: 5368709120\r\n\r\n")
            peer.waitForEnd()
        }
        let failure = try await RemoteProviderFixture.failure { try kind.make($0, url: server.url("")) }
        #expect(failure?.kind == "permanent")
        #expect(failure?.text.contains("which is the limit") == true)
    }

    @Test("cannot work with an address that is none", arguments: RemoteProviderKind.allCases)
    func address(kind: RemoteProviderKind) async throws {
        let failure = try await RemoteProviderFixture.failure { try kind.make($0, url: "localhost") }
        #expect(failure?.kind == "unavailable")
    }

    @Test("makes no speech", arguments: RemoteProviderKind.allCases)
    func speech(kind: RemoteProviderKind) async throws {
        let order = MediaOrder.speech(SpeechOrder(text: "hello"))
        let failure = try await RemoteProviderFixture.failure(
            { try kind.make($0, url: "http://127.0.0.1:1") }, order)
        #expect(failure == .permanent(reason: "\(try await name(of: kind)) makes pictures and nothing else."))
    }

    private func name(of kind: RemoteProviderKind) async throws -> String {
        try await RemoteProviderFixture.withClient { try kind.make($0, url: "").name }
    }
}
