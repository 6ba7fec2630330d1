internal import Auth
internal import Core
internal import Network
internal import PartySync
internal import Storage

/// `/v1/campaign-runs`.
@LoopActor
struct RunRoutes {
    nonisolated static let id = PathParameter("id", .uuid, "Of the run.")
    nonisolated static let status = QueryParameter("status", .word(of: RunPhase.self), "Only runs of this status.")
    nonisolated static let logCursor = PageParameter.cursor(from: 0)

    let gate: Gate
    let service: RunService

    private var storage: Storage { service.storage }

    func add(to router: Router) {
        router.on(.post, "/v1/campaign-runs", CampaignOperations.start, start)
        router.on(.get, "/v1/campaign-runs", CampaignOperations.runs, list)
        router.on(.get, "/v1/campaign-runs/{id}", CampaignOperations.run, show)
        router.on(.post, "/v1/campaign-runs/{id}/action", CampaignOperations.action, act)
        router.on(.post, "/v1/campaign-runs/{id}/abort", CampaignOperations.abort, abort)
        router.on(.post, "/v1/campaign-runs/{id}/rewind", CampaignOperations.rewind, rewind)
        router.on(.get, "/v1/campaign-runs/{id}/log", CampaignOperations.log, log)
        router.on(.get, "/v1/campaign-runs/{id}/events", CampaignOperations.events, events)
        router.on(.get, "/v1/campaign-runs/{id}/summary", CampaignOperations.summary, summary)
        router.on(.get, "/v1/campaign-runs/{id}/dice", CampaignOperations.dice, dice)
    }

    private func start(_ request: HTTPRequest) async throws -> HTTPResponse {
        let caller = try gate.caller(request)
        return try await gate.reading(for: caller) {
            let start = try request.read(NewCampaignRun.self)
            return (start, try service.content(for: start))
        } then: { start, content in
            try await service.start(start, content, by: caller, through: gate)
        }
    }

    private func act(_ request: HTTPRequest) async throws -> HTTPResponse {
        let caller = try gate.caller(request)
        return try await gate.reading(for: caller) {
            try request.read(ActionRequest.self)
        } then: { action in
            try await service.act(action, on: request.value(of: Self.id), by: ActionSender(caller: caller))
        }
    }

    private func abort(_ request: HTTPRequest) async throws -> HTTPResponse {
        let caller = try gate.caller(request)
        return try await service.abort(request.value(of: Self.id), by: ActionSender(caller: caller))
    }

    private func rewind(_ request: HTTPRequest) async throws -> HTTPResponse {
        let caller = try gate.caller(request)
        return try await gate.reading(for: caller) {
            try request.read(RewindRequest.self)
        } then: { rewind in
            try await service.rewind(request.value(of: Self.id), rewind, by: ActionSender(caller: caller))
        }
    }

    private func show(_ request: HTTPRequest) async throws -> HTTPResponse {
        let caller = try gate.caller(request)
        return try await service.show(request.value(of: Self.id), to: caller.principal)
    }

    private func list(_ request: HTTPRequest) async throws -> HTTPResponse {
        let caller = try gate.caller(request)
        let page = try request.page(PageParameter.uuidCursor)
        let status = try request.value(of: Self.status)
        let runs = try await storage.read {
            try RunStore.runs(
                of: caller.playerID, status: status?.rawValue, before: page.cursor, limit: page.limit + 1, in: $0)
        }
        let shown = runs.prefix(page.limit)
        var json = JSONWriter()
        json.object {
            $0.key("items")
            $0.array { list in for run in shown { write(run, to: &list) } }
            $0.member("nextCursor", runs.count > shown.count ? shown.last?.id : nil)
        }
        return .json(json.bytes)
    }

    private func write(_ run: RunStore.Entry, to json: inout JSONWriter) {
        json.object {
            $0.member("id", run.id)
            $0.member("campaignTemplateId", run.campaignTemplateID)
            $0.member("title", run.title)
            $0.member("partyId", run.partyID.rawValue)
            $0.member("status", run.status)
            $0.member("turn", run.turn)
            $0.member("createdAt", run.createdAt)
            $0.member("finishedAt", run.finishedAt)
        }
    }

    private func log(_ request: HTTPRequest) async throws -> HTTPResponse {
        let caller = try gate.caller(request)
        let page = try request.page(Self.logCursor)
        let run = try await service.readable(request.value(of: Self.id), by: caller.principal)
        let log = RunLog(runID: run.facts.id, isMaster: caller.principal.isMaster, reader: caller.playerID)
        return .json(try await storage.read { try log.page(after: page.cursor ?? -1, limit: page.limit, in: $0) })
    }

    private func events(_ request: HTTPRequest) async throws -> HTTPResponse {
        let caller = try gate.caller(request)
        let limit = try request.pageLimit()
        let before = try request.value(of: PageParameter.before).map(Int64.init)
        let run = try await service.readable(request.value(of: Self.id), by: caller.principal)
        let viewer = Viewer(playerID: caller.playerID, isMaster: caller.principal.isMaster)
        let events = try await storage.read {
            try EventLog.page(of: run.facts.channel, before: before, limit: limit, viewer: viewer, in: $0)
        }
        var json = JSONWriter()
        json.object {
            $0.key("items")
            $0.array { list in for event in events.events { list.raw(event) } }
            $0.member("nextBefore", events.nextBefore)
        }
        return .json(json.bytes)
    }

    private func summary(_ request: HTTPRequest) async throws -> HTTPResponse {
        let caller = try gate.caller(request)
        let id = try request.value(of: Self.id)
        let run = try await service.readable(id, by: caller.principal)
        guard let found = try await storage.read({ try RunStore.summary(of: run.facts.id, in: $0) }) else {
            throw RunError.noSummary(id)
        }
        var json = JSONWriter()
        json.object {
            $0.key("adventureSummary")
            $0.raw(found.summary)
            $0.key("retconPackage")
            $0.raw(found.retconPackage)
        }
        return .json(json.bytes)
    }

    private func dice(_ request: HTTPRequest) async throws -> HTTPResponse {
        let caller = try gate.caller(request)
        let run = try await service.readable(request.value(of: Self.id), by: caller.principal)
        guard run.status.isFinished else { throw RunError.notFinished }
        let rolls = try await storage.read { try StoredRoll.all(of: run.facts.id, in: $0) }
        return .json(PublishedDice(facts: run.facts, rolls: rolls).json)
    }
}
