import Core
import Network

/// One route of each kind, which between them ask a request for everything that can be asked.
@LoopActor
func addRoutes(to router: Router) {
    let operation = Operation("Fuzzed.", tag: "fuzz", auth: .none, answers: [(200, .any)], isHidden: true)
    let number = PathParameter("id", .integer(1...1000), "A number.")
    let cursor = PageParameter.cursor()
    let files = StaticFiles([("app.js", text(4096)), ("art.png", text(512)), ("empty.txt", text(0))])
    router.onInline(.get, "/", operation) { .text(describe($0)) }
    router.onInline(.get, "/files/{path...}", operation) { files.response($0.parameter("path"), to: $0) }
    router.on(.post, "/echo", operation, maximumBody: 64) { request in
        var response = HTTPResponse.text(describe(request))
        response.fields.append(("X-Echo", request.field("X-Echo") ?? ""))
        return response
    }
    router.on(.post, "/json", operation) { request in
        var json = JSONWriter()
        json.value(try request.json())
        return .json(json.bytes)
    }
    router.on(.put, "/late/{id}", operation) { request in
        let id = try request.value(of: number)
        let page = try request.page(cursor)
        // Answers in another turn of the loop, when more of the input has come.
        return try await onWorker { .text("\(id) \(page.limit) \(page.cursor ?? 0)") }
    }
    router.on(.get, "/stream", operation) { request in
        let pieces = request.queryItem("pieces") ?? "ab"
        return HTTPResponse(
            status: 200,
            body: .stream { writer in for piece in pieces.utf8 { try await writer.write([piece]) } })
    }
}

@LoopActor
private func describe(_ request: HTTPRequest) -> String {
    let fields = ["Cookie", "Accept", "User-Agent"].map { request.values(of: $0).joined(separator: ",") }
    return """
        \(request.path) \(request.query) \(request.queryItem("q") ?? "-") \(fields) \(request.client) \(request.trace)
        """
}

/// For the life of the process.
private func text(_ count: Int) -> FixedBytes {
    FixedBytes(copying: (0..<count).map { UInt8(ascii: "a") + UInt8($0 % 26) })
}
