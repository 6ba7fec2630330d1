package import Storage

/// A real database in a folder of its own, for one test. Callers go on wherever their executor takes them.
package final class TemporaryStorage: Sendable {
    package let storage: Storage
    package let directory: TemporaryDirectory
    private let migrations: [Migration]
    /// The database file.
    package var path: String { "\(directory.path)/mimic.db" }

    package convenience init(
        migrations: [Migration] = [], queueLimit: Int = 10_000, observer: StorageObserver = .none
    ) throws {
        try self.init(TemporaryDirectory(), migrations, queueLimit, observer)
    }

    private init(
        _ directory: TemporaryDirectory, _ migrations: [Migration], _ queueLimit: Int, _ observer: StorageObserver
    ) throws {
        self.directory = directory
        self.migrations = migrations
        storage = try Storage(
            StorageConfiguration(
                path: "\(directory.path)/mimic.db", queueLimit: queueLimit, applicationVersion: "0.0.0-test"),
            migrations: migrations, deliver: { $0() }, observer: observer)
    }

    /// Closes this one and opens the same file again: a restart of the server.
    ///
    /// - Parameter migrations: another version's; nil for the same again.
    package func reopened(migrations: [Migration]? = nil) async throws -> TemporaryStorage {
        await storage.close()
        return try TemporaryStorage(directory, migrations ?? self.migrations, 10_000, .none)
    }
}
