import ApplianceTesting
import Core
import Glibc

/// Files of this repository that tests play.
enum Fixture {
    static let singleFilePack = "arrested_spring"

    /// A file by its path in the repository.
    static func read(_ path: String) throws -> [UInt8] { try readFile(self.path(path)) }

    static func path(_ path: String) -> String {
        // …/Tests/ApplianceTests/Fixture.swift
        "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/" + path
    }

    /// A single-file pack of three scenes.
    static func tale(title: String) -> [UInt8] {
        Array(
            """
            title: Сказ
            scenes:
              - {id: scn_001, title: "\(title)", summary: "Доски скрипят.", tags: [story]}
              - {id: scn_002, title: "Разговор", summary: "Паромщик щурится.", tags: [dialogue]}
              - {id: scn_003, title: "Берег", summary: "Вот и всё.", tags: [epilogue]}

            """.utf8)
    }

    static func readFile(_ path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw FixtureError(path: path, code: errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while case let count = Glibc.read(descriptor, &buffer, buffer.count), count > 0 { bytes += buffer[..<count] }
        return bytes
    }
}

struct FixtureError: Error {
    let path: String
    let code: Int32
}

extension TemporaryDirectory {
    /// Makes the folders on the way.
    func write(_ bytes: [UInt8], to name: String) throws {
        var folder = path
        for part in name.split(separator: "/").dropLast() {
            folder += "/\(part)"
            mkdir(folder, 0o700)
        }
        let descriptor = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard descriptor >= 0, Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
            throw FixtureError(path: name, code: errno)
        }
        close(descriptor)
    }

    /// Overwrites a file with rubbish from `offset` to its end.
    func spoil(_ name: String, from offset: Int) throws {
        let descriptor = open("\(path)/\(name)", O_WRONLY)
        guard descriptor >= 0 else { throw FixtureError(path: name, code: errno) }
        defer { close(descriptor) }
        let rubbish = [UInt8](repeating: 0x5A, count: Int(lseek(descriptor, 0, SEEK_END)) - offset)
        guard pwrite(descriptor, rubbish, rubbish.count, off_t(offset)) == rubbish.count else {
            throw FixtureError(path: name, code: errno)
        }
    }

    func read(_ name: String) throws -> [UInt8] { try Fixture.readFile("\(path)/\(name)") }
}

extension TemporaryDirectory {
    var isEmpty: Bool {
        get throws {
            guard let folder = opendir(path) else { throw FixtureError(path: path, code: errno) }
            defer { closedir(folder) }
            var count = 0
            while readdir(folder) != nil { count += 1 }
            return count == 2  // . and ..
        }
    }
}
