internal import CUV
internal import Glibc

/// A Unix socket to listen on, for a proxy on the same machine.
package struct UnixSocket: Sendable, Equatable {
    /// At most `longestPath` bytes.
    package let path: String
    /// Who may connect: the permissions of its file.
    package let mode: UInt32

    /// What `sockaddr_un` has room for, in bytes. The system cuts a longer one off and says nothing.
    package static let longestPath = 107

    package init(path: String, mode: UInt32) {
        precondition(path.utf8.count <= Self.longestPath, "BUG: a path that is cut off: \(path)")
        self.path = path
        self.mode = mode
    }

    /// Removes the file that a server which was killed has left.
    ///
    /// - Throws: `ListenError` when a server listens there, or when the file is something else.
    func makeRoom() throws(ListenError) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            if errno == ENOENT { return }
            throw ListenError(place: path, cause: UVError(-errno))
        }
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw ListenError(place: path, cause: UVError(UV_ENOTSOCK.rawValue))
        }
        switch tryToConnect() {
        case ECONNREFUSED: unlink(path)
        case 0, EAGAIN: throw ListenError(place: path, cause: .addressInUse)
        case let code: throw ListenError(place: path, cause: UVError(-code))
        }
    }

    /// 0 when somebody listens; EAGAIN when so many wait that there is no room for us.
    private func tryToConnect() -> Int32 {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(AF_UNIX, type, 0)
        guard descriptor >= 0 else { return errno }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        return status == 0 ? 0 : errno
    }
}
