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
                answers: [(302, .any)], errors: [404], mediaType: "application/octet-stream", isHidden: true),
            { try await show($0) })
    }

    /// Sends on to the asset, which may be kept for ever; where it is may change when the picture is made anew.
    private func show(_ request: HTTPRequest) async throws -> HTTPResponse {
        let name = request.parameter("file")
        let key = name.hasSuffix(PromisedArt.fileExtension) ? name.dropLast(PromisedArt.fileExtension.count) : ""
        let asset = try await storage.read { connection in
            try MediaJobStore.result(of: String(key), in: connection).flatMap {
                try AssetStore.find($0.assetID, in: connection)
            }
        }
        guard let asset, !asset.isPrivate else { throw MediaError.noSuchAsset(name) }
        return HTTPResponse(
            status: 302,
            fields: [
                ("Location", links.url(of: asset, now: clock.now())), ("Cache-Control", "no-cache"),
                ("Cross-Origin-Resource-Policy", "cross-origin"),
            ])
    }
}
