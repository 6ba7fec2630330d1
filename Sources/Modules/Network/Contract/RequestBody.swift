package import Core

/// The JSON object that a request carries. Its one initializer both reads it and describes it: see `RequestFields`.
///
/// The type's name is the schema's name in the OpenAPI document.
package protocol RequestBody: Sendable {
    /// Takes what it needs; what is wrong is left in `fields`. Asks for the same members whatever their values are, but
    /// within `RequestFields.variant`.
    init(reading fields: inout RequestFields)

    /// One that is taken, for the document.
    static var example: JSONValue { get }
}

extension RequestBody {
    package static var schemaName: String { String(describing: Self.self) }

    package static var schema: Schema { RequestFields.describe { _ = Self(reading: &$0) } }

    /// - Throws: `APIError` 422 that names every wrong member.
    package init(_ json: JSONValue) throws(APIError) {
        guard case .object(let members) = json else { throw .invalid("body", "must be an object") }
        var fields = RequestFields(members)
        self.init(reading: &fields)
        try fields.finish()
    }
}

extension HTTPRequest {
    /// The JSON body, checked.
    ///
    /// - Throws: `APIError` 400 for what is no JSON, 415 for another content type, 422 that names every wrong member.
    package func read<Body: RequestBody>(_ type: Body.Type = Body.self) throws -> Body { try Body(json()) }
}
