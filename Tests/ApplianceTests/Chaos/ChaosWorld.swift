import Core

/// What all clients of the chaos share: the server of the moment, and the count of what was acknowledged.
final class ChaosWorld: Sendable {
    /// One life of the server.
    struct Life: Sendable, Equatable {
        let number: Int
        let port: UInt16
    }

    private enum State {
        case up(Life)
        case down
        /// Nobody acts any more.
        case over
    }

    /// Of the servers.
    private let failed = Lock<[String]>([])

    private struct Status {
        var state = State.down
        var lives = 0
        var waiting: [UnsafeContinuation<Void, Never>] = []
    }

    private let status = Lock(Status())
    let fuse = Fuse()

    func goUp(on port: UInt16) {
        change { status in
            status.lives += 1
            status.state = .up(Life(number: status.lives, port: port))
        }
    }

    /// The server is about to be killed: who is cut off now waits for the next.
    func goDown() { change { $0.state = .down } }

    func end() {
        change { $0.state = .over }
        fuse.cut()
    }

    func fail(_ what: String) {
        failed.withLock { $0.append(what) }
        end()
    }

    var failures: [String] { failed.withLock { $0 } }

    private func change(_ body: (inout Status) -> Void) {
        let woken = status.withLock { status in
            // What is over stays so.
            if case .over = status.state { return [UnsafeContinuation<Void, Never>]() }
            body(&status)
            defer { status.waiting = [] }
            return status.waiting
        }
        for continuation in woken { continuation.resume() }
    }

    /// The server, when there is one; nil when the chaos is over.
    func life() async -> Life? {
        while true {
            switch status.withLock({ $0.state }) {
            case .up(let life): return life
            case .over: return nil
            case .down:
                await withUnsafeContinuation { continuation in
                    let isLate = status.withLock { status in
                        guard case .down = status.state else { return true }
                        status.waiting.append(continuation)
                        return false
                    }
                    if isLate { continuation.resume() }
                }
            }
        }
    }
}
