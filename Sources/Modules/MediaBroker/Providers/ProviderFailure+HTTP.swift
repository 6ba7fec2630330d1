internal import Core
internal import Network

extension ProviderFailure {
    /// A request that has no answer.
    init(_ error: HTTPClientError, of provider: String) {
        let reason = "\(provider): \(error)"
        switch error {
        case .library, .badAddress, .badField: self = .unavailable(reason: reason)
        case .tls, .tooLarge, .malformed: self = .permanent(reason: reason)
        case .proxy, .resolve, .connect, .timeout, .truncated, .cancelled:
            self = .temporary(reason: reason, retryAfter: nil)
        }
    }

    /// An answer that is not one of success. What the service says in words may repeat the prompt or the key; only words
    /// like `rate_limit_exceeded` are passed on.
    init(_ response: ClientResponse, of provider: String, at now: Timestamp) {
        let code = Self.code(in: response.body)
        let answer = "\(response.status)" + (code.map { " (\($0))" } ?? "")
        switch response.status {
        case 429 where code == "insufficient_quota":
            self = .permanent(reason: "\(provider) answered \(answer): the account has no credit left.")
        case 408, 425, 429, 500...599:
            self = .temporary(
                reason: "\(provider) answered \(answer). Try later.", retryAfter: response.head.retryAfter(at: now))
        case 300...399:
            self = .permanent(
                reason: "\(provider) answered \(answer), a redirection. Configure the address that it leads to.")
        case 401, 403:
            self = .permanent(reason: "\(provider) answered \(answer): it refuses the key. Check the configuration.")
        case 404, 405:
            self = .permanent(
                reason: "\(provider) answered \(answer): there is no such service. Check address and model.")
        default: self = .permanent(reason: "\(provider) answered \(answer): it refuses this order.")
        }
    }

    /// `error.code` or `error.type` of a body, when it is a plain word.
    private static func code(in body: [UInt8]) -> String? {
        guard body.count <= 65_536, let error = (try? JSON.parse(body))?["error"] else { return nil }
        let words = [error["code"]?.stringValue, error["type"]?.stringValue].compactMap { $0 }
        return words.first { word in
            (1...64).contains(word.utf8.count)
                && word.utf8.allSatisfy {
                    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "_")
                }
        }
    }
}
