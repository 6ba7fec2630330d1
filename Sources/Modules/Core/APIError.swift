/// What a caller is told when a request cannot be done: the shape of http-api "Errors".
///
/// The public message and the private cause are apart: `message` and `details` go out, `cause` goes to the log.
package struct APIError: Error, Sendable {
    /// One wrong field of a request body or query.
    package struct Detail: Codable, Equatable, Sendable {
        package let field: String
        package let problem: String

        package init(field: String, problem: String) {
            self.field = field
            self.problem = problem
        }
    }

    /// HTTP status, 400...599.
    package let status: Int
    /// A stable machine word: `not_found`, `party_busy`.
    package let word: String
    /// For a person: who, what, where, what to do.
    package let message: String
    package var details: [Detail] = []
    /// Seconds for `Retry-After`.
    package var retryAfter: Int?
    /// Members added to the body beside the usual ones, already encoded JSON: `"run": {…}` of a 409 `stale_scene`.
    package var extra: [(name: String, json: [UInt8])] = []
    /// For the log only.
    package var cause: String?

    package init(
        _ status: Int, _ word: String, _ message: String, details: [Detail] = [], retryAfter: Int? = nil,
        cause: String? = nil
    ) {
        self.status = status
        self.word = word
        self.message = message
        self.details = details
        self.retryAfter = retryAfter
        self.cause = cause
    }

    /// Whether the same request would get the same answer again, so that an idempotency record may keep it.
    package var isDeterministic: Bool { (400..<500).contains(status) && status != 429 && status != 408 }

    package static func badRequest(_ word: String, _ message: String) -> APIError { APIError(400, word, message) }
    package static func unauthorized(_ message: String) -> APIError { APIError(401, "unauthorized", message) }
    package static func forbidden(_ message: String) -> APIError { APIError(403, "forbidden", message) }
    package static func notFound(_ message: String) -> APIError { APIError(404, "not_found", message) }
    package static func conflict(_ word: String, _ message: String) -> APIError { APIError(409, word, message) }

    /// 422 `invalid_request` that names each wrong field.
    package static func invalid(_ details: [Detail]) -> APIError {
        let fields = details.map { "\($0.field): \($0.problem)" }.joined(separator: "; ")
        return APIError(422, "invalid_request", "The request is not valid. \(fields).", details: details)
    }

    package static func invalid(_ field: String, _ problem: String) -> APIError {
        invalid([Detail(field: field, problem: problem)])
    }
}

extension APIError {
    /// The body of the answer.
    package func json(traceID: String) -> [UInt8] {
        var json = JSONWriter()
        json.object {
            $0.member("code", status)
            $0.member("error", word)
            $0.member("message", message)
            $0.member("traceId", traceID)
            if !details.isEmpty {
                $0.key("details")
                $0.array {
                    for detail in details {
                        $0.object {
                            $0.member("field", detail.field)
                            $0.member("problem", detail.problem)
                        }
                    }
                }
            }
            for (name, value) in extra {
                $0.key(escaping: name)
                $0.raw(value)
            }
        }
        return json.bytes
    }
}

/// An error of a module that knows what a caller should hear of it. Any other error is a 500 without detail.
package protocol APIErrorConvertible: Error {
    var apiError: APIError { get }
}

extension APIError: APIErrorConvertible {
    package var apiError: APIError { self }
}
