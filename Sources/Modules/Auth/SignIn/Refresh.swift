internal import Core
internal import Network

extension SignIn {
    /// `POST /v1/auth/refresh`.
    func refresh(_ request: HTTPRequest) async throws -> HTTPResponse {
        // Counted as writes of the address: many phones at one router refresh at the same time after a restart.
        try limits.take(.writes, RateKey(request.client))
        var fields = try RequestFields(request)
        let token = fields.verbatim("refreshToken", 1...200)
        try fields.finish()
        return .json(try await refresh(token).json)
    }
}
