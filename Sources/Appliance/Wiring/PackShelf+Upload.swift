internal import ContentPacks
internal import Core
internal import Files
internal import Network
internal import Observability
internal import Storage

/// What came of an upload.
struct UploadOutcome: Sendable {
    let standing: PackStanding
    /// Of what was in force before; nil: nothing was.
    let replaced: String?
}

extension PackShelf {
    /// Checks a pack as a start would, and, unless it is a dry run, puts it into the host's folder and into force.
    /// Within `inTurn` only.
    ///
    /// - Parameter audit: what the audit log tells of it, from the moment in which it is in force.
    /// - Throws: 422 with what is wrong; 409 when its folder is another pack's; 507 when the disk is full.
    func take(
        _ upload: PackUpload, isDryRun: Bool, audit: (UploadOutcome) -> AuditEntry
    ) async throws -> PackStanding {
        let (folder, present) = (folder, packs)
        let upload = upload.replacing(present.library.standings)
        let before = present.library.standings.first { !$0.isBuiltIn && $0.source == upload.source.name }
        let checked = try await onWorker { try Packs.load(folder: folder, after: present, with: upload.source) }
        guard
            let standing = checked.library.standings.first(where: { !$0.isBuiltIn && $0.source == upload.source.name })
        else { fatalError("BUG: an upload that is not there") }
        guard standing.state == .loaded else { throw Self.refusal(of: standing) }
        if let other = before?.entry?.pack.id, other != standing.entry?.pack.id {
            throw APIError.conflict(
                "folder_taken",
                "The folder \(standing.source) holds another pack, \(other): call that folder otherwise.")
        }
        let outcome = UploadOutcome(standing: standing, replaced: before?.entry?.contentHash)
        if isDryRun { return standing }
        do {
            try await onWorker { try PackWriter(folder: folder).put(upload.source) }
        } catch let failure as FileFailure {
            throw APIError(
                failure.isDiskFull ? 507 : 500, failure.isDiskFull ? "disk_full" : "internal",
                "The pack could not be written. What was there before is as it was.", cause: "\(failure)")
        }
        let entry = audit(outcome)
        let isInForce = await bringIntoForce { try AuditLog.append(entry, now: .systemNow(), in: $0) }
        guard isInForce else {
            throw APIError(500, "internal", "The pack is written, and could not be brought into force: see the log.")
        }
        return standing
    }

    /// Errors first: at most so many problems are told.
    private static let told = 200

    private static func refusal(of standing: PackStanding) -> APIError {
        let errors = standing.problems.filter { $0.severity == .error }
        let details = (errors + standing.problems.filter { $0.severity == .warning }).prefix(told).map { problem in
            let place = problem.position
            return APIError.Detail(
                field: "\(place.file):\(place.line):\(place.column)", problem: "\(problem.severity): \(problem.message)"
            )
        }
        return APIError(
            422, "broken_pack", "The pack has \(errors.count) errors; nothing was changed.", details: Array(details))
    }
}
