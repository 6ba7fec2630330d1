internal import Core
internal import Storage

/// Whom or what a picture shows: somebody or something of a pack.
package struct EntityRef: Sendable, Equatable {
    /// `scene`, `location`, `npc`, `monster`, `item`.
    package let kind: String
    package let id: String
    /// Nil: of the run's pack, or of Season 1.
    package let packID: String?

    package init(kind: String, id: String, packID: String? = nil) {
        self.kind = kind
        self.id = id
        self.packID = packID
    }

    var json: JSONValue {
        var members: [String: JSONValue] = ["kind": .string(kind), "id": .string(id)]
        if let packID { members["packId"] = .string(packID) }
        return .object(members)
    }

    init?(_ json: JSONValue) {
        guard let kind = json["kind"]?.stringValue, let id = json["id"]?.stringValue else { return nil }
        self.init(kind: kind, id: id, packID: json["packId"]?.stringValue)
    }
}

/// A job as it is told: a row of `media_job_results`.
struct MediaJob: Sendable {
    let id: String
    let dialect: JobDialect
    let type: String
    let status: JobStatus
    /// Who shall make it, or did.
    let provider: String
    let entity: EntityRef?
    /// Of a picture that lies in a pack.
    let path: String?
    /// The members of the result that are no link.
    let result: JSONValue?
    let error: String?
    let notice: String?
    let createdAt: Timestamp
    let updatedAt: Timestamp
    let asset: StoredAsset?
}

/// A job before its work is done: what whoever does it must know.
struct JobInWork: Sendable {
    let id: String
    let type: String
    let dialect: JobDialect
    let work: MediaWork
    let contentHash: String?
    var provider: String
    /// How often a provider has failed at it.
    let attempts: Int
    var notice: String?
}

/// A job that is new.
struct NewMediaJob: Sendable {
    let dialect: JobDialect
    let type: String
    var provider: String
    var work: MediaWork?
    var contentKey: ContentKey?
    var entity: EntityRef?
    /// It is done: the picture lies in the pack.
    var path: String?
    /// It is done: it cannot be made, for this reason.
    var failure: String?
}

/// Who wants a job, and what for.
struct MediaRequest: Sendable {
    /// Nil: the server itself, for a run.
    var playerID: PlayerID?
    var clientToken: String?
    var contentID: String?
    var runID: String?
    var sceneID: String?
}

extension MediaJob {
    /// The columns of `media_job_results`.
    init(row: Row) throws {
        id = row.text(0)
        guard let dialect = JobDialect(rawValue: row.text(1)), let status = JobStatus(rawValue: row.text(3)) else {
            preconditionFailure("BUG: a job speaks \(row.text(1)) and is \(row.text(3))")
        }
        (self.dialect, type, self.status) = (dialect, row.text(2), status)
        provider = row.text(4)
        entity = try row.optionalBlob(5).flatMap { EntityRef(try JSON.parse($0)) }
        path = row.optionalText(6)
        result = try row.optionalBlob(7).map { try JSON.parse($0) }
        error = row.optionalText(8)
        notice = row.optionalText(9)
        createdAt = row.time(10)
        updatedAt = row.time(11)
        asset = row.isNull(12) ? nil : StoredAsset(row: row, from: 12)
    }
}
