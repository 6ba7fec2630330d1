import ApplianceTesting
import Core
import Network
import Testing

@Suite("OpenAPIDocument")
struct OpenAPIDocumentTests {
    init() { EventLoop.startInBackground() }

    private static let id = PathParameter("id", .id(PartyID.self), "Of the party.")

    @LoopActor private func document() throws -> JSONValue {
        let router = Router()
        router.schema(
            "Party", .object(["id": .id, "name": .nullable(.string(2...60))], optional: ["tags": .array(.string)]))
        router.on(
            .get, "/v1/parties/{id}",
            Operation("One party.", tag: "parties", parameters: [Self.id], answers: [(200, .reference("Party"))])
        ) { _ in .noContent }
        router.on(
            .post, "/v1/parties/{id}",
            Operation(
                "Changes it.", tag: "parties", parameters: [Self.id, PageParameter.limit, PageParameter.cursor()],
                request: Renaming.self, answers: [(200, .reference("Party"))], errors: [403])
        ) { _ in .noContent }
        router.on(.post, "/v1/parties", Operation("New.", tag: "parties", answers: [(201, .reference("Party"))])) { _ in
            .noContent
        }
        router.onInline(.get, "/health", Operation("Health.", tag: "system", auth: .none, answers: [(200, .any)])) {
            _ in
            .noContent
        }
        router.onSocket("/ws/{id}", Operation("Live.", tag: "live", parameters: [Self.id], answers: [(101, nil)])) {
            _ in
            .noContent
        }
        router.onInline(.get, "/static/{path...}", .page("Assets.")) { _ in .noContent }
        let bytes = OpenAPIDocument.render(router.routes, schemas: router.schemas, version: "1.0.0")
        return try JSON.decode(JSONValue.self, from: bytes)
    }

    @Test("describes each route with its parameters, bodies and errors")
    @LoopActor func describes() throws {
        let document = try document()
        #expect(document["openapi"] == "3.1.0")
        #expect(document["info"]?["version"] == "1.0.0")
        let post = try #require(document["paths"]?["/v1/parties/{id}"]?["post"])
        #expect(post["operationId"] == "post_v1_parties_id")
        let parameters = try #require(post["parameters"]?.elements)
        #expect(parameters.compactMap { $0["name"]?.stringValue } == ["id", "limit", "cursor"])
        #expect(parameters.last?["$ref"] == "#/components/parameters/Idempotency-Key")
        #expect(parameters.first?["in"] == "path" && parameters.first?["required"] == true)
        #expect(parameters.first?["schema"]?["minimum"] == 1)
        #expect(post["requestBody"]?["required"] == true)
        let statuses = [
            "400", "401", "403", "404", "408", "409", "413", "414", "415", "422", "429", "431", "500", "503",
        ]
        for status in statuses + ["507"] {
            let reference = try #require(post["responses"]?[status]?["$ref"]?.stringValue, "status \(status)")
            let name = try #require(reference.split(separator: "/").last)
            let response = document["components"]?["responses"]?[String(name)]
            #expect(
                response?["content"]?["application/json"]?["schema"]?["$ref"] == "#/components/schemas/Error",
                "status \(status)")
        }
        #expect(post["responses"]?["default"] == nil)
        #expect(post["responses"]?["200"]?["description"] == "OK")
        #expect(post["responses"]?["200"]?["headers"]?["X-Trace-Id"] != nil)
        #expect(post["responses"]?["200"]?["headers"]?["Idempotency-Replayed"] != nil)
        #expect(post["security"] == [["bearer": []]])
        #expect(document["paths"]?["/health"]?["get"]?["security"] == [[:]])
    }

    @Test("describes a WebSocket by its handshake and what refuses it")
    @LoopActor func socket() throws {
        let responses = try #require(document()["paths"]?["/ws/{id}"]?["get"]?["responses"])
        #expect(responses["101"]?["description"] == "Switching Protocols")
        #expect(responses["426"]?["$ref"] == "#/components/responses/UpgradeRequired")
        #expect(responses["403"]?["$ref"] == "#/components/responses/Forbidden")
        #expect(try document()["components"]?["responses"]?["UpgradeRequired"]?["content"] != nil)
        #expect(try document()["paths"]?["/v1/parties/{id}"]?["get"]?["responses"]?["426"] == nil)
    }

    @Test("names request bodies after their types, with examples, and makes their schemas of what they read")
    @LoopActor func bodies() throws {
        let document = try document()
        let content = document["paths"]?["/v1/parties/{id}"]?["post"]?["requestBody"]?["content"]?["application/json"]
        #expect(content?["schema"]?["$ref"] == "#/components/schemas/Renaming")
        #expect(content?["example"] == Renaming.example)
        let schema = document["components"]?["schemas"]?["Renaming"]
        #expect(schema?["properties"]?["name"]?["minLength"] == 1)
        #expect(schema?["required"] == ["name"])
    }

    @Test("links what was made to the paths that are about it")
    @LoopActor func links() throws {
        let links = try document()["paths"]?["/v1/parties"]?["post"]?["responses"]?["201"]?["links"]
        for id in ["get_v1_parties_id", "post_v1_parties_id"] {
            #expect(links?[id]?["operationId"] == .string(id))
            #expect(links?[id]?["parameters"] == ["id": "$response.body#/id"])
        }
    }

    @Test("leaves pages and assets out")
    @LoopActor func hides() throws {
        #expect(try document()["paths"]?["/static/{path}"] == nil)
    }

    @Test("names schemas and always the error shape")
    @LoopActor func components() throws {
        let schemas = try document()["components"]?["schemas"]
        #expect(schemas?["Party"]?["required"] == ["id", "name"])
        #expect(
            schemas?["Party"]?["properties"]?["name"]?["anyOf"] == [
                ["type": "string", "minLength": 2, "maxLength": 60], ["type": "null"],
            ])
        #expect(schemas?["Error"]?["type"] == "object")
    }
}

private struct Renaming: RequestBody {
    init(reading fields: inout RequestFields) { _ = fields.required("name", .text(1...9)) }

    static let example: JSONValue = ["name": "Ночь"]
}
