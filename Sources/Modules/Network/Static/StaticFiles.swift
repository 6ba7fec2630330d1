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
        response.fields = [("Cache-Control", cacheControl(of: file, for: request))]
        if ContentType.isCompressible(file.contentType) { response.fields.append(("Vary", "Accept-Encoding")) }
        if form.isCompressed { response.fields.append(("Content-Encoding", "gzip")) }
        let bytes = form.bytes
        return response.showing(bytes.count, tag: form.tag, to: request) { .fixed($0.map { bytes[$0] } ?? bytes) }
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

    /// A link that carries the hash names this very content for ever; anything else must ask again.
    private func cacheControl(of file: StaticFile, for request: HTTPRequest) -> String {
        request.queryItem("v") == file.hash ? "public, max-age=31536000, immutable" : "no-cache"
    }
}
