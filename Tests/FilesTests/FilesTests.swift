import ApplianceTesting
import Glibc
import Testing

@testable import Files

@Suite("Files") struct FilesTests {
    private let directory: TemporaryDirectory
    private func path(_ name: String) -> String { "\(directory.path)/\(name)" }

    init() throws { directory = try TemporaryDirectory() }

    @Test("writes a new file for its owner alone, and none that is there") func write() throws {
        try Files.write(Array("one".utf8), toNew: path("a"))
        var status = stat()
        #expect(stat(path("a"), &status) == 0 && status.st_mode & 0o777 == 0o600 && status.st_size == 3)
        #expect(throws: FileFailure(path("a"), EEXIST)) { try Files.write(Array("other".utf8), toNew: path("a")) }
        #expect(stat(path("a"), &status) == 0 && status.st_size == 3)
        #expect(throws: FileFailure(path("no/a"), ENOENT)) { try Files.write([], toNew: path("no/a")) }
    }

    @Test("makes a folder once, and names what is in it") func folders() throws {
        #expect(try Files.makeFolder(path("f")))
        #expect(try !Files.makeFolder(path("f")))
        #expect(throws: FileFailure(path("no/f"), ENOENT)) { try Files.makeFolder(path("no/f")) }
        try Files.write([], toNew: path("f/.hidden"))
        try Files.write([], toNew: path("f/shown"))
        #expect(Set(Files.names(in: path("f"))) == [".hidden", "shown"])
        #expect(Files.names(in: path("no")).isEmpty)
    }

    @Test("moves over what is there") func move() throws {
        try Files.write(Array("new".utf8), toNew: path("draft"))
        try Files.write(Array("old, and longer".utf8), toNew: path("a"))
        try Files.move(path("draft"), to: path("a"))
        #expect(Files.names(in: directory.path) == ["a"])
        var status = stat()
        #expect(stat(path("a"), &status) == 0 && status.st_size == 3)
        #expect(throws: FileFailure(path("b"), ENOENT)) { try Files.move(path("draft"), to: path("b")) }
    }

    @Test("finds the folder of a path", arguments: [("a", "."), ("/a", "/"), ("/a/b", "/a"), ("a/b/c", "a/b")])
    func folder(path: String, folder: String) { #expect(Files.folder(of: path) == folder) }

    @Test("says what happened to which file") func failure() {
        let failure = FileFailure("/a", ENOSPC)
        #expect("\(failure)" == "/a: No space left on device")
        #expect(failure.isDiskFull && FileFailure("/a", EDQUOT).isDiskFull && !failure.isMissing)
        #expect(FileFailure("/a", ENOENT).isMissing)
    }
}
