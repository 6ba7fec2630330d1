internal import ContentPacks
internal import Core
internal import Network

/// Makes of a request what shall be queued for it: who may ask, whose picture it is, and by whom it is made.
@LoopActor
struct JobPlanner {
    struct Plan: Sendable {
        let job: NewMediaJob
        let request: MediaRequest
    }

    let surroundings: MediaSurroundings
    let settings: MediaSettings
    /// Names.
    let providers: Set<String>

    /// - Throws: 404 and 403 for the run; 422 for a provider that is not there.
    func plan(_ wish: MediaJobRequest, for principal: Principal) async throws -> Plan {
        if let run = wish.runID { try await surroundings.checkAccess(principal, run) }
        let request = MediaRequest(
            playerID: principal.playerID, clientToken: wish.clientToken, contentID: wish.contentID, runID: wish.runID,
            sceneID: wish.sceneID)
        switch wish.wish {
        case .nothing: preconditionFailure("BUG: a request that was refused")
        case .job(let type, let payload): return Plan(job: job(type, payload), request: request)
        case .art(let wish, let provider):
            if let provider, !providers.contains(provider) {
                let names = (["STATIC", "GEN"] + providers.sorted()).joined(separator: ", ")
                throw APIError.invalid("provider", "must be one of \(names)")
            }
            let content = try await content(for: wish.entity, runID: request.runID)
            return Plan(job: job(wish, in: content, by: provider), request: request)
        }
    }

    private func job(_ type: JobType, _ payload: JobPayload) -> NewMediaJob {
        var job = NewMediaJob(dialect: .job, type: type.rawValue, provider: "stub")
        job.work = payload.work
        job.contentKey = payload.key
        switch payload.work {
        case .order(.image)?: job.provider = settings.pictureProvider
        case .order(.speech)?: job.provider = settings.speechProvider
        case .transcript?: break
        case nil: job.failure = "No recogniser of speech is configured, and there is no stubTranscript."
        }
        return job
    }

    private func job(_ wish: EntityArt.Wish, in content: PackContent?, by provider: String?) -> NewMediaJob {
        NewMediaJob(
            EntityArt(wish, in: content), of: wish, by: provider ?? settings.pictureProvider)
    }

    /// The pack that an entity is looked up in: the one it names, that of the run, or Season 1.
    private func content(for entity: EntityRef, runID: String?) async throws -> PackContent? {
        if let runID {
            let content = try await surroundings.contentOfRun(runID)
            if entity.packID ?? content.pack.id == content.pack.id { return content }
        }
        return surroundings.pack(entity.packID ?? EntityArt.defaultPack).map {
            PackContent(pack: $0, campaign: nil)
        }
    }
}

extension NewMediaJob {
    init(_ art: EntityArt, of wish: EntityArt.Wish, by provider: String) {
        self.init(dialect: .art, type: wish.type.rawValue, provider: provider)
        entity = wish.entity
        switch art {
        case .lying(let path):
            self.provider = "static"
            self.path = path
            contentKey = .lying(wish.type, of: wish.entity, path: path)
        case .ordered(let order, let key):
            work = .order(.image(order))
            contentKey = key
        case .none(let reason):
            self.provider = wish.wantsStatic ? "static" : provider
            failure = reason
        }
    }
}
