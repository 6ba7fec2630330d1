import Core
import Network
import Testing

@Suite("OpenAPIDocument")
struct OpenAPIDocumentTests {
    init() { EventLoop.startInBackground() }

    @LoopActor private func document() throws -> JSONValue {
        let router = Router()
        router.schema(
            "Party", .object(["id": .id, "name": .nullable(.string(2...60))], optional: ["tags": .array(.string)]))
        router.on(
            .get, "/v1/parties/{id}", Operation("One party.", tag: "parties", answers: [(200, .reference("Party"))])
        ) { _ in .noContent }
        router.on(
            .post, "/v1/parties/{id}",
            Operation(
                "Changes it.", tag: "parties", query: Operation.Parameter.page, request: .object(["name": .string]),
                answers: [(201, .reference("Party"))], errors: [409])
        ) { _ in .noContent }
        router.onInline(.get, "/health", Operation("Health.", tag: "system", auth: .none, answers: [(200, .any)])) {
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
        guard case .array(let parameters) = post["parameters"] else {
            Issue.record("no parameters")
            return
        }
        #expect(parameters.map { $0["name"]?.stringValue } == ["id", "limit", "cursor"])
        #expect(parameters[0]["in"] == "path")
        #expect(parameters[0]["required"] == true)
        #expect(post["requestBody"]?["required"] == true)
        for status in ["400", "401", "404", "409", "413", "415", "422", "429", "default"] {
            let schema = post["responses"]?[status]?["content"]?["application/json"]?["schema"]
            #expect(schema?["$ref"] == "#/components/schemas/Error", "status \(status)")
        }
        #expect(post["responses"]?["201"]?["description"] == "Created")
        #expect(post["security"] == [["bearer": []]])
        #expect(document["paths"]?["/health"]?["get"]?["security"] == [[:]])
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
