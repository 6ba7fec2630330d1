internal import ContentPacks
internal import Network

/// The pictures of packs at `/static/packs/<pack>/assets/<file>`.
@LoopActor
final class PackPictures {
    /// By digest, so that reading the packs anew copies only what has changed.
    private var kept: [String: FixedBytes] = [:]
    private var files = StaticFiles([])

    /// - Parameter entries: of one path, the first that has it is shown.
    func replace(with entries: [PackLibrary.Entry]) {
        var found: [(path: String, bytes: FixedBytes)] = []
        var used: [String: FixedBytes] = [:]
        for entry in entries.reversed() {
            for (asset, bytes) in entry.assets.values {
                let picture = used[asset.digest] ?? kept[asset.digest] ?? FixedBytes(copying: bytes)
                used[asset.digest] = picture
                found.append(("\(entry.pack.id)/\(asset.path)", picture))
            }
        }
        kept = used
        files = StaticFiles(found)
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
