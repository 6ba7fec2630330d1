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
        for path in ["b/two.yaml", "one.yaml", ".hidden", "old.yaml~", "link.yaml"] { unlink("\(folder)/\(path)") }
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
        #expect(throws: FolderReader.Failure.tooBig(path: "\(folder)/one.yaml")) { try reader.files(in: folder) }
        reader = FolderReader()
        reader.totalBytes = 3
        #expect(throws: FolderReader.Failure.self) { try reader.files(in: folder) }
        reader = FolderReader()
        reader.depth = 0
        #expect(throws: FolderReader.Failure.tooDeep(path: "\(folder)/b")) { try reader.files(in: folder) }
        reader = FolderReader()
        reader.files = 1
        #expect(throws: FolderReader.Failure.self) { try reader.files(in: folder) }
    }

    @Test("tells which folder cannot be read")
    func missing() {
        #expect(throws: FolderReader.Failure.cannotRead(path: "/nowhere/at/all", errno: ENOENT)) {
            try FolderReader().files(in: "/nowhere/at/all")
        }
        #expect(
            FolderReader.Failure.cannotRead(path: "/x", errno: ENOENT).description == "/x: No such file or directory")
    }
}
