package struct HTTPClientSettings: Sendable {
    /// A PEM file with the authorities to trust instead of the system's.
    package var certificates: String?
    /// `http://host:port`, also `https://` or `socks5h://`; not for this machine itself. Nil: none, whatever the environment
    /// says.
    package var proxy: String?
    /// At once, to each host; more requests wait.
    package var connectionsPerHost = 8
    /// Where libcurl is looked for.
    var libraries = Curl.libraries

    package init() {}
}

/// A request that was made of another server, answered or not.
package struct FinishedClientRequest: Sendable {
    /// As the request had it.
    package let purpose: String
    /// Nil without an answer.
    package let status: Int?
    package let error: HTTPClientError?
    /// From its beginning to its end.
    package let seconds: Double
    /// Of the answer's body.
    package let bytes: Int
}

/// Asks other servers, over HTTP/1.1 and TLS, without ever holding up the loop.
///
/// libcurl does it; it is loaded with the first request. Connections are kept for the next one. An answer of whatever
/// status is an answer; an error is thrown when there is none. Cancelling the task that waits ends the request.
@LoopActor
package final class HTTPClient {
    private let settings: HTTPClientSettings
    private let onFinish: (@LoopActor @Sendable (FinishedClientRequest) -> Void)?
    private var multi: CurlMulti?
    /// Read with the first request by TLS; `.some(nil)` when libcurl must do it.
    private var authorities: Authorities??
    private var isClosed = false

    /// - Parameter onFinish: told of each request, for metrics. Must be quick.
    nonisolated package init(
        _ settings: HTTPClientSettings = HTTPClientSettings(),
        onFinish: (@LoopActor @Sendable (FinishedClientRequest) -> Void)? = nil
    ) {
        self.settings = settings
        self.onFinish = onFinish
    }

    isolated deinit { multi?.close() }

    /// Ends what is on its way as cancelled, and refuses what comes. Idempotent.
    package func close() {
        isClosed = true
        multi?.close()
        multi = nil
    }

    /// The whole answer.
    package func send(_ request: ClientRequest) async throws(HTTPClientError) -> ClientResponse {
        let transfer = try await start(request)
        await wait(for: .end, of: transfer)
        try transfer.end!.get()
        return ClientResponse(head: transfer.head!, body: transfer.takeBody())
    }

    /// The answer from its head on. Its pieces are read one by one; what is not read yet waits in memory, `maximumBody` at
    /// most.
    package func stream(_ request: ClientRequest) async throws(HTTPClientError) -> ClientStream {
        let transfer = try await start(request)
        await wait(for: .head, of: transfer)
        guard let head = transfer.head else {
            try transfer.end!.get()
            preconditionFailure("BUG: an end without a head")
        }
        return ClientStream(head, transfer)
    }

    private func start(_ request: ClientRequest) async throws(HTTPClientError) -> Transfer {
        do throws(HTTPClientError) {
            let isSecure = try RequestAddress(request.url).isSecure || request.redirects > 0
            let multi = try await loadedMulti()
            let authorities = isSecure ? await loadedAuthorities(multi.curl) : nil
            if Task.isCancelled || multi.isClosed { throw .cancelled }
            let transfer = try Transfer(request, settings, trusting: authorities, multi: multi)
            transfer.onEnd = { [onFinish] in onFinish?(FinishedClientRequest($0)) }
            transfer.start()
            return transfer
        } catch {
            onFinish?(
                FinishedClientRequest(purpose: request.purpose, status: nil, error: error, seconds: 0, bytes: 0))
            throw error
        }
    }

    private func loadedMulti() async throws(HTTPClientError) -> CurlMulti {
        if isClosed { throw .cancelled }
        if let multi { return multi }
        let loaded = try? await onWorker { [libraries = settings.libraries] in
            Result { () throws(HTTPClientError) in try Curl.load(libraries) }
        }
        // `onWorker` throws nothing by itself.
        let curl = try loaded!.get()
        if isClosed { throw .cancelled }
        // Somebody else may have been here meanwhile.
        if let multi { return multi }
        let made = try CurlMulti(curl, connectionsPerHost: settings.connectionsPerHost)
        multi = made
        return made
    }

    private func loadedAuthorities(_ curl: Curl) async -> Authorities? {
        if let authorities { return authorities }
        guard let file = settings.certificates ?? curl.authorities else { return nil }
        let read = try? await onWorker { Authorities(file: file) }
        if let authorities { return authorities }
        authorities = .some(read ?? nil)
        return read ?? nil
    }
}

/// Waits, and ends the transfer when the task is cancelled meanwhile.
@LoopActor func wait(for milestone: Transfer.Milestone, of transfer: Transfer) async {
    await withTaskCancellationHandler {
        await transfer.wait(for: milestone)
    } onCancel: {
        EventLoop.shared.post { transfer.abort(.cancelled) }
    }
}

extension FinishedClientRequest {
    @LoopActor fileprivate init(_ transfer: Transfer) {
        var error: HTTPClientError?
        if case .failure(let failure)? = transfer.end { error = failure }
        self.init(
            purpose: transfer.request.purpose, status: transfer.head?.status, error: error, seconds: transfer.seconds,
            bytes: transfer.received)
    }
}
