internal import Auth
internal import ContentPacks
internal import Core
internal import Network
internal import Storage

/// `GET /v1/campaigns` and the schemas of generated scenes.
@LoopActor
struct CampaignRoutes {
    nonisolated static let schemaName = PathParameter("name", .word(of: GenerationSchema.self), "Of the part.")
    /// How many campaigns were shown before.
    nonisolated static let cursor = PageParameter.cursor()

    let gate: Gate
    let storage: Storage
    let contents: RunContents

    func add(to router: Router) {
        router.on(.get, "/v1/campaigns", CampaignOperations.campaigns, campaigns)
        router.on(.get, "/schemas/generation/{name}", CampaignOperations.generationSchema) { request in
            var response = HTTPResponse.json(try request.value(of: Self.schemaName).json)
            response.contentType = "application/schema+json"
            return response
        }
    }

    private func campaigns(_ request: HTTPRequest) async throws -> HTTPResponse {
        let language = try await language(of: request)
        let page = try request.page(Self.cursor)
        let start = page.cursor ?? 0
        let rest = contents.offered.dropFirst(start)
        let shown = rest.prefix(page.limit)
        var json = JSONWriter()
        json.object {
            $0.key("items")
            $0.array { list in
                for content in shown { CampaignCard(content: content, language: language).write(to: &list) }
            }
            $0.member("nextCursor", rest.count > shown.count ? String(start + shown.count) : nil)
        }
        return .json(json.bytes)
    }

    /// The player's setting, else what the client accepts.
    private func language(of request: HTTPRequest) async throws -> Language {
        if let caller = try gate.optionalCaller(request) {
            let player = try await storage.read { try PlayerStore.find(caller.playerID, in: $0) }
            if let language = player?.language { return language }
        }
        return request.field("Accept-Language").flatMap(Language.init(acceptLanguage:)) ?? .english
    }
}
