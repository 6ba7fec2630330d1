package import Storage

/// A real database in a folder of its own, for one test. Callers go on wherever their executor takes them.
package final class TemporaryStorage: Sendable {
    package let storage: Storage
    package let directory: TemporaryDirectory
    private let migrations: [Migration]
    /// The database file.
    package var path: String { "\(directory.path)/mimic.db" }

    /// - Parameter directory: nil for a new one; one that was made before may be a `FaultyDisk`, or hold a database.
    package convenience init(
        migrations: [Migration] = [], observer: StorageObserver = .none, in directory: TemporaryDirectory? = nil,
        configure: (inout StorageConfiguration) -> Void = { _ in }
    ) throws {
        try self.init(directory ?? TemporaryDirectory(), migrations, observer, configure)
    }

    private init(
        _ directory: TemporaryDirectory, _ migrations: [Migration], _ observer: StorageObserver,
        _ configure: (inout StorageConfiguration) -> Void
    ) throws {
        self.directory = directory
        self.migrations = migrations
        var configuration = StorageConfiguration(
            path: "\(directory.path)/mimic.db", applicationVersion: "0.0.0-test")
        configure(&configuration)
        storage = try Storage(configuration, migrations: migrations, deliver: { $0() }, observer: observer)
    }

    /// Closes this one and opens the same file again: a restart of the server.
    ///
    /// - Parameter migrations: another version's; nil for the same again.
    package func reopened(migrations: [Migration]? = nil) async throws -> TemporaryStorage {
        await storage.close()
        return try TemporaryStorage(directory, migrations ?? self.migrations, .none, { _ in })
    }
}
