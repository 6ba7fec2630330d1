import ApplianceTesting
import Core
import Testing

@testable import MediaBroker

/// A provider that does what it is told.
private final class ScriptedProvider: MediaProvider {
    let name: String
    private let outcome: Lock<ProviderFailure?>
    private let calls = Lock(0)

    init(_ name: String, _ failure: ProviderFailure? = nil) {
        self.name = name
        outcome = Lock(failure)
    }

    var callCount: Int { calls.withLock { $0 } }
    func now(_ failure: ProviderFailure?) { outcome.withLock { $0 = failure } }

    func make(
        _ order: MediaOrder, telling _: @escaping ProgressReport
    ) async throws(ProviderFailure) -> MadeMedia {
        calls.withLock { $0 += 1 }
        if let failure = outcome.withLock({ $0 }) { throw failure }
        return MadeMedia(bytes: Array(name.utf8), mediaType: "image/png")
    }
}

private let order = MediaOrder.image(ImageOrder(prompt: "a bridge"))
private let busy = ProviderFailure.temporary(reason: "Busy.", retryAfter: .seconds(9))
private let refused = ProviderFailure.permanent(reason: "Refused.")
private let absent = ProviderFailure.unavailable(reason: "Absent.")

@Suite("GuardedProvider")
struct GuardedProviderTests {
    private let clock = ManualClock()
    private let changes = Lock<[String]>([])

    private func guarded(_ provider: ScriptedProvider, limit: Int = 2) -> GuardedProvider {
        var settings = CircuitBreaker.Settings()
        settings.failureLimit = limit
        return GuardedProvider(provider, settings, clock: clock.clock) { [changes] name, state in
            changes.withLock { $0.append("\(name) \(state.rawValue)") }
        }
    }

    @Test("does not ask a provider that fails, until it is time to try")
    func opening() async throws {
        let provider = ScriptedProvider("openai", .temporary(reason: "Busy.", retryAfter: nil))
        let guarded = guarded(provider)
        for _ in 0..<2 { await #expect(throws: ProviderFailure.self) { try await guarded.make(order) } }
        let failure = await #expect(throws: ProviderFailure.self) { try await guarded.make(order) }
        #expect(
            failure
                == .unavailable(
                    reason: "openai has failed several times in a row and is not asked for another 30 s."))
        #expect(provider.callCount == 2)
        clock.advance(by: .seconds(30))
        provider.now(nil)
        _ = try await guarded.make(order)
        #expect(guarded.state == .closed)
        #expect(changes.withLock { $0 } == ["openai open", "openai half_open", "openai closed"])
    }

    @Test("takes a refusal for an answer", arguments: [refused, absent])
    func refusals(failure: ProviderFailure) async throws {
        let provider = ScriptedProvider("openai", failure)
        let guarded = guarded(provider)
        for _ in 0..<5 { await #expect(throws: failure) { try await guarded.make(order) } }
        #expect(provider.callCount == 5)
        #expect(changes.withLock { $0.isEmpty })
    }

    @Test("learns nothing from an order that was given up")
    func cancellation() async throws {
        let guarded = guarded(ScriptedProvider("openai", busy), limit: 1)
        let mayBegin = Lock(false)
        let task = Task {
            while !mayBegin.withLock({ $0 }) { await Task.yield() }
            return try await guarded.make(order)
        }
        task.cancel()
        mayBegin.withLock { $0 = true }
        await #expect(throws: busy) { try await task.value }
        #expect(guarded.state == .closed)
    }
}
