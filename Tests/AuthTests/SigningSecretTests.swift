import ApplianceTesting
import Core
import Testing

@testable import Auth

#if canImport(Glibc)
    import Glibc
#endif

@Suite struct SigningSecretTests {
    @Test("makes a secret that only its owner can read, and keeps it") func generated() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path + "/jwt-secret"
        let first = try SigningSecret.load(configured: nil, path: path)
        #expect(first.count >= 32)
        #expect(try SigningSecret.load(configured: nil, path: path) == first)
        var status = stat()
        #expect(stat(path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
    }

    @Test("takes a configured one of 16 bytes and up") func configured() throws {
        let secret = try SigningSecret.load(configured: "Qx7-fragile-0042", path: "/nowhere/at/all")
        #expect(secret == Array("Qx7-fragile-0042".utf8))
    }

    @Test(
        "stops the start for a weak one",
        arguments: [("", .tooShort), ("fifteen bytes..", .tooShort), ("your-256-bit-secret", .wellKnown)]
            as [(String, SigningSecret.Problem)])
    func weak(secret: String, problem: SigningSecret.Problem) {
        #expect(throws: problem) { try SigningSecret.load(configured: secret, path: "/nowhere/at/all") }
    }

    @Test("says which file it cannot write") func unwritable() {
        #expect(throws: SigningSecret.Problem.file("/nowhere/at/all", reason: "No such file or directory")) {
            try SigningSecret.load(configured: nil, path: "/nowhere/at/all")
        }
    }
}
