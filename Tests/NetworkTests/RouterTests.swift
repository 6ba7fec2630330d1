import Core
import Testing

@testable import Network

@Suite("Router")
struct RouterTests {
    private static let operation = Operation.page("A test.")

    init() { EventLoop.startInBackground() }

    @LoopActor private func router(_ routes: [(HTTPMethod, StaticString)]) -> Router {
        let router = Router()
        for (method, pattern) in routes { router.onInline(method, pattern, Self.operation) { _ in .noContent } }
        return router
    }

    private static let routes: [(HTTPMethod, StaticString)] = [
        (.get, "/"), (.get, "/v1/health"), (.get, "/v1/parties"), (.post, "/v1/parties"),
        (.get, "/v1/parties/{id}"), (.patch, "/v1/parties/{id}"), (.post, "/v1/parties/join"),
        (.post, "/v1/parties/{id}/join"), (.get, "/v1/characters/{id}/items/{item}"), (.get, "/static/{path...}"),
        (.get, "/v1/parties/open/now"),
    ]

    @Test(
        "finds routes and their parameters",
        arguments: [
            ("GET", "/", "/", []), ("GET", "/v1/health?x=/y", "/v1/health", []),
            ("HEAD", "/v1/health", "/v1/health", []), ("GET", "/v1/parties/7", "/v1/parties/{id}", ["7"]),
            ("POST", "/v1/parties/join", "/v1/parties/join", []),
            ("POST", "/v1/parties/7/join", "/v1/parties/{id}/join", ["7"]),
            ("GET", "/v1/characters/3/items/a%20b", "/v1/characters/{id}/items/{item}", ["3", "a b"]),
            ("GET", "/static/a/b.css", "/static/{path...}", ["a/b.css"]),
            ("GET", "/v1/%70arties/7", "/v1/parties/{id}", ["7"]),
            ("POST", "/v1/parties/open/join", "/v1/parties/{id}/join", ["open"]),
            ("GET", "http://host/v1/health", "/v1/health", []),
        ])
    @LoopActor func finds(method: String, target: String, pattern: String, parameters: [String]) throws {
        let request = try HTTPRequest.make("\(method) \(target) HTTP/1.1\r\nHost: a\r\n\r\n")
        router(Self.routes).match(request)
        let route = try #require(request.matched)
        #expect("\(route.pattern)" == pattern)
        #expect(route.parameterNames.map { request.parameter($0) } == parameters)
    }

    @Test(
        "finds nothing where nothing is",
        arguments: [
            "/v1", "/v1/", "/v1/health/", "//", "/v1/parties/", "/v1//7", "/static", "/static/", "/V1/health",
            "/v1/parties/7/join/x",
        ])
    @LoopActor func findsNothing(target: String) throws {
        let request = try HTTPRequest.make("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n")
        router(Self.routes).match(request)
        #expect(request.matched == nil)
        #expect(request.allowed == nil)
        #expect(request.parameterRanges.isEmpty)
    }

    @Test("names the methods that a path takes")
    @LoopActor func allowed() throws {
        let request = try HTTPRequest.make("DELETE /v1/parties HTTP/1.1\r\nHost: a\r\n\r\n")
        router(Self.routes).match(request)
        #expect(request.matched == nil)
        #expect(request.allowed?.allow == "GET, POST, HEAD, OPTIONS")
    }
}

extension HTTPRequest {
    /// A request as the connection makes it of a head.
    static func make(_ head: String) throws(HeadFault) -> HTTPRequest {
        let request = HTTPRequest()
        let bytes = Array(head.utf8)
        let failure: HeadFault? = bytes.withUnsafeBytes { bytes in
            var scanner = HeadScanner()
            if case .refused(let fault) = scanner.scan(bytes, limits: HTTPLimits()) { return fault }
            guard let fields = HeadParser.parse(bytes, scanner.requestLine) else { return .syntax }
            do throws(HeadFault) {
                try request.take(head: bytes, line: scanner.requestLine, fields: fields)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
        return request
    }
}
