internal import Core

/// Why a request to another server has no answer: what went wrong, where, and what to do.
///
/// Never says more of an address than scheme, host and port: paths, queries and names before an `@` may be secrets.
package enum HTTPClientError: Error, Equatable, CustomStringConvertible {
    /// Which time ran out; see `ClientTimeouts`.
    package enum Stage: String, Sendable {
        case connect, answer, stall, whole
    }

    /// libcurl is not there, or not fit.
    case library(String)
    /// The address is none that can be asked.
    case badAddress(String)
    /// A field that cannot be sent.
    case badField(String)
    /// The proxy that was configured is not there, or refuses.
    case proxy(String)
    case resolve(String)
    case connect(String, reason: String)
    case tls(String, reason: String)
    case timeout(Stage, String, after: Duration)
    /// The body is, or would be, longer than `limit` bytes.
    case tooLarge(String, limit: Int)
    /// The connection ended, or became unreadable, before the answer was whole.
    case truncated(String, received: Int, reason: String)
    /// The answer is not HTTP.
    case malformed(String, reason: String)
    /// The task was cancelled, or the client closed.
    case cancelled

    package var description: String {
        switch self {
        case .library(let reason):
            "Other servers cannot be asked for anything, for libcurl cannot be used: \(reason). Install Debian's package "
                + "libcurl4 and restart."
        case .badAddress(let reason): "The address of the other server \(reason). Write it like https://host:port/path."
        case .badField(let name): "The field \"\(name)\" cannot be sent: its name or value is not allowed in HTTP."
        case .proxy(let reason): "The proxy cannot be used: \(reason). Check its address in the configuration."
        case .resolve(let origin):
            "The host of \(origin) has no address. Check the spelling, and this machine's name service."
        case .connect(let origin, let reason):
            "\(origin) cannot be reached: \(reason). Check that it runs and that no firewall is between."
        case .tls(let origin, let reason):
            "\(origin) cannot be spoken to safely: \(reason). Check its certificate, and the authorities trusted here."
        case .timeout(let stage, let origin, let duration):
            "\(origin) \(stage.reproach) within \(duration.inSeconds) s. Try later, or give it more time."
        case .tooLarge(let origin, let limit): "\(origin) answered with more than \(limit) bytes, which is the limit."
        case .truncated(let origin, let received, let reason):
            "\(origin) broke off after \(received) bytes of its answer's body: \(reason). Try later."
        case .malformed(let origin, let reason): "\(origin) does not answer by the rules of HTTP: \(reason)."
        case .cancelled: "The request to another server was cancelled."
        }
    }

    /// A label for metrics, one of a dozen.
    package var word: String {
        switch self {
        case .library: "library"
        case .badAddress, .badField: "request"
        case .proxy: "proxy"
        case .resolve: "resolve"
        case .connect: "connect"
        case .tls: "tls"
        case .timeout(let stage, _, _): "timeout_\(stage.rawValue)"
        case .tooLarge: "too_large"
        case .truncated: "truncated"
        case .malformed: "malformed"
        case .cancelled: "cancelled"
        }
    }
}

extension HTTPClientError.Stage {
    fileprivate var reproach: String {
        switch self {
        case .connect: "did not take a connection"
        case .answer: "did not begin to answer"
        case .stall: "sent nothing more"
        case .whole: "did not answer in full"
        }
    }
}
