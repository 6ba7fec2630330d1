internal import Core

extension HTTPResponse {
    /// This answer, of 200, to GET or HEAD of so many bytes under a strong entity tag: conditions first, then a range (RFC
    /// 9110 §13.2.2).
    ///
    /// - Parameters:
    ///   - tag: with its quotes.
    ///   - body: of a part of the bytes, or of all of them.
    @LoopActor
    func showing(
        _ count: Int, tag: String, to request: HTTPRequest, body: (Range<Int>?) -> Body
    ) -> HTTPResponse {
        var response = self
        response.fields += [("ETag", tag), ("Accept-Ranges", "bytes")]
        if let field = request.field("If-Match"), !EntityTag.list(field, names: tag, isWeak: false) {
            return .error(
                APIError(412, "precondition_failed", "The file has another entity tag."),
                traceID: request.trace.traceID)
        }
        if let field = request.field("If-None-Match"), EntityTag.list(field, names: tag, isWeak: true) {
            response.status = 304
            response.contentType = nil
            response.fields.removeAll { $0.name == "Content-Encoding" }
            return response
        }
        switch Self.range(request, of: count, tag: tag) {
        case .whole:
            response.body = body(nil)
        case .part(let range):
            response.status = 206
            response.fields.append(("Content-Range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(count)"))
            response.body = body(range)
        case .unsatisfiable:
            response = .error(
                APIError(416, "range_not_satisfiable", "The file has \(count) bytes."),
                traceID: request.trace.traceID)
            response.fields.append(("Content-Range", "bytes */\(count)"))
        }
        return response
    }

    @LoopActor
    private static func range(_ request: HTTPRequest, of count: Int, tag: String) -> ByteRange {
        guard let field = request.field("Range") else { return .whole }
        // A date never matches: there is no Last-Modified to have it from.
        if let condition = request.field("If-Range"), condition != tag { return .whole }
        return ByteRange(field, of: count)
    }
}
