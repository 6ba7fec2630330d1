package import Core
package import Files
internal import Network

/// What can go wrong with media.
package enum MediaError: Error, Sendable {
    case noSuchAsset(String)
    /// A signed link whose time is over.
    case linkExpired
    /// A signed link that was not made here.
    case linkForged
    /// All assets together would take more than they may.
    case quotaFull(bytes: Int)
    /// Less room on the disk than `data.min_free`: art waits, play goes on.
    case nearlyFull
    /// The disk took a part of a file and no more; nothing of it was kept.
    case diskFull(cause: String)
    case file(FileFailure)
    case notAPicture(ImageError)
    case noSuchJob(String)
    /// It has come to its end already.
    case jobFinished(String)
    /// Somebody else has asked for it too.
    case jobShared(String)
    /// It has not failed, or there was nothing to be made.
    case notRetryable(String)
}

extension MediaError {
    init(_ failure: FileFailure) {
        self = failure.isDiskFull ? .diskFull(cause: "\(failure)") : .file(failure)
    }
}

extension MediaError: APIErrorConvertible {
    package var apiError: APIError {
        switch self {
        case .noSuchAsset(let name): return .notFound("There is no asset \(name).")
        case .linkExpired:
            return APIError(403, "link_expired", "This link is no longer valid; ask again for what showed it.")
        case .linkForged: return .forbidden("This link was not made by this server.")
        case .quotaFull(let bytes):
            return APIError(
                507, "media_quota",
                "Pictures and sounds take all of the \(bytes >> 20) MiB that they may (media.max_bytes), so no new ones "
                    + "are made. The game goes on.")
        case .nearlyFull:
            return APIError(
                507, "disk_full",
                "The server's disk is nearly full, so no new pictures and sounds are kept. Its host has to free some space."
            )
        case .diskFull(let cause):
            return APIError(
                507, "disk_full", "The server's disk is full, so nothing was kept. Its host has to free some space.",
                cause: cause)
        case .notAPicture(let error): return APIError(422, "not_a_picture", "\(error)")
        case .noSuchJob(let id): return .notFound("Media job \(id) does not exist.")
        case .jobFinished(let id): return .conflict("job_finished", "Media job \(id) has come to its end already.")
        case .jobShared(let id):
            return .conflict("job_shared", "Others wait for media job \(id) too, so it goes on.")
        case .notRetryable(let id):
            return .conflict("not_retryable", "Media job \(id) has not failed, or there was nothing to be made.")
        case .file(let failure):
            return APIError(500, "internal", "Something went wrong on the server.", cause: "\(failure)")
        }
    }
}

extension MediaError: CustomStringConvertible {
    package var description: String {
        let error = apiError
        return error.cause.map { "\(error.message) (\($0))" } ?? error.message
    }
}
