internal import Auth
internal import Core
internal import Network

/// `POST /v1/admin/assets`: a picture of the host's own. For authors and admins.
@LoopActor
struct UploadRoutes {
    /// Of a file.
    private static let uploadBytes = 10 << 20
    nonisolated private static let alt = QueryParameter(
        "alt", .text(1...500), "What it shows, for who cannot see it.")
    nonisolated private static let isPrivate = QueryParameter(
        "private", .flag, "Only behind signed links; false, if not given.")

    let gate: Gate
    let assets: Assets
    let links: AssetLinks

    func add(to router: Router) {
        router.on(
            .post, "/v1/admin/assets",
            Operation(
                "Keep a picture, at most 10 MiB: what it is tell its bytes, and it is encoded anew as WebP",
                tag: "admin",
                parameters: [Self.alt, Self.isPrivate], upload: ["image/png", "image/jpeg", "image/webp"],
                answers: [(201, .reference("Asset"))], errors: [403, 507]),
            maximumBody: Self.uploadBytes, admission: { _ = try editor($0) }, { try await upload($0) })
    }

    /// - Throws: 401, 403 `forbidden`, 429.
    private func editor(_ request: HTTPRequest) throws -> Caller {
        let caller = try gate.caller(request)
        guard caller.principal.has(.author) || caller.principal.has(.admin) else {
            throw APIError.forbidden("Pictures are uploaded by authors and admins.")
        }
        return caller
    }

    private func upload(_ request: HTTPRequest) async throws -> HTTPResponse {
        let caller = try editor(request)
        let alt = try request.value(of: Self.alt)
        let isPrivate = try request.value(of: Self.isPrivate) ?? false
        // Before it is decoded, which costs more than to be told.
        try await assets.checkRoom()
        let body = request.body
        var new: NewAsset
        do {
            new = try await onWorker { try NewAsset(picture: body) }
        } catch let error as ImageError {
            throw MediaError.notAPicture(error)
        }
        new.alt = alt
        new.isPrivate = isPrivate
        new.provenance.provider = "upload"
        new.uploadedBy = caller.playerID
        let asset = try await assets.keep(new)
        var json = JSONWriter()
        json.object {
            $0.member("assetId", asset.id)
            $0.member("url", links.url(of: asset, now: assets.clock.now()))
            $0.member("mime", asset.format.rawValue)
            $0.member("bytes", asset.bytes)
            $0.member("width", asset.width.map { Int64($0) })
            $0.member("height", asset.height.map { Int64($0) })
            $0.member("alt", alt)
            $0.member("private", asset.isPrivate)
        }
        return .json(json.bytes, status: 201)
    }
}
