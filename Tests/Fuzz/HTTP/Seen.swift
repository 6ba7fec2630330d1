import Core
import Network

/// One request as the server saw it, with its answer.
struct Seen: CustomStringConvertible, Sendable {
    let status: Int
    /// Whether the answer has no body whatever its head says; nil when the method was not told.
    let isHead: Bool?
    let description: String

    @LoopActor init(_ finished: FinishedRequest) {
        let request = finished.request
        status = finished.status
        isHead = request.method == .head
        description = """
            \(request.method.rawValue) \(request.target) \(request.field("Host") ?? "-") \
            \(Array(request.body)) -> \(finished.status), \(finished.bytes) bytes
            """
    }

    init(_ malformed: MalformedRequest) {
        status = malformed.error.status
        isHead = nil
        description = "malformed -> \(malformed.error.status) \(malformed.error.message)"
    }
}
