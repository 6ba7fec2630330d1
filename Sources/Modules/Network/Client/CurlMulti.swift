internal import CCurl
internal import CUV

// DESIGN
//
//   curl_multi_socket_action  <-- a socket is ready (SocketPoll), a time has come (LoopTimer)
//        |
//        +-> callbacks: watch this socket, wake me then   -> SocketPoll, LoopTimer
//        +-> callbacks: a line of a head, a piece of a body -> Transfer
//        v
//   reap: what has ended is removed from the handle, and its Transfer told
//
// * Loop thread only. Names are resolved on threads of libcurl's, which talk to it through a socket that is watched like
//   the others.
// * libcurl is never called from inside its callbacks: they only note, and start or stop watching. A time of 0 becomes a
//   timer of 0 ms.
// * A socket is watched until libcurl says otherwise, which it does before it closes it.
// * Connections that wait for the next request, and the names that are known, live in the handle.

/// libcurl's handle of many transfers, driven by the event loop.
@LoopActor
final class CurlMulti {
    /// Connections that are kept for the next request.
    private static let idleConnections = 16

    let curl: Curl
    private let multi: UnsafeMutableRawPointer
    private var polls: [curl_socket_t: SocketPoll] = [:]
    private var timer: LoopTimer?
    private var transfers: [UnsafeMutableRawPointer: Transfer] = [:]
    private(set) var isClosed = false

    /// - Parameter connectionsPerHost: at once; more requests wait, and their time runs.
    /// - Throws: `HTTPClientError.library` when memory is short.
    init(_ curl: Curl, connectionsPerHost: Int) throws(HTTPClientError) {
        guard let multi = curl.functions.curl_multi_init() else { throw .library("out of memory") }
        self.curl = curl
        self.multi = multi
        ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, CurlMulti.idleConnections)
        ccurl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, connectionsPerHost)
        ccurl_multi_set_callbacks(
            multi, CurlMulti.onSocket, CurlMulti.onTimer, Unmanaged.passUnretained(self).toOpaque())
    }

    /// Begins a transfer, which is told of its end.
    func add(_ transfer: Transfer) {
        transfers[transfer.easy] = transfer
        let status = curl.functions.curl_multi_add_handle(multi, transfer.easy)
        precondition(status == CURLM_OK, "BUG: curl_multi_add_handle: \(status.rawValue)")
    }

    /// Ends a transfer, which is not told.
    func remove(_ transfer: Transfer) {
        guard transfers.removeValue(forKey: transfer.easy) != nil else { return }
        _ = curl.functions.curl_multi_remove_handle(multi, transfer.easy)
    }

    /// Ends every transfer as cancelled and closes all connections. Idempotent.
    func close() {
        guard !isClosed else { return }
        isClosed = true
        for transfer in Array(transfers.values) { transfer.abort(.cancelled) }
        _ = curl.functions.curl_multi_cleanup(multi)
        for poll in polls.values { poll.close() }
        polls = [:]
        timer?.cancel()
        timer = nil
    }

    // MARK: - What libcurl asks for

    nonisolated private static let onSocket: curl_socket_callback = { _, socket, what, context, _ in
        let multi = Unmanaged<CurlMulti>.fromOpaque(context!).takeUnretainedValue()
        LoopActor.assumeIsolated { multi.watch(socket, what) }
        return 0
    }

    nonisolated private static let onTimer: curl_multi_timer_callback = { _, milliseconds, context in
        let multi = Unmanaged<CurlMulti>.fromOpaque(context!).takeUnretainedValue()
        LoopActor.assumeIsolated { multi.wake(in: milliseconds) }
        return 0
    }

    private func watch(_ socket: curl_socket_t, _ what: Int32) {
        guard what != CURL_POLL_REMOVE else {
            polls.removeValue(forKey: socket)?.close()
            return
        }
        let poll =
            polls[socket] ?? SocketPoll(socket) { [unowned self] in act(on: socket, status: $0, events: $1) }
        polls[socket] = poll
        var events: Int32 = 0
        if what & CURL_POLL_IN != 0 { events |= Int32(UV_READABLE.rawValue) }
        if what & CURL_POLL_OUT != 0 { events |= Int32(UV_WRITABLE.rawValue) }
        poll.watch(events)
    }

    /// - Parameter milliseconds: -1 for never.
    private func wake(in milliseconds: Int) {
        timer?.cancel()
        timer = nil
        guard milliseconds >= 0 else { return }
        timer = LoopTimer(after: .milliseconds(milliseconds)) { [unowned self] in
            timer = nil
            act(on: CURL_SOCKET_TIMEOUT, ready: 0)
        }
    }

    // MARK: - What happens

    private func act(on socket: curl_socket_t, status: Int32, events: Int32) {
        var ready: Int32 = 0
        if status < 0 { ready |= CURL_CSELECT_ERR }
        if events & Int32(UV_READABLE.rawValue) != 0 { ready |= CURL_CSELECT_IN }
        if events & Int32(UV_WRITABLE.rawValue) != 0 { ready |= CURL_CSELECT_OUT }
        act(on: socket, ready: ready)
    }

    private func act(on socket: curl_socket_t, ready: Int32) {
        EventLoop.shared.activity = "http client"
        var running: Int32 = 0
        _ = curl.functions.curl_multi_socket_action(multi, socket, ready, &running)
        reap()
    }

    private func reap() {
        var result = CURLE_OK
        while let easy = ccurl_multi_take_finished(multi, &result) {
            guard let transfer = transfers[easy] else { continue }
            remove(transfer)
            transfer.finish(result)
        }
    }
}
