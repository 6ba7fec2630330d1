import ApplianceTesting
import Storage

/// The small table that these tests write to.
enum Notes {
    static let migrations = [
        Migration(
            module: "notes", version: 1,
            """
            CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
            CREATE TABLE replies (
                id INTEGER PRIMARY KEY,
                note_id INTEGER NOT NULL REFERENCES notes (id) DEFERRABLE INITIALLY DEFERRED
            ) STRICT;
            """)
    ]

    @discardableResult
    static func insert(_ text: String, in connection: Connection) throws -> Int64 {
        guard
            let id = try connection.first(
                "INSERT INTO notes (text) VALUES (?1) RETURNING id", .text(text), map: { $0.integer(0) })
        else { throw Missing() }
        return id
    }

    static func all(in connection: Connection) throws -> [String] {
        try connection.all("SELECT text FROM notes ORDER BY text") { $0.text(0) }
    }

    struct Missing: Error {}
}
