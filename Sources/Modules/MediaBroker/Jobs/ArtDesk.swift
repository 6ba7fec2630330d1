package import Core
package import Storage

/// Gives a run its pictures, in the transaction of whoever needs one: at once where there is one, else by a job. Any
/// thread.
///
/// After the COMMIT of a transaction in which a job was made, `MediaBrokerModule.wake` begins it.
package struct ArtDesk: Sendable {
    /// Whose picture is wanted, and for which run.
    package struct Wish: Sendable {
        package let type: ArtType
        package let entity: EntityRef
        package let runID: String
        /// The scene in which it is shown.
        package var sceneID: String?

        package init(_ type: ArtType, of entity: EntityRef, runID: String, sceneID: String? = nil) {
            self.type = type
            self.entity = entity
            self.runID = runID
            self.sceneID = sceneID
        }
    }

    package enum Answer: Sendable, Equatable {
        /// It is there.
        case ready(url: String, assetID: String?)
        /// A placeholder until `media.job.done` tells of this job.
        case pending(jobID: String)
        /// A placeholder for good: there is none, or it could not be made.
        case none
    }

    let links: AssetLinks
    let settings: MediaSettings

    /// The same wish again is answered by the same job, whoever asked first.
    ///
    /// - Parameter ordersNew: whether a picture that nobody has asked for yet is queued; false only looks.
    package func picture(
        _ wish: Wish, in content: PackContent, ordersNew: Bool = true, now: Timestamp, in connection: Connection
    ) throws -> Answer {
        switch EntityArt(EntityArt.Wish(type: wish.type, entity: wish.entity), in: content) {
        case .none: return .none
        case .lying(let path): return .ready(url: links.url(ofPath: path), assetID: nil)
        case .ordered(let order, let key):
            if let job = try MediaJobStore.find(content: key, in: connection) {
                if let url = job.url(links, now: now) { return .ready(url: url, assetID: job.asset?.id) }
                try MediaJobStore.note(request(wish), of: job.id, now: now, in: connection)
                return .pending(jobID: job.id)
            }
            // What has failed is not ordered again and again by everybody who looks at the scene.
            guard ordersNew, try !MediaJobStore.hasFailed(content: key, in: connection) else { return .none }
            var job = NewMediaJob(dialect: .art, type: wish.type.rawValue, provider: settings.pictureProvider)
            job.entity = wish.entity
            job.work = .order(.image(order))
            job.contentKey = key
            let id = try MediaJobStore.insert(job, now: now, in: connection)
            try MediaJobStore.note(request(wish), of: id, now: now, in: connection)
            return .pending(jobID: id)
        }
    }

    private func request(_ wish: Wish) -> MediaRequest {
        MediaRequest(playerID: nil, runID: wish.runID, sceneID: wish.sceneID)
    }
}
