internal import Core

/// Serves files that are in memory: the assets embedded into the binary, the pictures of packs.
///
/// A request can only name what is in the table, so that no path leads anywhere else.
@LoopActor
package final class StaticFiles {
    private var files: [String: StaticFile] = [:]

    /// - Parameter files: paths without a leading `/`.
    package init(_ files: [(path: String, bytes: FixedBytes)]) {
        for (path, bytes) in files { self.files[path] = StaticFile(path: path, bytes: bytes) }
    }

    package func contains(_ path: String) -> Bool { files[path] != nil }

    /// The paths, sorted.
    package var paths: [String] { files.keys.sorted() }

    /// What `?v=` of a link to the file should be, so that browsers may keep it for ever; nil when there is no such
    /// file.
    package func version(of path: String) -> String? { files[path]?.hash }

    /// The plain bytes.
    package func bytes(of path: String) -> UnsafeRawBufferPointer? { files[path]?.plain.bytes.pointer }

    /// Answers GET and HEAD of a file: conditions, then a range, then compression (RFC 9110 §13.2.2). 404 when there is
    /// no such file.
    package func response(_ path: String, to request: HTTPRequest) -> HTTPResponse {
        guard let file = files[path] else {
            return .error(.notFound("There is nothing at this path."), traceID: request.trace.traceID)
        }
        let form = form(of: file, for: request)
        var response = HTTPResponse(status: 200, contentType: file.contentType)
        response.fields = [
            ("ETag", form.tag), ("Cache-Control", cacheControl(of: file, for: request)), ("Accept-Ranges", "bytes"),
        ]
        if ContentType.isCompressible(file.contentType) { response.fields.append(("Vary", "Accept-Encoding")) }
        if let field = request.field("If-Match"), !EntityTag.list(field, names: form.tag, isWeak: false) {
            return .error(
                APIError(412, "precondition_failed", "The file has another entity tag."),
                traceID: request.trace.traceID)
        }
        if let field = request.field("If-None-Match"), EntityTag.list(field, names: form.tag, isWeak: true) {
            response.status = 304
            response.contentType = nil
            return response
        }
        return respond(with: form, request, &response)
    }

    private func respond(with form: StaticFile.Form, _ request: HTTPRequest, _ response: inout HTTPResponse)
        -> HTTPResponse
    {
        let whole = form.bytes
        if form.isCompressed { response.fields.append(("Content-Encoding", "gzip")) }
        switch range(request, of: form) {
        case .whole:
            response.body = .fixed(form.bytes)
        case .part(let range):
            response.status = 206
            response.fields.append(
                ("Content-Range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(whole.count)"))
            response.body = .fixed(whole[range])
        case .unsatisfiable:
            response = .error(
                APIError(416, "range_not_satisfiable", "The file has \(whole.count) bytes."),
                traceID: request.trace.traceID)
            response.fields.append(("Content-Range", "bytes */\(whole.count)"))
        }
        return response
    }

    /// Ranges are of the plain bytes: a client that resumes must not depend on what the compressor made.
    private func form(of file: StaticFile, for request: HTTPRequest) -> StaticFile.Form {
        guard request.field("Range") == nil, let accept = request.field("Accept-Encoding"),
            StaticFiles.acceptsGzip(accept)
        else { return file.plain }
        file.compress()
        return file.compressed ?? file.plain
    }

    /// Whether `Accept-Encoding` takes gzip: named, or by `*`, and not with `q=0` (RFC 9110 §12.5.3).
    nonisolated static func acceptsGzip(_ field: String) -> Bool {
        var byStar = false
        for entry in field.lowercased().split(separator: ",") {
            let parts = entry.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
            guard let name = parts.first else { continue }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            if name == "gzip" || name == "x-gzip" { return weight > 0 }
            if name == "*" { byStar = weight > 0 }
        }
        return byStar
    }

    private func range(_ request: HTTPRequest, of form: StaticFile.Form) -> ByteRange {
        guard let field = request.field("Range") else { return .whole }
        // A date never matches: there is no Last-Modified to have it from.
        if let condition = request.field("If-Range"), condition != form.tag { return .whole }
        return ByteRange(field, of: form.bytes.pointer.count)
    }

    /// A link that carries the hash names this very content for ever; anything else must ask again.
    private func cacheControl(of file: StaticFile, for request: HTTPRequest) -> String {
        request.queryItem("v") == file.hash ? "public, max-age=31536000, immutable" : "no-cache"
    }
}
