internal import CCurl
internal import Core

/// One request on its way: what libcurl is told of it, what has come, and who waits for it. Loop thread only.
@LoopActor
final class Transfer {
    /// What somebody may wait for.
    enum Milestone: Int {
        case head, piece, end
    }

    /// The most of a head that is kept, in bytes; of several, when redirections are followed, each.
    private static let maximumHead = 64 * 1024

    let request: ClientRequest
    let origin: String
    let easy: UnsafeMutableRawPointer
    private unowned let multi: CurlMulti
    /// As long as the transfer lasts.
    private let authorities: Authorities?
    /// What libcurl uses as long as the transfer lasts.
    private let fields: UnsafeMutablePointer<curl_slist>?
    let problem: UnsafeMutablePointer<CChar>

    /// Of the final answer.
    private(set) var head: ClientResponseHead?
    /// What came of the body and was not taken, decompressed.
    private(set) var body: [UInt8] = []
    /// Bytes of the body, taken ones too.
    private(set) var received = 0
    private(set) var end: Result<Void, HTTPClientError>?
    /// Called once, at the end.
    var onEnd: (@LoopActor (Transfer) -> Void)?

    /// Why a callback refused what came.
    private var fault: HTTPClientError?
    private var parser = ResponseHeadParser()
    private var waiter: (milestone: Milestone, continuation: UnsafeContinuation<Void, Never>)?
    private var timer: LoopTimer?
    private var uploaded = 0
    private let begin: UInt64
    private var lastActivity: UInt64

    /// - Throws: `HTTPClientError`, for a request that cannot be sent.
    init(
        _ request: ClientRequest, _ settings: HTTPClientSettings, trusting authorities: Authorities?, multi: CurlMulti
    ) throws(HTTPClientError) {
        self.request = request
        self.authorities = authorities
        self.multi = multi
        origin = try RequestAddress(request.url).origin
        try TransferOptions.check(request.fields)
        guard let easy = multi.curl.functions.curl_easy_init() else { throw .library("out of memory") }
        self.easy = easy
        problem = .allocate(capacity: Int(CURL_ERROR_SIZE))
        problem.initialize(to: 0)
        fields = TransferOptions(request, settings, multi.curl, trusting: authorities).set(easy, problem: problem)
        begin = EventLoop.shared.now
        lastActivity = begin
        ccurl_set_receivers(easy, Transfer.onBody, Transfer.onHead, Unmanaged.passUnretained(self).toOpaque())
    }

    func start() {
        multi.add(self)
        watchTime()
    }

    /// Since the request was begun.
    var seconds: Double { Double(EventLoop.shared.now - begin) / 1000 }

    // MARK: - Waiting

    /// Returns when `milestone` is reached, or the end. One waits at a time.
    func wait(for milestone: Milestone) async {
        guard !isReached(milestone) else { return }
        precondition(waiter == nil, "BUG: two wait for one transfer")
        await withUnsafeContinuation { waiter = (milestone, $0) }
    }

    private func isReached(_ milestone: Milestone) -> Bool {
        if end != nil { return true }
        switch milestone {
        case .head: return head != nil
        case .piece: return !body.isEmpty
        case .end: return false
        }
    }

    private func wake() {
        guard let waiter, isReached(waiter.milestone) else { return }
        self.waiter = nil
        waiter.continuation.resume()
    }

    /// What came of the body since the last call.
    func takeBody() -> [UInt8] {
        defer { body = [] }
        return body
    }

    // MARK: - Receiving

    nonisolated private static let onBody: curl_write_callback = { bytes, _, count, context in
        let transfer = Unmanaged<Transfer>.fromOpaque(context!).takeUnretainedValue()
        nonisolated(unsafe) let piece = UnsafeRawBufferPointer(start: bytes, count: count)
        return LoopActor.assumeIsolated { transfer.receiveBody(piece) } ? count : 0
    }

    nonisolated private static let onHead: curl_write_callback = { bytes, _, count, context in
        let transfer = Unmanaged<Transfer>.fromOpaque(context!).takeUnretainedValue()
        nonisolated(unsafe) let line = UnsafeRawBufferPointer(start: bytes, count: count)
        return LoopActor.assumeIsolated { transfer.receiveHeadLine(line) } ? count : 0
    }

    /// False stops the transfer.
    private func receiveBody(_ piece: UnsafeRawBufferPointer) -> Bool {
        lastActivity = EventLoop.shared.now
        guard received + piece.count <= request.maximumBody else {
            fault = .tooLarge(origin, limit: request.maximumBody)
            return false
        }
        finishHead()
        received += piece.count
        body.append(contentsOf: piece)
        wake()
        return true
    }

    /// False stops the transfer.
    private func receiveHeadLine(_ line: UnsafeRawBufferPointer) -> Bool {
        lastActivity = EventLoop.shared.now
        // Trailers of a chunked body come the same way.
        guard head == nil else { return true }
        let hadBegun = parser.hasBegun
        parser.take(line)
        // Now it is `stall` that counts.
        if parser.hasBegun != hadBegun { watchTime() }
        guard parser.size <= Transfer.maximumHead else {
            fault = .malformed(origin, reason: "the head of its answer is longer than \(Transfer.maximumHead) bytes")
            return false
        }
        if parser.isComplete, request.redirects == 0 || !parser.isRedirection { finishHead() }
        return true
    }

    private func finishHead() {
        guard head == nil else { return }
        head = parser.head
        wake()
    }

    // MARK: - Ending

    /// libcurl is done with it.
    func finish(_ result: CURLcode) {
        if let fault { return conclude(.failure(fault)) }
        guard result == CURLE_OK else {
            return conclude(.failure(error(of: result, multi.curl)))
        }
        finishHead()
        conclude(.success(()))
    }

    /// Ends it where it stands. Nothing happens after its end.
    func abort(_ error: HTTPClientError) {
        guard end == nil else { return }
        multi.remove(self)
        conclude(.failure(error))
    }

    private func conclude(_ result: Result<Void, HTTPClientError>) {
        end = result
        timer?.cancel()
        timer = nil
        multi.curl.functions.curl_easy_cleanup(easy)
        multi.curl.functions.curl_slist_free_all(fields)
        problem.deallocate()
        onEnd?(self)
        onEnd = nil
        wake()
    }

    // MARK: - Time

    /// How long nothing may come, as things are.
    private var patience: (HTTPClientError.Stage, Duration)? {
        if parser.hasBegun { return (.stall, request.timeouts.stall) }
        return request.timeouts.answer.map { (.answer, $0) }
    }

    private func watchTime() {
        timer?.cancel()
        var deadline = begin + request.timeouts.whole.milliseconds
        if let (_, duration) = patience { deadline = min(deadline, lastActivity + duration.milliseconds) }
        let now = EventLoop.shared.now
        timer = LoopTimer(after: .milliseconds(deadline > now ? deadline - now : 0)) { [unowned self] in checkTime() }
    }

    private func checkTime() {
        let now = EventLoop.shared.now
        if now >= begin + request.timeouts.whole.milliseconds {
            return abort(.timeout(.whole, origin, after: request.timeouts.whole))
        }
        // libcurl does not tell when bytes of the request leave.
        let uploaded = ccurl_uploaded(easy)
        if uploaded > self.uploaded {
            self.uploaded = uploaded
            lastActivity = now
        }
        if let (stage, duration) = patience, now >= lastActivity + duration.milliseconds {
            return abort(.timeout(stage, origin, after: duration))
        }
        watchTime()
    }
}
