package import Core

/// Where the database is and how it is used.
package struct StorageConfiguration: Sendable {
    /// The database file; its folder must exist. Beside it come `-wal`, `-shm`, `.lock` and the folder `snapshots`.
    package var path: String
    /// Reader threads, 1...16.
    package var readers: Int
    /// Jobs that may wait for the writer, and as many for the readers; more are refused with `queueFull`.
    package var queueLimit: Int
    /// How long a transaction waits for a program from outside (the sqlite3 shell) that holds the database; nobody else
    /// can make us wait.
    package var patience = defaultPatience
    package static let defaultPatience = Duration.seconds(5)
    /// Pages of 4 KiB in the log from which on it is copied into the database; 8,000 are 32 MiB. A page that many
    /// transactions have changed is copied once; a server that was killed reads so much more at its next start, some 20 ms.
    package var checkpointPages = 8000
    /// Written beside each migration, so that an older binary can name the one it takes.
    package var applicationVersion: String
    /// For `migrations.applied_at` and the names of snapshots.
    package var clock: Clock

    package init(
        path: String, readers: Int = 2, queueLimit: Int = 10_000, applicationVersion: String, clock: Clock = .system
    ) {
        precondition((1...16).contains(readers) && queueLimit >= 1, "BUG: storage configuration out of bounds")
        self.path = path
        self.readers = readers
        self.queueLimit = queueLimit
        self.applicationVersion = applicationVersion
        self.clock = clock
    }
}
