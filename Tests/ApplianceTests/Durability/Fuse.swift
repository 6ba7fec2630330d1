import Core

/// Counts what a server under load has acknowledged, from the start of the load, and wakes those who wait for so much. Cut
/// when the load ends by itself.
final class Fuse: Sendable {
    private struct State {
        var answers = 0
        var isCut = false
        var waiting: [(target: Int, continuation: UnsafeContinuation<Void, Never>)] = []
    }

    private let state = Lock(State())

    /// Somebody got an answer.
    func answered() {
        wake { $0.answers += 1 }
    }

    /// Returns when `count` answers were given, or the fuse is cut.
    func answers(reach count: Int) async {
        await withUnsafeContinuation { continuation in
            wake { $0.waiting.append((count, continuation)) }
        }
    }

    func cut() {
        wake { $0.isCut = true }
    }

    private func wake(after change: (inout State) -> Void) {
        let woken = state.withLock { state in
            change(&state)
            let (answers, isCut) = (state.answers, state.isCut)
            let woken = state.waiting.filter { isCut || answers >= $0.target }
            if !woken.isEmpty { state.waiting.removeAll { isCut || answers >= $0.target } }
            return woken
        }
        for waiter in woken { waiter.continuation.resume() }
    }

    var count: Int { state.withLock { $0.answers } }
}
