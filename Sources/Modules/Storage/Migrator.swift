internal import Core
internal import Files

/// Brings the schema up to date: each migration in a transaction of its own, in order, once.
///
/// The table `migrations` says which have run and which version of Mimic ran them.
struct Migrator {
    private let configuration: StorageConfiguration
    private let migrations: [Migration]

    /// One row of `migrations`.
    private struct Applied {
        let module: String
        let version: Int
        let applicationVersion: String
    }

    init(_ configuration: StorageConfiguration, _ migrations: [Migration]) {
        var versions: [String: Int] = [:]
        for migration in migrations {
            precondition(
                migration.version == versions[migration.module, default: 0] + 1,
                "BUG: migration \(migration.module) \(migration.version) is out of order")
            versions[migration.module] = migration.version
        }
        self.configuration = configuration
        self.migrations = migrations
    }

    /// - Throws: `StorageError.cannotOpen`: newerSchema, migrationFailed, diskFull and others. The database is
    ///   then as it was before the step that failed.
    func run(on connection: Connection) throws(StorageError) {
        do {
            try migrate(connection)
        } catch {
            throw .whileOpening(configuration.path, error)
        }
    }

    private func migrate(_ connection: Connection) throws {
        try connection.runScript(
            """
            CREATE TABLE IF NOT EXISTS migrations (
                module TEXT NOT NULL,
                version INTEGER NOT NULL,
                application_version TEXT NOT NULL,
                applied_at INTEGER NOT NULL,
                PRIMARY KEY (module, version)
            ) STRICT
            """)
        let applied = try connection.all(
            "SELECT module, version, application_version FROM migrations ORDER BY applied_at"
        ) { Applied(module: $0.text(0), version: $0.int(1), applicationVersion: $0.text(2)) }
        try refuseNewer(applied)
        let done = Set(applied.map { "\($0.module) \($0.version)" })
        let pending = migrations.filter { !done.contains("\($0.module) \($0.version)") }
        if pending.isEmpty { return }
        let snapshot = applied.isEmpty ? nil : try writeSnapshot(before: applied.count + 1)
        // Off while tables are rebuilt (https://sqlite.org/lang_altertable.html#otheralter); each migration is checked.
        // It has no effect within a transaction, so it is set around all of them.
        try connection.runScript("PRAGMA foreign_keys = OFF")
        for migration in pending { try apply(migration, to: connection, snapshot: snapshot) }
        try connection.runScript("PRAGMA foreign_keys = ON")
        // Not before all have gone well: until then an older copy may be the one that is needed.
        Snapshot.prune(in: snapshotFolder)
    }

    private func refuseNewer(_ applied: [Applied]) throws {
        let known = Set(migrations.map { "\($0.module) \($0.version)" })
        // The last one that is unknown was written by the newest.
        guard let stranger = applied.last(where: { !known.contains("\($0.module) \($0.version)") }) else { return }
        throw StorageError.cannotOpen(
            .newerSchema(
                path: configuration.path, module: stranger.module, version: stranger.version,
                writtenBy: stranger.applicationVersion, running: configuration.applicationVersion))
    }

    private var snapshotFolder: String { Files.folder(of: configuration.path) + "/snapshots" }

    /// - Returns: its path: `<folder>/snapshots/mimic-<time>-before-<number of the first pending migration>.db`.
    private func writeSnapshot(before number: Int) throws -> String {
        let folder = snapshotFolder
        do throws(FileFailure) {
            if try Files.makeFolder(folder) { try Files.synchronise(Files.folder(of: folder)) }
        } catch {
            throw StorageError.cannotOpen(.folderReadOnly(folder: Files.folder(of: configuration.path)))
        }
        let path = "\(folder)/\(Snapshot.name(before: number, at: configuration.clock.now()))"
        try Snapshot.write(of: configuration.path, to: path)
        return path
    }

    private func apply(_ migration: Migration, to connection: Connection, snapshot: String?) throws {
        do {
            try connection.run("BEGIN IMMEDIATE")
            try connection.runScript(migration.sql)
            let orphan = try connection.first("PRAGMA foreign_key_check") { $0.text(0) }
            if let orphan { throw problem(migration, "a row of \(orphan) refers to one that is not there", snapshot) }
            try connection.run(
                "INSERT INTO migrations (module, version, application_version, applied_at) VALUES (?1, ?2, ?3, ?4)",
                .text(migration.module), .int(migration.version), .text(configuration.applicationVersion),
                .time(configuration.clock.now()))
            try connection.run("COMMIT")
        } catch {
            connection.rollBack()
            switch error {
            case StorageError.diskFull, StorageError.cannotOpen: throw error
            default: throw problem(migration, "\(error)", snapshot)
            }
        }
    }

    private func problem(_ migration: Migration, _ reason: String, _ snapshot: String?) -> StorageError {
        .cannotOpen(
            .migrationFailed(
                path: configuration.path, module: migration.module, version: migration.version, reason: reason,
                snapshot: snapshot))
    }
}
