internal import Core
package import Network

extension RequestFields {
    /// The members of a request's body.
    ///
    /// - Throws: `APIError` 400, 415 or 422 when the body is not a JSON object.
    @LoopActor package init(_ request: HTTPRequest) throws {
        guard case .object(let members) = try request.json() else {
            throw APIError.invalid("body", "must be an object")
        }
        self.init(members)
    }
}
