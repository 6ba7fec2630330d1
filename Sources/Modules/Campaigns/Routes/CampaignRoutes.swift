internal import Auth
internal import ContentPacks
internal import Core
internal import Network
internal import Storage

/// `GET /v1/campaigns` and the schemas of generated scenes.
@LoopActor
struct CampaignRoutes {
    let gate: Gate
    let storage: Storage
    let contents: RunContents

    func add(to router: Router) {
        router.on(.get, "/v1/campaigns", CampaignOperations.campaigns, campaigns)
        router.onInline(.get, "/schemas/generation/{name}", CampaignOperations.generationSchema) { request in
            guard let schema = GenerationSchemas.named(request.parameter("name")) else {
                return .error(
                    .notFound("The schemas are \(GenerationSchemas.names.joined(separator: ", "))."),
                    traceID: request.trace.traceID)
            }
            var response = HTTPResponse.json(schema)
            response.contentType = "application/schema+json"
            return response
        }
    }

    private func campaigns(_ request: HTTPRequest) async throws -> HTTPResponse {
        let language = try await language(of: request)
        let page = try request.page()
        let start = try page.cursor.map { cursor throws(APIError) in
            guard let last = contents.offered.firstIndex(where: { $0.campaign.id == cursor }) else {
                throw .invalid("cursor", "must be a nextCursor of this list")
            }
            return last + 1
        }
        let rest = contents.offered[(start ?? 0)...]
        let shown = rest.prefix(page.limit)
        var json = JSONWriter()
        json.object {
            $0.key("items")
            $0.array { list in
                for content in shown { CampaignCard(content: content, language: language).write(to: &list) }
            }
            $0.member("nextCursor", rest.count > shown.count ? shown.last?.campaign.id : nil)
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
