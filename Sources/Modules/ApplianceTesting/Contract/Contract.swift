package import Core

/// A server's OpenAPI document, against which its answers are held.
package struct Contract: Sendable {
    package let document: JSONValue
    private let operations: [String: [(path: [Substring], operation: JSONValue)]]

    package init(_ document: JSONValue) {
        self.document = document
        var operations: [String: [(path: [Substring], operation: JSONValue)]] = [:]
        for path in document["paths"]?.memberNames ?? [] {
            let item = document["paths"]?[path]
            for method in item?.memberNames ?? [] where method != "parameters" {
                let segments = path.split(separator: "/", omittingEmptySubsequences: false).map { Substring($0) }
                operations[method.uppercased(), default: []].append((segments, item?[method] ?? .null))
            }
        }
        self.operations = operations
    }

    /// `GET /v1/me`, for each operation.
    package var operationNames: Set<String> {
        Set(operations.flatMap { method, found in found.map { "\(method) \($0.path.joined(separator: "/"))" } })
    }

    /// Fields that belong to the message or stand in every answer: RFC 9110, and the document's description.
    private static let commonFields: Set<String> = [
        "date", "content-length", "content-type", "connection", "transfer-encoding", "cache-control",
        "x-content-type-options", "strict-transport-security",
    ]

    /// What the document says nothing of, or otherwise, in an answer.
    package func problems(of response: TestResponse, to method: String, _ target: String) -> [String] {
        let path = String(target.prefix { $0 != "?" })
        guard let operation = operation(method == "HEAD" ? "GET" : method, path) else {
            return problems(ofUnmatched: response)
        }
        guard let answer = resolved(operation["responses"]?[String(response.status)]) else {
            return ["status \(response.status) is not in the document"]
        }
        return problems(ofFields: response, answer["headers"])
            + (method == "HEAD" ? [] : problems(ofBody: response, answer["content"]))
    }

    /// Tells of every problem of every answer that a client gets.
    package func witness(_ report: @escaping @Sendable (String) -> Void) -> TestClient.Witness {
        { method, target, response in
            for problem in problems(of: response, to: method, target) {
                report("\(method) \(target), \(response.status): \(problem)")
            }
        }
    }

    private func operation(_ method: String, _ path: String) -> JSONValue? {
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        let found = (operations[method] ?? []).filter { candidate in
            candidate.path.count == segments.count
                && zip(candidate.path, segments).allSatisfy { $0.hasPrefix("{") ? !$1.isEmpty : $0 == $1 }
        }
        // Literal segments win over parameters.
        return found.min { $0.path.count { $0.hasPrefix("{") } < $1.path.count { $0.hasPrefix("{") } }?.operation
    }

    /// A page, an asset, or an error: every error has the one shape.
    private func problems(ofUnmatched response: TestResponse) -> [String] {
        guard response.status >= 400 else { return [] }
        let allow = response.status == 405 && response.header("Allow") == nil ? ["405 without Allow"] : []
        guard !response.body.isEmpty else { return allow }
        return allow + schemaProblems(of: response.json, ["$ref": "#/components/schemas/Error"])
    }

    private func problems(ofFields response: TestResponse, _ described: JSONValue?) -> [String] {
        var problems: [String] = []
        let headers = described?.memberNames ?? []
        for name in headers {
            let header = resolved(described?[name])
            guard let text = response.header(name) else {
                if header?["required"] == true { problems.append("\(name) is missing") }
                continue
            }
            let schema = header?["schema"] ?? .null
            let value = schema["type"] == "integer" ? Int64(text).map(JSONValue.integer) ?? .null : .string(text)
            problems += schemaProblems(of: value, schema).map { "\(name) \($0)" }
        }
        let known = Set(headers.map { $0.lowercased() }).union(Self.commonFields)
        let strangers = response.headers.map { $0.name.lowercased() }.filter { !known.contains($0) }
        return problems + strangers.map { "the field \($0) is not in the document" }
    }

    private func problems(ofBody response: TestResponse, _ content: JSONValue?) -> [String] {
        guard let content else { return response.body.isEmpty ? [] : ["a body that is not in the document"] }
        let mediaType = (response.header("Content-Type") ?? "").prefix { $0 != ";" }
        guard let schema = content[String(mediaType)]?["schema"] else { return ["\(mediaType) is not in the document"] }
        return schemaProblems(of: mediaType.hasSuffix("json") ? response.json : .string(response.text), schema)
    }

    private func schemaProblems(of value: JSONValue, _ schema: JSONValue) -> [String] {
        JSONSchema(in: document, isStrict: true).problems(of: value, against: schema)
    }

    private func resolved(_ value: JSONValue?) -> JSONValue? {
        value?["$ref"].flatMap { JSONSchema(in: document).resolve($0) } ?? value
    }

    // MARK: - Examples

    /// Every example of the document that its schema does not allow; how many there are.
    package func checkExamples() -> (count: Int, problems: [String]) {
        var count = 0
        var problems: [String] = []
        func visit(_ value: JSONValue, _ path: String) {
            let schema = value["schema"] ?? value
            for example in [value["example"]].compactMap(\.self) + (value["examples"]?.elements ?? []) {
                count += 1
                problems += schemaProblems(of: example, schema).map { "\(path): \($0)" }
            }
            guard value["example"] == nil, value["examples"] == nil else { return }
            for name in value.memberNames { visit(value[name] ?? .null, "\(path)/\(name)") }
        }
        visit(document, "#")
        return (count, problems)
    }
}
