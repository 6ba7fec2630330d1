internal import Core
internal import Glibc
internal import Network

/// The files by which an authority sees that the host of a name is us (RFC 8555 §8.3), as certbot, lego or uacme put
/// them below a web root: `.well-known/acme-challenge/TOKEN`.
struct ACMEChallenges: Sendable {
    let webroot: String

    /// A key authorization has some 90 bytes.
    private static let largestFile = 4096

    @LoopActor func add(to router: Router) {
        router.on(
            .get, "/.well-known/acme-challenge/{token}", .page("An answer to the authority of the certificate")
        ) { request in
            let token = request.parameter("token")
            guard Self.isToken(token), let bytes = try await onWorker({ read(token) }) else {
                return .error(.notFound("There is no such challenge."), traceID: request.trace.traceID)
            }
            return HTTPResponse(status: 200, contentType: "text/plain", body: .bytes(bytes))
        }
    }

    /// 1-128 of the base64url alphabet, so never a path.
    private static func isToken(_ text: String) -> Bool {
        (1...128).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"): true
                default: false
                }
            }
    }

    /// Nil for what is not a small plain file. Below the web root no symbolic link is followed. Blocks.
    private func read(_ token: String) -> [UInt8]? {
        var folder = open(webroot, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        for name in [".well-known", "acme-challenge"] where folder >= 0 {
            let next = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            close(folder)
            folder = next
        }
        guard folder >= 0 else { return nil }
        defer { close(folder) }
        // Without O_NONBLOCK a pipe of that name would hold the worker.
        let file = openat(folder, token, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= Self.largestFile else {
            return nil
        }
        var bytes = [UInt8](repeating: 0, count: Self.largestFile)
        let count = Glibc.read(file, &bytes, bytes.count)
        return count >= 0 ? Array(bytes.prefix(count)) : nil
    }
}
