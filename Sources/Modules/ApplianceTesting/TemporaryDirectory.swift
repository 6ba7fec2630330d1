internal import FoundationEssentials
internal import Hashing

/// A new empty folder, removed with all that is in it when the last reference goes.
package final class TemporaryDirectory: Sendable {
    package let path: String

    package init() throws {
        let name = "mimic-test-\(Hex.encode(randomBytes(8)))"
        path = FileManager.default.temporaryDirectory.appending(path: name).path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit {
        // A test that failed half-way may have left it unremovable; the system's own cleaning takes it then.
        try? FileManager.default.removeItem(atPath: path)
    }
}
