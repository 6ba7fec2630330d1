import Hashing
import Testing

@Suite("Random bytes, comparison, passwords")
struct SodiumTests {
    @Test("random bytes come in the asked number and differ")
    func random() {
        #expect(randomBytes(0).isEmpty)
        #expect(randomBytes(33).count == 33)
        #expect(randomBytes(16) != randomBytes(16))
    }

    @Test(
        "compares like ==",
        arguments: [([], []), ([1, 2, 3], [1, 2, 3]), ([1, 2, 3], [1, 2, 4]), ([1], [1, 2]), ([], [0])]
            as [([UInt8], [UInt8])])
    func comparison(left: [UInt8], right: [UInt8]) { #expect(constantTimeEqual(left, right) == (left == right)) }

    @Test("checks a password against the hash that the reference implementation of Argon2 gives")
    func knownPassword() {
        // phc-winner-argon2, src/test.c: t=2, m=2^16 KiB, p=1, salt "somesalt".
        let hash = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
        #expect(PasswordHash.matches("password", hash: hash))
        #expect(!PasswordHash.matches("Password", hash: hash))
        #expect(!PasswordHash.matches("password", hash: ""))
        #expect(!PasswordHash.matches("password", hash: String(repeating: "x", count: 500)))
    }

    @Test("hashes a password with a salt of its own")
    func password() throws {
        let first = try #require(PasswordHash.make("пароль"))
        let second = try #require(PasswordHash.make("пароль"))
        #expect(first != second)
        #expect(first.hasPrefix("$argon2id$"))
        #expect(PasswordHash.matches("пароль", hash: first))
        #expect(!PasswordHash.matches("парол", hash: first))
    }
}
