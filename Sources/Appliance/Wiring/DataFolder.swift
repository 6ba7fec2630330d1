internal import FoundationEssentials
internal import Glibc

/// The folder with everything that a server keeps: `mimic.db`, `assets/`, `packs/`, `snapshots/`, the generated secret.
struct DataFolder: Sendable {
    let path: String

    var database: String { path + "/mimic.db" }
    var packs: String { path + "/packs" }
    /// Pictures and sounds, made with the first of them.
    var assets: String { path + "/assets" }
    /// What access tokens are signed with, when the configuration does not say.
    var secret: String { path + "/jwt-secret" }

    /// Makes the folders that are missing, readable for their owner alone.
    ///
    /// - Throws: `Failure` that names the folder and what to do. Whether the database can be written, Storage tells.
    static func open(_ path: String) throws -> DataFolder {
        let folder = DataFolder(path: path)
        try makeFolders(path)
        try makeFolders(folder.packs)
        return folder
    }

    /// A fresh folder below TMPDIR or /tmp.
    static func makeTemporary() throws -> DataFolder {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/mimic-demo-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw Failure.failed("mimic: no temporary folder below \(parent): \(reason()). Name one with --data.")
        }
        let bytes = template.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
        return try open(String(decoding: bytes, as: UTF8.self))
    }

    /// Removes the folder with all that is in it.
    func remove() { try? FileManager.default.removeItem(atPath: path) }

    private static func makeFolders(_ path: String) throws {
        var prefix = path.hasPrefix("/") ? "" : "."
        for name in path.split(separator: "/") {
            prefix += "/" + name
            if mkdir(prefix, 0o700) != 0 && errno != EEXIST {
                throw Failure.failed(
                    "mimic: the folder \(prefix) cannot be made: \(reason()). "
                        + "Make it and give it to the user that runs mimic, or name another with --data.")
            }
        }
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw Failure.failed("mimic: \(path) is not a folder. Name another with --data.")
        }
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}
