internal import Core
internal import Network

/// The body of `POST /v1/auth/refresh`.
struct RefreshRequest: RequestBody {
    let refreshToken: String

    init(reading fields: inout RequestFields) {
        refreshToken = fields.required("refreshToken", .verbatim(1...200))
    }

    static let example: JSONValue = ["refreshToken": "q0Zb3kYt9cV1nR5xW7mL2sD8fG4hJ6pA"]
}

extension SignIn {
    /// `POST /v1/auth/refresh`.
    func refresh(_ request: HTTPRequest) async throws -> HTTPResponse {
        // Counted as writes of the address: many phones at one router refresh at the same time after a restart.
        try limits.take(.writes, RateKey(request.client))
        return .json(try await refresh(try request.read(RefreshRequest.self).refreshToken).json)
    }
}
