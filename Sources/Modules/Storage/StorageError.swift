internal import CSQLite
package import Core

/// What can go wrong with the database, once it is open.
package enum StorageError: Error, Equatable, Sendable {
    /// More jobs wait than `StorageConfiguration.queueLimit`; the job was not run.
    case queueFull
    /// `close` was called; the job was not run.
    case closed
    /// No room for the change; nothing of the transaction was kept.
    case diskFull(SQLiteFailure)
    /// UNIQUE, FOREIGN KEY, CHECK or NOT NULL; only this job was undone.
    case constraint(SQLiteFailure)
    /// Another process holds the database longer than the busy timeout.
    case busy(SQLiteFailure)
    /// Anything else, corruption and I/O errors included.
    case sqlite(SQLiteFailure)
    /// The transaction ended under a job that did not end it: the body ran COMMIT, or swallowed a fatal error.
    case transactionLost
    /// The database could not be opened.
    case cannotOpen(OpenProblem)

    init(_ failure: SQLiteFailure) {
        switch failure.primaryCode {
        case _ where failure.isDiskFull: self = .diskFull(failure)
        case SQLITE_CONSTRAINT: self = .constraint(failure)
        case SQLITE_BUSY, SQLITE_LOCKED: self = .busy(failure)
        default: self = .sqlite(failure)
        }
    }

    /// SQLite's words, if it was SQLite that failed.
    package var failure: SQLiteFailure? {
        switch self {
        case .diskFull(let failure), .constraint(let failure), .busy(let failure), .sqlite(let failure): failure
        case .queueFull, .closed, .transactionLost, .cannotOpen: nil
        }
    }

    /// A second row with a key that must be unique.
    package var isUniqueViolation: Bool {
        guard case .constraint(let failure) = self else { return false }
        return failure.code == csqliteConstraintUnique || failure.code == csqliteConstraintPrimaryKey
    }

    /// A reference to a row that is not there, or a deletion of one that is referred to.
    package var isForeignKeyViolation: Bool {
        guard case .constraint(let failure) = self else { return false }
        return failure.code == csqliteConstraintForeignKey
    }

    /// The file itself cannot be trusted or used any more: the server should stop rather than go on.
    package var isFatal: Bool {
        guard case .sqlite(let failure) = self else { return false }
        return isReadOnly || [SQLITE_CORRUPT, SQLITE_NOTADB].contains(failure.primaryCode)
    }

    /// The database is sound and takes no changes: its disk was mounted read-only, as Linux does after an error.
    package var isReadOnly: Bool {
        guard case .sqlite(let failure) = self else { return false }
        return failure.isReadOnly
    }
}

extension StorageError: APIErrorConvertible {
    package var apiError: APIError {
        switch self {
        case .queueFull:
            return APIError(
                503, "busy", "The server has more to write than it can take in; try again in a moment.", retryAfter: 1)
        case .closed:
            return APIError(503, "stopping", "The server is stopping; try again in a moment.", retryAfter: 5)
        case .busy(let failure):
            return APIError(
                503, "busy", "The database is in use by another program; try again in a moment.", retryAfter: 1,
                cause: failure.description)
        case .diskFull(let failure):
            return APIError(
                507, "disk_full", "The server's disk is full, so nothing was saved. Its host has to free some space.",
                cause: failure.description)
        case .constraint, .sqlite, .transactionLost, .cannotOpen:
            return APIError(500, "internal", "Something went wrong on the server.", cause: description)
        }
    }
}

extension StorageError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .queueFull: "The write queue is full."
        case .closed: "The database is closed."
        case .transactionLost: "The transaction ended before its jobs did."
        case .cannotOpen(let problem): problem.description
        case .diskFull(let failure), .constraint(let failure), .busy(let failure), .sqlite(let failure):
            failure.description
        }
    }
}

// SQLITE_CONSTRAINT | n << 8: macros with arithmetic, which Swift does not import.
private let csqliteConstraintForeignKey: Int32 = SQLITE_CONSTRAINT | 3 << 8
private let csqliteConstraintPrimaryKey: Int32 = SQLITE_CONSTRAINT | 6 << 8
private let csqliteConstraintUnique: Int32 = SQLITE_CONSTRAINT | 8 << 8
