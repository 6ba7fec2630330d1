internal import ContentPacks
internal import Network

/// The pictures of all packs at `/static/packs/<pack>/assets/<file>`.
@LoopActor
final class PackPictures {
    /// By digest. Kept as long as the process, as `StaticFiles` wants: reading the packs anew adds what has changed.
    private var kept: [String: UnsafeRawBufferPointer] = [:]
    private var files = StaticFiles([])

    func replace(with library: PackLibrary) {
        var found: [(path: String, bytes: UnsafeRawBufferPointer)] = []
        for entry in library.entries {
            for (asset, bytes) in entry.assets.values {
                found.append(("\(entry.pack.id)/\(asset.path)", keep(bytes, digest: asset.digest)))
            }
        }
        files = StaticFiles(found)
    }

    private func keep(_ bytes: [UInt8], digest: String) -> UnsafeRawBufferPointer {
        if let found = kept[digest] { return found }
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
        copy.copyBytes(from: bytes)
        let picture = UnsafeRawBufferPointer(copy)
        kept[digest] = picture
        return picture
    }

    func addRoutes(to router: Router) {
        router.onInline(.get, "/static/packs/{path...}", .page("A picture of a pack")) { [self] request in
            var response = files.response(request.parameter("path"), to: request)
            // A pack may come from anybody: a drawing of it must not run scripts when it is opened by itself.
            response.fields.append(("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"))
            return response
        }
    }
}
