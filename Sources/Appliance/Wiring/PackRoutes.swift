internal import Auth
internal import Campaigns
internal import ContentPacks
internal import Core
internal import Network
internal import Storage

/// `/v1/admin/packs`: what the console shows of the packs. For authors and admins.
@LoopActor
struct PackRoutes {
    nonisolated static let id = PathParameter("id", .token(1...64), "Of the pack.")

    /// Only checks.
    nonisolated static let dryRun = QueryParameter("dryRun", .flag, "Only check the pack; false, if not given.")
    nonisolated static let name = QueryParameter(
        "name", .token(1...64), "Of a single-file pack: the id of its campaign.")
    /// Of a packed pack.
    private static let uploadBytes = 32 << 20

    let gate: Gate
    let shelf: PackShelf
    let campaigns: CampaignsModule
    /// Whether the disk has room for more than play.
    let hasRoom: @LoopActor () async -> Bool

    func add(to router: Router) {
        PackSchemas.add(to: router)
        router.on(.get, "/v1/admin/packs", PackOperations.packs, list)
        router.on(
            .post, "/v1/admin/packs", PackOperations.upload, maximumBody: Self.uploadBytes,
            admission: { _ = try editor($0) }, upload)
        router.on(.post, "/v1/admin/packs/{id}/migrate", PackOperations.migrate, migrate)
    }

    /// - Throws: 401, 403 `forbidden`, 429.
    private func editor(_ request: HTTPRequest) throws -> Caller {
        let caller = try gate.caller(request)
        guard caller.principal.has(.author) || caller.principal.has(.admin) else {
            throw APIError.forbidden("Content packs are for authors and admins.")
        }
        return caller
    }

    /// Checks a pack and brings it into force. The answer is the pack as the list has it; the same pack again changes
    /// nothing, and is answered the same.
    private func upload(_ request: HTTPRequest) async throws -> HTTPResponse {
        let caller = try editor(request)
        let isDryRun = try request.value(of: Self.dryRun) ?? false
        let upload = try await upload(in: request)
        if !isDryRun, await !hasRoom() {
            throw APIError(507, "disk_full", "The disk is nearly full: packs are not taken until there is room.")
        }
        let language = language(of: request)
        return try await shelf.inTurn { [self] in
            let standing = try await shelf.take(upload, isDryRun: isDryRun) { Self.entry(of: $0, by: caller) }
            let list = PackList(standings: [standing], played: try await campaigns.packsInPlay(), language: language)
            return .json(list.first)
        }
    }

    private func upload(in request: HTTPRequest) async throws -> PackUpload {
        let name = try request.value(of: Self.name)
        let type = (request.field("Content-Type") ?? "").prefix { $0 != ";" && $0 != " " }.lowercased()
        let isZip = PackOperations.zipTypes.contains(type)
        guard isZip || PackOperations.yamlTypes.contains(type) else {
            throw APIError(415, "unsupported_media_type", "A pack is sent as application/zip or application/yaml.")
        }
        if !isZip, name == nil { throw APIError.invalid("name", "is required for a single-file pack") }
        let body = request.body
        do {
            return try await onWorker {
                try isZip ? PackUpload(zip: body) : PackUpload(yaml: body, name: name ?? "")
            }
        } catch let failure as PackUpload.Failure {
            throw APIError.invalid("body", "\(failure)")
        }
    }

    /// What it was and what it is.
    private static func entry(of outcome: UploadOutcome, by caller: Caller) -> AuditEntry {
        guard let entry = outcome.standing.entry else { fatalError("BUG: an upload came to nothing") }
        return AuditEntry(
            actor: "player:\(caller.playerID)", action: "pack_upload", target: "pack:\(entry.pack.id)", reason: "",
            before: ["contentHash": outcome.replaced.map(JSONValue.string) ?? .null],
            after: ["contentHash": .string(entry.contentHash), "source": .string(entry.source)])
    }

    /// Moves runs in play to what is in force of their pack.
    private func migrate(_ request: HTTPRequest) async throws -> HTTPResponse {
        let caller = try gate.caller(request)
        guard caller.principal.has(.admin) else {
            throw APIError.forbidden("Runs in play are moved by admins.")
        }
        let id = try request.value(of: Self.id)
        return try await gate.reading(for: caller) {
            try request.read(PackMigration.self)
        } then: { migration in
            try await shelf.inTurn { [self] in try await self.migrate(id, migration, for: caller) }
        }
    }

    private func migrate(_ id: String, _ migration: PackMigration, for caller: Caller) async throws -> HTTPResponse {
        if let first = try await gate.replay(caller) { return first }
        guard let entry = shelf.packs.library.entry(id) else {
            return try await gate.commit(caller) { _ in throw APIError.notFound("No pack \(id) is in force.") }
        }
        let problems = migration.mapping.problems(in: entry.pack)
        guard problems.isEmpty else {
            let refusal = APIError.invalid(problems.map { APIError.Detail(field: "mapping", problem: $0) })
            return try await gate.commit(caller) { _ in throw refusal }
        }
        let order = MoveOrder(
            pack: entry.pack, contentHash: entry.contentHash, mapping: migration.mapping, runIDs: migration.runIDs)
        if migration.isDryRun {
            let report = try await campaigns.runs.survey(order)
            return try await gate.commit(caller) { _ in .json(Self.bytes(of: report)) }
        }
        let authority = MoveAuthority(actor: "player:\(caller.playerID)", traceID: caller.trace.traceID)
        let report = try await campaigns.runs.move(order, by: authority) { report, connection in
            try caller.store(.json(Self.bytes(of: report)), now: .systemNow(), in: connection)
        }
        return .json(Self.bytes(of: report))
    }

    private nonisolated static func bytes(of report: MoveReport) -> [UInt8] {
        var json = JSONWriter()
        json.value(report.json)
        return json.bytes
    }

    private func list(_ request: HTTPRequest) async throws -> HTTPResponse {
        _ = try editor(request)
        let played = try await campaigns.packsInPlay()
        let list = PackList(
            standings: shelf.packs.library.standings, played: played, language: language(of: request))
        return .json(list.json)
    }

    private func language(of request: HTTPRequest) -> Language {
        request.field("Accept-Language").flatMap(Language.init(acceptLanguage:)) ?? .english
    }
}
