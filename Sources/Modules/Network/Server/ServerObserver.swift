package import Core

/// A request that has been answered.
@LoopActor
package struct FinishedRequest {
    /// Valid during the call; what must outlive it has to be copied out of it.
    package let request: HTTPRequest
    package let status: Int
    /// From the end of the head to the answer's hand-over to the connection.
    package let seconds: Double
    /// Of the response body.
    package let bytes: Int

    package var method: HTTPMethod { request.method }
    /// The matched pattern; nil when no route has the path.
    package var route: StaticString? { request.route }
    package var client: IPAddress { request.client }
    package var trace: TraceContext { request.trace }
}

/// An error that no handler declared: the client saw a 500 without detail.
package struct InternalError: Sendable {
    package let cause: String
    package let route: StaticString?
    package let trace: TraceContext
}

/// A request that never reached the router.
package struct MalformedRequest: Sendable {
    /// What it was answered with, and why.
    package let error: APIError
    package let client: IPAddress
    package let trace: TraceContext
}

/// Which bound on open connections was reached.
package enum ConnectionLimit: String, Sendable {
    case inAll = "all"
    /// Of one public address.
    case ofAddress = "address"
}

/// What the server tells whoever logs and measures. Called on the loop thread; must be quick and never suspend.
package struct ServerObserver: Sendable {
    package var requestFinished: (@LoopActor @Sendable (FinishedRequest) -> Void)?
    package var requestMalformed: (@LoopActor @Sendable (MalformedRequest) -> Void)?
    /// The number of open connections, after each change.
    package var connectionsChanged: (@LoopActor @Sendable (_ open: Int) -> Void)?
    /// A connection was closed as soon as it was accepted.
    package var connectionRefused: (@LoopActor @Sendable (ConnectionLimit) -> Void)?
    package var internalError: (@LoopActor @Sendable (InternalError) -> Void)?
    /// A loop turn that was busy for more than 50 ms: for how long, and what ran last.
    package var loopLagged: (@LoopActor @Sendable (_ seconds: Double, _ activity: StaticString) -> Void)?

    package static let none = ServerObserver()

    package init() {}
}
