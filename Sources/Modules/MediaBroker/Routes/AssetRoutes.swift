internal import Auth
internal import Core
internal import Network

/// `GET /assets/<assetId>.<ext>`, and the same behind a signed link. Needs no token: who has the name may look.
@LoopActor
struct AssetRoutes {
    nonisolated private static let file = PathParameter("file", AssetNameRule(), "<assetId>.<ext>.")
    nonisolated private static let grant = PathParameter("grant", .token(1...80), "<exp>.<sig>, of a signed link.")
    nonisolated private static let width = QueryParameter(
        "w", ThumbnailWidthRule(), "Pixels: a picture no wider than that.")

    let gate: Gate
    let assets: Assets
    let links: AssetLinks

    func add(to router: Router) {
        router.on(
            .get, "/assets/{file}",
            Operation(
                "A picture or a sound", tag: "media", auth: .none, parameters: [Self.file, Self.width],
                answers: [(200, .any)], errors: [404, 412, 416], mediaType: "application/octet-stream", isHidden: true),
            { try await show($0) })
        router.on(
            .get, "/assets/s/{grant}/{file}",
            Operation(
                "A picture or a sound that not everybody may see", tag: "media", auth: .none,
                parameters: [Self.grant, Self.file, Self.width], answers: [(200, .any)],
                errors: [403, 404, 412, 416], mediaType: "application/octet-stream", isHidden: true),
            { try await showSigned($0) })
    }

    private func show(_ request: HTTPRequest) async throws -> HTTPResponse {
        let asset = try await find(try request.value(of: Self.file))
        // That there is something private is nobody's business either.
        guard !asset.isPrivate else { throw MediaError.noSuchAsset(asset.name) }
        return try await answer(asset, to: request, caching: "public, max-age=31536000, immutable")
    }

    private func showSigned(_ request: HTTPRequest) async throws -> HTTPResponse {
        let name = try request.value(of: Self.file)
        let rest = try links.check(request.parameter("grant"), of: name.text, now: assets.clock.now())
        return try await answer(try await find(name), to: request, caching: "private, max-age=\(rest), immutable")
    }

    private func find(_ name: AssetNameRule.Name) async throws -> StoredAsset {
        let asset = try await assets.find(name.id)
        guard asset.format == name.format else { throw MediaError.noSuchAsset(name.text) }
        return asset
    }

    private func answer(
        _ asset: StoredAsset, to request: HTTPRequest, caching: String
    ) async throws -> HTTPResponse {
        var shown = asset
        if let width = try request.value(of: Self.width) { shown = try await assets.thumbnail(of: asset, width: width) }
        let file = try await assets.open(shown)
        let response = HTTPResponse(
            status: 200, contentType: shown.format.rawValue,
            fields: [
                ("Cache-Control", caching),
                // Opened by itself, nothing that it may hold can act.
                ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox"),
                // Pages of other origins may show what is public by its link: `media.public_base_url`.
                ("Cross-Origin-Resource-Policy", "cross-origin"),
            ])
        return file.answer(response, tag: shown.tag, to: request)
    }
}

/// `<32 hex digits>.<ext>`: nothing else is ever looked for.
struct AssetNameRule: ValueRule {
    struct Name: Sendable {
        let id: String
        let format: AssetFormat
        var text: String { "\(id).\(format.fileExtension)" }
    }

    var schema: Schema {
        .string(pattern: "^[0-9a-f]{32}\\.(?:\(AssetFormat.allCases.map(\.fileExtension).joined(separator: "|")))$")
    }
    var placeholder: Name { Name(id: "", format: .webp) }

    func read(_ value: JSONValue) throws(RuleProblem) -> Name {
        let parts = value.stringValue?.split(separator: ".", omittingEmptySubsequences: false) ?? []
        guard parts.count == 2, parts[0].utf8.count == StoredAsset.idCount,
            parts[0].utf8.allSatisfy(Self.isHexDigit),
            let format = AssetFormat(fileExtension: parts[1])
        else { throw RuleProblem("must be <assetId>.<ext>") }
        return Name(id: String(parts[0]), format: format)
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}

/// One of the widths that thumbnails are made in.
struct ThumbnailWidthRule: ValueRule {
    private static let widths = RasterImage.thumbnailWidths

    var schema: Schema { .enumeration(Self.widths.map { String($0) }) }
    var placeholder: Int { Self.widths[0] }

    func read(_ value: JSONValue) throws(RuleProblem) -> Int {
        guard let width = value.stringValue.flatMap({ Int($0) }), Self.widths.contains(width),
            String(width) == value.stringValue
        else { throw RuleProblem("must be one of " + Self.widths.map { String($0) }.joined(separator: ", ")) }
        return width
    }
}
