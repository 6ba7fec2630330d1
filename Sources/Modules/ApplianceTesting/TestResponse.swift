package import Core

/// What a server answered.
package struct TestResponse: Sendable {
    package let status: Int
    package let headers: [(name: String, value: String)]
    /// Without its transfer coding.
    package let body: [UInt8]

    package init(status: Int, headers: [(name: String, value: String)], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first value of a field, its name in any case.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The body as JSON; null when it is none.
    package var json: JSONValue { (try? JSON.decode(JSONValue.self, from: body)) ?? .null }

    package var text: String { String(decoding: body, as: UTF8.self) }

    package func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try JSON.decode(type, from: body)
    }
}
