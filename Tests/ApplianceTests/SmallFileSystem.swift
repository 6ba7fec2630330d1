import Glibc

/// A file system of eight megabytes over one folder, in a mount namespace that only the server sees.
struct SmallFileSystem {
    let folder: String

    /// Root may mount, and so may others where user namespaces are allowed; a container may forbid both.
    static let isPossible = system("\(unshare.joined(separator: " ")) /bin/true 2>/dev/null") == 0

    private static let unshare = ["/usr/bin/unshare", "--mount"] + (geteuid() == 0 ? [] : ["--map-root-user"])

    /// What `ServerProcess` is to be started through.
    var launcher: [String] { launcher(#"exec "$@""#) }

    /// Starts the server twice: with some 100 KB of room, and when that start has ended, with all of it.
    var launcherOfTwoStarts: [String] {
        launcher(#"head -c 8286208 /dev/zero >"$0/filler"; "$@"; rm "$0/filler"; exec "$@""#)
    }

    /// What another process is to be started through, so that it sees what the server sees.
    func entrance(to processID: Int32) -> [String] {
        ["/usr/bin/nsenter", "--target", String(processID), "--mount"]
            + (geteuid() == 0 ? [] : ["--user", "--preserve-credentials"])
    }

    private func launcher(_ commands: String) -> [String] {
        Self.unshare + ["/bin/sh", "-c", #"mount -t tmpfs -o size=8m tmpfs "$0" || exit; "# + commands, folder]
    }

    /// The path by which the test sees what only that process sees.
    private func filler(_ processID: Int32) -> String { "/proc/\(processID)/root\(folder)/filler" }

    /// Takes all the room there is, but for so many bytes.
    func fill(of processID: Int32, leaving rest: Int = 0) throws {
        // Not for the servers of other tests, in whose hands it would keep its room.
        let descriptor = open(filler(processID), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FixtureError(path: filler(processID), code: errno) }
        defer { close(descriptor) }
        for size in [65_536, 4096, 1] {
            let bytes = [UInt8](repeating: 0, count: size)
            while write(descriptor, bytes, bytes.count) == bytes.count {}
        }
        guard rest > 0 else { return }
        guard ftruncate(descriptor, lseek(descriptor, 0, SEEK_END) - off_t(rest)) == 0 else {
            throw FixtureError(path: filler(processID), code: errno)
        }
    }

    func makeRoom(of processID: Int32) { unlink(filler(processID)) }
}
