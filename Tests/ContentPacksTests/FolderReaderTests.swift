import Glibc
import Testing

@testable import ContentPacks

@Suite final class FolderReaderTests {
    private let folder: String

    init() throws {
        var template = Array("/tmp/mimic-packs-XXXXXX".utf8CString)
        folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    }

    deinit {
        for path in ["b/two.yaml", "one.yaml", ".hidden", "old.yaml~", "link.yaml", "big.yaml"] {
            unlink("\(folder)/\(path)")
        }
        rmdir("\(folder)/b")
        rmdir(folder)
    }

    private func write(_ path: String, _ text: String) throws {
        let file = try #require(fopen("\(folder)/\(path)", "w"))
        fputs(text, file)
        fclose(file)
    }

    private func fill() throws {
        mkdir("\(folder)/b", 0o700)
        try write("b/two.yaml", "2")
        try write("one.yaml", "111")
        try write(".hidden", "x")
        try write("old.yaml~", "x")
        symlink("/etc/passwd", "\(folder)/link.yaml")
    }

    @Test("reads files below a folder, and neither hidden ones, nor copies, nor links")
    func reading() throws {
        try fill()
        #expect(
            try FolderReader().files(in: folder) == [
                PackFile(path: "b/two.yaml", bytes: Array("2".utf8)),
                PackFile(path: "one.yaml", bytes: Array("111".utf8)),
            ])
    }

    @Test("keeps its limits")
    func limits() throws {
        try fill()
        var reader = FolderReader()
        reader.fileBytes = 2
        #expect(throws: FolderReader.Failure.tooBig(path: "\(folder)/one.yaml", limit: 2)) {
            try reader.files(in: folder)
        }
        reader = FolderReader()
        reader.totalBytes = 3
        #expect(throws: FolderReader.Failure.tooMuch(path: "\(folder)/one.yaml", limit: 3)) {
            try reader.files(in: folder)
        }
        reader = FolderReader()
        reader.depth = 0
        #expect(throws: FolderReader.Failure.tooDeep(path: "\(folder)/b", limit: 0)) { try reader.files(in: folder) }
        reader = FolderReader()
        reader.files = 1
        #expect(throws: FolderReader.Failure.tooMany(path: folder, limit: 1)) { try reader.files(in: folder) }
    }

    /// Every failure, as it is told.
    private static let failures: [(failure: FolderReader.Failure, message: String)] = [
        (.cannotRead(path: "/x", errno: ENOENT), "/x: No such file or directory"),
        (.tooBig(path: "x/a.svg", limit: 16 << 20), "x/a.svg: a file of a pack has at most 16777216 bytes"),
        (.tooMuch(path: "x/a.svg", limit: 256 << 20), "x/a.svg: with this file the pack has more than 268435456 bytes"),
        (.tooMany(path: "x/b", limit: 4000), "x/b: a pack has at most 4000 files and folders"),
        (.tooDeep(path: "x/b", limit: 6), "x/b: at most 6 folders stand inside each other"),
        (.noPack(path: "x.md"), "x.md: not a pack: name its folder, or the file of a single-file pack"),
    ]

    /// What `BrokenPackTests` asks to be met.
    static var messages: [String] { failures.map(\.message) }

    @Test("says what is wrong with a folder", arguments: failures)
    func failures(failure: FolderReader.Failure, message: String) { #expect(failure.description == message) }

    @Test("tells which folder cannot be read")
    func missing() {
        #expect(throws: FolderReader.Failure.cannotRead(path: "/nowhere/at/all", errno: ENOENT)) {
            try FolderReader().files(in: "/nowhere/at/all")
        }
    }

    @Test("reads each pack of a folder by itself: one that is too big takes nothing from the others")
    func packs() throws {
        try fill()
        try write("big.yaml", "12345")
        var reader = FolderReader()
        reader.fileBytes = 4
        let sources = try reader.packs(in: folder)
        #expect(sources.map(\.name) == ["b", "big.yaml", "one.yaml"])
        #expect(sources.map(\.files.count) == [1, 0, 1])
        #expect(sources[0].files == [PackFile(path: "two.yaml", bytes: Array("2".utf8))])
        let problems = sources[1].read().problems.map(\.description)
        #expect(problems == ["big.yaml:1:1: error: \(folder)/big.yaml: a file of a pack has at most 4 bytes"])
        #expect(throws: FolderReader.Failure.cannotRead(path: folder + "/none", errno: ENOENT)) {
            try reader.packs(in: folder + "/none")
        }
    }
}
