import Core
import MediaBroker

/// A provider that does what the test says, and counts how often it was asked.
final class TestProvider: MediaProvider {
    let name: String
    let orders = Lock<[MediaOrder]>([])
    /// What it tells of how far it is, in per cent.
    let percent: Int64?
    private let body: @Sendable (MediaOrder, Int) async throws(ProviderFailure) -> MadeMedia

    /// - Parameter body: is given the order, and how many came before it.
    init(
        _ name: String, percent: Int64? = nil,
        _ body: @escaping @Sendable (MediaOrder, Int) async throws(ProviderFailure) -> MadeMedia = { order, _ in
            .sample(of: order)
        }
    ) {
        self.name = name
        self.percent = percent
        self.body = body
    }

    var count: Int { orders.withLock { $0.count } }

    func make(
        _ order: MediaOrder, telling report: @escaping ProgressReport
    ) async throws(ProviderFailure) -> MadeMedia {
        if let percent { await report(percent) }
        let before = orders.withLock { orders in
            orders.append(order)
            return orders.count - 1
        }
        return try await body(order, before)
    }

    /// Fails so often, and then works.
    static func failing(
        _ times: Int, name: String = "sketch",
        with failure: ProviderFailure = .temporary(reason: "busy", retryAfter: nil)
    ) -> TestProvider {
        TestProvider(name) { order, before throws(ProviderFailure) in
            if before < times { throw failure }
            return .sample(of: order)
        }
    }

    /// Answers when the gate is open.
    static func waiting(for gate: Gateway, name: String = "sketch", percent: Int64? = nil) -> TestProvider {
        TestProvider(name, percent: percent) { order, _ throws(ProviderFailure) in
            await gate.pass()
            return .sample(of: order)
        }
    }
}

/// Closed until the test opens it.
final class Gateway: Sendable {
    private struct State {
        var isOpen = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Lock(State())

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    func pass() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }
}

extension MadeMedia {
    /// A small picture, another for each prompt, or a sound of a second.
    static func sample(of order: MediaOrder) -> MadeMedia {
        switch order {
        case .image(let order):
            let width = 16 + order.prompt.utf8.reduce(0) { ($0 * 31 + Int($1)) % 997 } % 200
            var made = MadeMedia(
                bytes: ImageCodec.encode(.gradient(width: width, height: 16), as: .png), mediaType: "image/png")
            made.seed = order.seed
            return made
        case .speech(let order):
            var made = MadeMedia(bytes: Array("OggS\(order.text)".utf8), mediaType: "audio/ogg")
            made.durationMilliseconds = 1000
            made.voice = order.voice
            return made
        }
    }
}
