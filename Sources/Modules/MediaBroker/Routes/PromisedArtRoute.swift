internal import Core
internal import Network
internal import Storage

/// `GET /assets/art/<key>.webp`: the picture that a scene has promised. Needs no token: who has the name may look.
@LoopActor
struct PromisedArtRoute {
    nonisolated private static let file = PathParameter(
        "file", .token(1...80), "<key>.webp, as a scene names it.")

    let storage: Storage
    let links: AssetLinks
    let clock: Clock

    func add(to router: Router) {
        router.on(
            .get, "/assets/art/{file}",
            Operation(
                "A picture that is made for a scene", tag: "media", auth: .none, parameters: [Self.file],
                answers: [(202, .any), (302, .any)], errors: [404], mediaType: "application/octet-stream",
                isHidden: true),
            { try await show($0) })
    }

    /// Sends on to the asset, which may be kept for ever; where it is may change when the picture is made anew.
    private func show(_ request: HTTPRequest) async throws -> HTTPResponse {
        let name = request.parameter("file")
        guard let key = PromisedArt.key(in: name) else { throw MediaError.noSuchAsset(name) }
        let found = try await storage.read { connection in
            let asset = try MediaJobStore.result(of: key, in: connection).flatMap {
                try AssetStore.find($0.assetID, in: connection)
            }
            return (asset: asset, hasFailed: try MediaJobStore.hasFailed(content: key, in: connection))
        }
        guard let asset = found.asset else {
            if found.hasFailed { throw MediaError.noSuchAsset(name) }
            // No error, which browsers write into their consoles: a scene may be read before its pictures are asked for.
            return HTTPResponse(status: 202, fields: [("Retry-After", "2"), ("Cache-Control", "no-store")])
        }
        return HTTPResponse(
            status: 302,
            fields: [
                ("Location", links.url(of: asset, now: clock.now())), ("Cache-Control", "no-cache"),
                ("Cross-Origin-Resource-Policy", "cross-origin"),
            ])
    }
}
