internal import Core
internal import Files
internal import Glibc
internal import Hashing

/// The secret that access tokens are signed with.
package enum SigningSecret {
    /// Why the server must not start.
    package enum Problem: Error, Equatable, Sendable, CustomStringConvertible {
        /// Shorter than 16 bytes.
        case tooShort
        /// An example that everybody knows.
        case wellKnown
        /// The file could not be read or written; the text is the operating system's.
        case file(String, reason: String)

        package var description: String {
            switch self {
            case .tooShort: "the JWT secret is shorter than 16 bytes; leave it out and the server makes one"
            case .wellKnown: "the JWT secret is a published example; leave it out and the server makes one"
            case .file(let path, let reason):
                "the JWT secret \(path) cannot be used: \(reason). Let the user that runs mimic read it and write to its "
                    + "folder, or set auth.jwt_secret"
            }
        }
    }

    package static let minimumCount = 16

    /// Examples from manuals and tutorials that are long enough to pass for a secret.
    package static let wellKnown: Set<String> = [
        "your-256-bit-secret", "your-secret-key-here", "your_jwt_secret_here", "your-super-secret-jwt-token",
        "change-me-in-production", "change_me_in_production", "changeme-changeme", "replace-with-strong-secret",
        "please-change-this-secret", "super-secret-jwt-key", "supersecretjwtkey", "development-secret-key",
        "dev-secret-change-me", "insecure-dev-secret", "jwt-secret-change-me", "example-jwt-secret",
        "a-string-secret-at-least-256-bits-long", "0123456789abcdef", "1234567890123456",
        "0123456789abcdef0123456789abcdef", "secretsecretsecretsecret", "secretsecretsecret",
    ]

    /// The configured secret, or the one kept in `path`, which the first start makes (32 random bytes, mode 0600).
    ///
    /// Reads and writes a file: call it before the loop turns.
    package static func load(configured: String?, path: String) throws(Problem) -> [UInt8] {
        if let configured {
            guard configured.utf8.count >= minimumCount else { throw .tooShort }
            guard !wellKnown.contains(configured) else { throw .wellKnown }
            return Array(configured.utf8)
        }
        if let kept = try read(path) {
            guard kept.count >= minimumCount else { throw .file(path, reason: "it is shorter than 16 bytes") }
            return kept
        }
        let made = Array(Hex.encode(randomBytes(32)).utf8)
        try write(made, to: path)
        return made
    }

    /// Nil when there is no such file.
    private static func read(_ path: String) throws(Problem) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw failure(path)
        }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(file, &bytes, bytes.count)
        guard count >= 0 else { throw failure(path) }
        return Array(bytes[..<count])
    }

    /// Under another name first, so that a crash leaves no half of a secret.
    private static func write(_ bytes: [UInt8], to path: String) throws(Problem) {
        let draft = path + ".new"
        do throws(FileFailure) {
            unlink(draft)
            try Files.write(bytes, toNew: draft)
            try Files.move(draft, to: path)
        } catch {
            throw .file(path, reason: error.reason)
        }
    }

    private static func failure(_ path: String) -> Problem { .file(path, reason: String(cString: strerror(errno))) }
}
