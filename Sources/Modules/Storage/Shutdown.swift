internal import Core

/// Who waits for the database to be closed.
final class Shutdown: Sendable {
    private struct State {
        var isFinished = false
        var waiting: [@Sendable () -> Void] = []
    }

    private let state = Lock(State())

    /// Calls `body` once the database is closed, at once if it is already.
    func onFinish(_ body: @escaping @Sendable () -> Void) {
        let isFinished = state.withLock { state in
            if !state.isFinished { state.waiting.append(body) }
            return state.isFinished
        }
        if isFinished { body() }
    }

    func finish() {
        let waiting = state.withLock { state in
            state.isFinished = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for body in waiting { body() }
    }
}
