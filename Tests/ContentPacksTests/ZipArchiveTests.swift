import ApplianceTesting
import Testing

@testable import ContentPacks

@Suite struct ZipArchiveTests {
    typealias Entry = TestZip.Entry

    private func read(_ entries: [Entry], _ archive: ZipArchive = ZipArchive()) -> Result<[String], ZipArchive.Failure>
    {
        do {
            return .success(try archive.files(of: TestZip(entries).bytes).map(\.path))
        } catch {
            return .failure(error)
        }
    }

    /// A thousand times "a", deflated.
    private static let thousand: Entry = {
        var entry = Entry("a.yaml", bytes: [75, 76, 28, 5, 163, 96, 20, 12, 119, 0, 0])
        entry.method = 8
        entry.size = 1000
        entry.checksum = TestZip.checksum(of: Array(repeating: UInt8(ascii: "a"), count: 1000))
        return entry
    }()

    @Test("reads stored and deflated files, sorted, and no folders")
    func reads() throws {
        var folder = Entry("world/")
        folder.mode = 0o040755
        var plain = Entry("world/b.yaml", "id: b")
        plain.mode = 0o100644
        let files = try ZipArchive().files(of: TestZip([folder, plain, Self.thousand]).bytes)
        #expect(files.map(\.path) == ["a.yaml", "world/b.yaml"])
        #expect(files[0].bytes == Array(repeating: UInt8(ascii: "a"), count: 1000))
        #expect(files[1].bytes == Array("id: b".utf8))
    }

    @Test("leaves out hidden files, copies and what macOS adds")
    func leftOut() {
        let names = [".git/config", "a/.hidden", "old.yaml~", "__MACOSX/a.yaml", "a.yaml"]
        #expect(read(names.map { Entry($0) }) == .success(["a.yaml"]))
    }

    private static let outside = "leads out of the archive, or nowhere"
    private static let strange = "has a character in its name that no file of a pack has"
    private static let refusedNames: [(name: String, problem: String)] = [
        ("../a", outside), ("a/../b", outside), ("/etc/passwd", outside), ("a//b", outside), ("./a", outside),
        ("a/.", outside), ("..", outside), ("a\\b", strange), ("C:a", strange), ("a\nb", strange),
        ("a\u{7F}b", strange), ("1/2/3/4/5/6/7", "lies too deep: at most 5 folders stand inside each other"),
        (String(repeating: "n", count: 256), "has too long a name"),
        // Slashes that are no characters of their own in Unicode.
        ("a\u{600}/../\u{338}b", outside), ("../\u{338}a", outside), ("a/\u{338}b", strange), ("a\u{600}/b", strange),
    ]

    @Test("refuses a name that leads anywhere but into the pack", arguments: refusedNames)
    func badNames(name: String, problem: String) {
        #expect(read([Entry(name, "x")]) == .failure(.entry(name, problem: problem)))
    }

    private static let notUTF8 = "has a name that is not UTF-8"

    @Test("refuses names that are not UTF-8, hold a zero, or are too long")
    func brokenNames() {
        var entry = Entry("a")
        entry.name = [0x61, 0xFF]
        #expect(read([entry]) == .failure(.entry("a\u{FFFD}", problem: Self.notUTF8)))
        entry.name = [0x61, 0, 0x62]
        guard case .failure(.entry) = read([entry]) else {
            Issue.record("a name with a zero")
            return
        }
        entry.name = Array(repeating: 0x61, count: 2000)
        let start = String(repeating: "a", count: 80)
        #expect(read([entry]) == .failure(.entry(start, problem: "has too long a name")))
    }

    private static let double = "is there twice, or differs from another in case only"

    @Test(
        "refuses two files of one name, also in another case or another form of Unicode, and a file that is a folder",
        arguments: [
            ["a.yaml", "a.yaml"], ["a.yaml", "A.YAML"], ["World/a", "world/b"], ["a", "a/b"], ["a/b", "a"],
            ["\u{E9}", "e\u{301}"], ["a/", "a"],
        ])
    func doubles(names: [String]) {
        #expect(read(names.map { Entry($0) }) == .failure(.entry(names[1], problem: Self.double)))
    }

    private static let refusedKinds: [(mode: UInt32?, flags: UInt16, method: UInt16, problem: String)] = [
        (0o120777, 0, 0, "is a link"), (0o020644, 0, 0, "is no plain file"), (0o040755, 0, 0, "is no plain file"),
        (nil, 1, 0, "is encrypted"),
        (nil, 0, 12, "is compressed in a way that not everybody can read: use deflate"),
        (nil, 0, 93, "is compressed in a way that not everybody can read: use deflate"),
    ]

    @Test("refuses links, devices, encrypted files and strange compression", arguments: refusedKinds)
    func kinds(mode: UInt32?, flags: UInt16, method: UInt16, problem: String) {
        var entry = Entry("a", "b")
        (entry.mode, entry.flags, entry.method) = (mode, flags, method)
        #expect(read([entry]) == .failure(.entry("a", problem: problem)))
    }

    /// Every failure that is not of one entry, as it is told.
    private static let uploadFailures: [(failure: PackUpload.Failure, message: String)] = [
        (.archive(.damaged), "it is no .zip file, or a damaged one"),
        (.archive(.tooMany), "it has too many files"),
        (.archive(.tooBig("a.svg")), "it is too big when unpacked, at \"a.svg\""),
        (.archive(.entry("a", problem: "is a link")), "\"a\" is a link"),
        (.noPack, "there is no pack.yaml, neither at the top nor in the one folder at the top"),
        (.noID, "pack.yaml has no id of a-z, 0-9, _ and -, by which the pack's folder is called"),
        (.badName("../x"), "\"../x\" is no id: a-z, 0-9, _ and -, at most 64"),
    ]

    @Test("says what is wrong with an upload", arguments: uploadFailures)
    func failures(failure: PackUpload.Failure, message: String) { #expect(failure.description == message) }

    /// What `BrokenPackTests` asks to be met.
    static var messages: [String] {
        uploadFailures.map(\.message) + refusedNames.map(\.problem) + refusedKinds.map(\.problem) + [notUTF8, double]
    }

    @Test("counts what comes out, whatever the archive says: of a file, of all, and how many")
    func bombs() {
        var archive = ZipArchive()
        archive.fileBytes = 999
        #expect(read([Self.thousand], archive) == .failure(.tooBig("a.yaml")))
        var lying = Self.thousand
        lying.size = 10
        #expect(throws: ZipArchive.Failure.self) { try archive.files(of: TestZip([lying]).bytes) }
        archive = ZipArchive()
        archive.totalBytes = 1500
        var second = Self.thousand
        second.name = Array("b.yaml".utf8)
        #expect(read([Self.thousand, second], archive) == .failure(.tooBig("b.yaml")))
        archive = ZipArchive()
        archive.entries = 3
        #expect(read((0..<3).map { Entry("f\($0)") }, archive) == .success(["f0", "f1", "f2"]))
        #expect(read((0..<4).map { Entry("f\($0)") }, archive) == .failure(.tooMany))
    }

    @Test("refuses what is damaged")
    func damaged() {
        var entry = Entry("a", "content")
        entry.checksum = 7
        #expect(read([entry]) == .failure(.damaged))
        #expect(throws: ZipArchive.Failure.damaged) { try ZipArchive().files(of: []) }
        #expect(read([]) == .failure(.damaged), "nothing in it")
        #expect(throws: ZipArchive.Failure.damaged) { try ZipArchive().files(of: Array("no zip at all".utf8)) }
    }

    @Test("survives an archive that is cut anywhere, and one with any byte changed")
    func mutilated() {
        let bytes = TestZip([Entry("a.yaml", "id: a"), Self.thousand, Entry("b/c.yaml", "id: c")]).bytes
        for count in bytes.indices { _ = try? ZipArchive().files(of: Array(bytes[..<count])) }
        for index in bytes.indices {
            for value: UInt8 in [0, 1, 0x7F, 0xFF] {
                var changed = bytes
                changed[index] = value
                if let files = try? ZipArchive().files(of: changed) {
                    #expect(files.allSatisfy { !$0.path.contains("..") && !$0.path.hasPrefix("/") })
                }
            }
        }
    }

    @Test("finds the pack at the top, or in the one folder there, and calls it by its id")
    func uploads() throws {
        let manifest = "id: moor\ntitle: Moor\n"
        let top = try PackUpload(zip: TestZip(["pack.yaml": manifest, "npcs/a.yaml": "x"]).bytes)
        #expect(top.source.name == "moor")
        #expect(top.source.files.map(\.path) == ["npcs/a.yaml", "pack.yaml"])
        let inner = try PackUpload(zip: TestZip(["any/pack.yaml": manifest, "any/npcs/a.yaml": "x"]).bytes)
        #expect(inner.source == top.source)
        func failure(_ files: [String: String]) -> PackUpload.Failure? {
            do {
                _ = try PackUpload(zip: TestZip(files).bytes)
                return nil
            } catch {
                return error
            }
        }
        #expect(failure(["readme.txt": ""]) == .noPack)
        #expect(failure(["a/pack.yaml": manifest, "b/x.yaml": ""]) == .noPack)
        #expect(failure(["pack.yaml": "title: Moor"]) == .noID)
        #expect(failure(["pack.yaml": "id: ../moor"]) == .noID)
        #expect(failure(["pack.yaml": "id: [a]"]) == .noID)
        #expect(try PackUpload(yaml: [], name: "letter").source.name == "letter.yaml")
        #expect(throws: PackUpload.Failure.badName("../x")) { try PackUpload(yaml: [], name: "../x") }
        #expect(throws: PackUpload.Failure.badName("pack")) { try PackUpload(yaml: [], name: "pack") }
    }
}
