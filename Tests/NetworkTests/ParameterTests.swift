import Core
import Testing

@testable import Network

@Suite("Parameters")
struct ParameterTests {
    private static let cursor = PageParameter.cursor()

    init() { EventLoop.startInBackground() }

    @LoopActor private func get(_ target: String) throws -> HTTPRequest {
        try HTTPRequest.make("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n")
    }

    @Test("read which page of a list is asked for")
    @LoopActor func page() throws {
        let first = try get("/").page(Self.cursor)
        #expect(first.limit == 50 && first.cursor == nil)
        let other = try get("/?limit=200&cursor=17").page(Self.cursor)
        #expect(other.limit == 200 && other.cursor == 17)
    }

    @Test(
        "refuse what their schema does not allow",
        arguments: [
            "limit=0", "limit=201", "limit=-1", "limit=x", "limit=", "limit=050", "limit=%2B5", "limit=5.0",
            "limit=%zz",
            "limit=5&limit=5", "limit", "cursor=", "cursor=x", "cursor=0", "cursor=-1", "cursor=07",
            "cursor=9999999999999999", "cursor=%00", "cursor=1&cursor=2",
        ])
    @LoopActor func refused(query: String) throws {
        let error = #expect(throws: APIError.self) { try get("/?\(query)").page(Self.cursor) }
        #expect(error?.status == 422)
        #expect(error?.details.map(\.field) == [String(query.prefix { $0 != "=" })])
    }

    @Test("know a UUID by its form")
    @LoopActor func uuid() throws {
        let id = "0190b2f4-7c1e-7a55-9d3b-5a1f0c2d3e4f"
        #expect(try get("/?cursor=\(id)").page(PageParameter.uuidCursor).cursor == id)
        for wrong in [id.uppercased(), String(id.dropLast()), "zzz"] {
            #expect(throws: APIError.self) { try get("/?cursor=\(wrong)").page(PageParameter.uuidCursor) }
        }
    }
}
