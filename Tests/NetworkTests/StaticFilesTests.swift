import ApplianceTesting
import Core
import Testing

@testable import Network

@Suite("Static files")
struct StaticFilesTests {
    private static let sheet = FixedBytes.copy(String(repeating: "body { color: red }\n", count: 500))
    private static let picture = FixedBytes.copy("not really a picture, and not worth compressing")

    private func makeServer() async throws -> TestServer {
        try await TestServer { router in
            let files = StaticFiles([("a.css", Self.sheet), ("img/p.webp", Self.picture)])
            router.onInline(.get, "/static/{path...}", .page("Assets.")) { request in
                files.response(request.parameter("path"), to: request)
            }
        }
    }

    @Test("serves a file with its type, tag and length")
    func serves() async throws {
        let server = try await makeServer()
        let client = try server.client()
        let response = try await client.request("GET", "/static/a.css")
        #expect(response.status == 200)
        #expect(response.body == Array(Self.sheet.pointer))
        #expect(response.header("Content-Type") == "text/css; charset=utf-8")
        #expect(response.header("Cache-Control") == "no-cache")
        #expect(response.header("Vary") == "Accept-Encoding")
        let picture = try await client.request("GET", "/static/img/p.webp")
        #expect(picture.header("Content-Type") == "image/webp")
        #expect(picture.header("Vary") == nil)
        #expect(try await client.request("GET", "/static/img/").status == 404)
        #expect(try await client.request("GET", "/static/../a.css").status == 404)
        #expect(try await client.request("POST", "/static/a.css").status == 405)
        await server.stop()
    }

    @Test("may be kept for ever when the link carries the hash")
    func immutable() async throws {
        let server = try await makeServer()
        let client = try server.client()
        let tag = try #require(try await client.request("GET", "/static/a.css").header("ETag"))
        let hash = tag.filter { $0 != "\"" }
        let response = try await client.request("GET", "/static/a.css?v=\(hash)")
        #expect(response.header("Cache-Control") == "public, max-age=31536000, immutable")
        #expect(try await client.request("GET", "/static/a.css?v=0").header("Cache-Control") == "no-cache")
        await server.stop()
    }

    @Test("compresses once, under a tag of its own")
    func compression() async throws {
        let server = try await makeServer()
        let client = try server.client()
        let plain = try await client.request("GET", "/static/a.css").header("ETag")
        var response = try await client.request("GET", "/static/a.css", headers: ["Accept-Encoding": "br, gzip"])
        // The first request asks for the compressed form and need not wait for it.
        while response.header("Content-Encoding") == nil {
            response = try await client.request("GET", "/static/a.css", headers: ["Accept-Encoding": "br, gzip"])
        }
        #expect(response.header("Content-Encoding") == "gzip")
        #expect(response.body.starts(with: [0x1F, 0x8B]))
        #expect(response.body.count < 500)
        #expect(response.header("ETag") != plain)
        let again = try await client.request(
            "GET", "/static/a.css",
            headers: ["Accept-Encoding": "gzip", "If-None-Match": try #require(response.header("ETag"))])
        #expect(again.status == 304)
        #expect(again.body.isEmpty)
        await server.stop()
    }

    @Test(
        "honours conditions and ranges",
        arguments: [
            (["If-None-Match": "TAG"], 304, 0), (["If-None-Match": "\"x\", W/TAG"], 304, 0),
            (["If-None-Match": "*"], 304, 0), (["If-None-Match": "\"x\""], 200, 10_000),
            (["If-Match": "TAG"], 200, 10_000), (["If-Match": "*"], 200, 10_000), (["If-Match": "\"x\""], 412, nil),
            (["If-Match": "W/TAG"], 412, nil), (["Range": "bytes=0-0"], 206, 1), (["Range": "bytes=-5"], 206, 5),
            (["Range": "bytes=9990-"], 206, 10), (["Range": "bytes=10000-"], 416, nil),
            (["Range": "bytes=0-1,4-5"], 200, 10_000), (["Range": "lines=1-2"], 200, 10_000),
            (["Range": "bytes=0-0", "If-Range": "TAG"], 206, 1),
            (["Range": "bytes=0-0", "If-Range": "\"x\""], 200, 10_000),
            (["Range": "bytes=0-0", "Accept-Encoding": "gzip"], 206, 1),
        ] as [([String: String], Int, Int?)])
    func conditions(headers: [String: String], status: Int, count: Int?) async throws {
        let server = try await makeServer()
        let client = try server.client()
        let tag = try #require(try await client.request("GET", "/static/a.css").header("ETag"))
        let filled = headers.mapValues {
            $0.split(separator: "TAG", omittingEmptySubsequences: false).joined(separator: tag)
        }
        let response = try await client.request("GET", "/static/a.css", headers: filled)
        #expect(response.status == status)
        if let count { #expect(response.body.count == count) }
        let head = try await client.request("HEAD", "/static/a.css", headers: filled)
        #expect(head.status == status)
        await server.stop()
    }

    @Test(
        "reads ranges",
        arguments: [
            (nil, ByteRange.whole), ("bytes=0-9", .part(0..<10)), ("bytes=5-", .part(5..<100)),
            ("bytes=-10", .part(90..<100)), ("bytes=-1000", .part(0..<100)), ("bytes=50-999", .part(50..<100)),
            ("bytes=99-99", .part(99..<100)), ("bytes=100-", .unsatisfiable), ("bytes=-0", .unsatisfiable),
            ("bytes=5-2", .whole), ("bytes=a-b", .whole), ("bytes=-", .whole), ("bytes=", .whole), ("bits=0-1", .whole),
            ("bytes=0-0,1-1", .whole), ("bytes=99999999999999999999-", .unsatisfiable),
            ("bytes=0-99999999999999999999", .part(0..<100)), ("BYTES=0-0", .part(0..<1)),
        ] as [(String?, ByteRange)])
    func ranges(field: String?, range: ByteRange) {
        #expect(ByteRange(field, of: 100) == range)
    }

    @Test(
        "reads Accept-Encoding",
        arguments: [
            ("gzip", true), ("br, gzip;q=0.5", true), ("GZIP", true), ("gzip;q=0", false), ("*", true),
            ("*;q=0", false),
            ("identity", false), ("", false), ("gzip;q=0, *", false),
        ])
    func acceptEncoding(field: String, accepts: Bool) {
        #expect(StaticFiles.acceptsGzip(field) == accepts)
    }
}

extension FixedBytes {
    static func copy(_ text: String) -> FixedBytes {
        FixedBytes(copying: Array(text.utf8))
    }
}
