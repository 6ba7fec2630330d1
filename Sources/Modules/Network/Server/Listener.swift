internal import CUV
internal import Core
internal import Glibc

/// A listening socket.
@LoopActor
final class Listener {
    /// A `uv_tcp_t` or a `uv_pipe_t`.
    private let stream: UnsafeMutablePointer<uv_stream_t>
    private let accept: @LoopActor (SocketStream) -> Void
    private var isClosed = false
    /// With the port that the system chose, if it was to choose one; nil for a Unix socket.
    private(set) var address: ListenAddress?

    /// Connections that the kernel completes before we accept them.
    private static let backlog: Int32 = 1024

    private init(_ type: uv_handle_type, accept: @escaping @LoopActor (SocketStream) -> Void) {
        self.accept = accept
        stream = .allocate(type)
        stream.pointee.data = Unmanaged.passRetained(self).toOpaque()
    }

    /// - Parameter isIPv6Only: whether `[::]` leaves IPv4 to another listener.
    /// - Throws: `ListenError`.
    convenience init(_ address: ListenAddress, isIPv6Only: Bool, accept: @escaping @LoopActor (SocketStream) -> Void)
        throws(ListenError)
    {
        self.init(UV_TCP, accept: accept)
        let flags = address.isIPv6 && isIPv6Only ? UV_TCP_IPV6ONLY.rawValue : 0
        try listen(at: address.description) {
            address.withSocketAddress { uv_tcp_bind(tcp, $0, flags) } ?? UV_EINVAL.rawValue
        }
        self.address = ListenAddress(host: address.host, port: boundPort)
    }

    /// - Throws: `ListenError`.
    convenience init(_ socket: UnixSocket, accept: @escaping @LoopActor (SocketStream) -> Void) throws(ListenError) {
        try socket.makeRoom()
        self.init(UV_NAMED_PIPE, accept: accept)
        try listen(at: socket.path) {
            let pipe = UnsafeMutableRawPointer(stream).assumingMemoryBound(to: uv_pipe_t.self)
            let status = uv_pipe_bind(pipe, socket.path)
            guard status == 0 else { return status }
            // Nobody can connect before we listen, whatever the mode was until now.
            return chmod(socket.path, socket.mode) == 0 ? 0 : -errno
        }
    }

    private func listen(at place: String, bind: () -> Int32) throws(ListenError) {
        var status = bind()
        if status == 0 {
            // A taken port is reported here: `uv_tcp_bind` keeps it back.
            status = uv_listen(stream, Listener.backlog) { handle, status in
                guard status == 0 else { return }
                let reference = Unmanaged<Listener>.fromOpaque(handle!.pointee.data)
                LoopActor.assumeIsolated { reference.takeUnretainedValue().acceptOne() }
            }
        }
        guard status == 0 else {
            close()
            throw ListenError(place: place, cause: UVError(status))
        }
    }

    private var tcp: UnsafeMutablePointer<uv_tcp_t> {
        UnsafeMutableRawPointer(stream).assumingMemoryBound(to: uv_tcp_t.self)
    }

    private var boundPort: UInt16 {
        var storage = sockaddr_storage()
        var size = Int32(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &storage) { storage in
            let raw = UnsafeMutableRawPointer(storage)
            uv_tcp_getsockname(tcp, raw.assumingMemoryBound(to: sockaddr.self), &size)
            // The port is at the same place in both families.
            return UInt16(bigEndian: raw.assumingMemoryBound(to: sockaddr_in.self).pointee.sin_port)
        }
    }

    private func acceptOne() {
        guard !isClosed, let connection = try? SocketStream(acceptedFrom: stream) else { return }
        accept(connection)
    }

    /// Stops listening, and removes the file of a Unix socket; connections that were accepted go on. Idempotent.
    func close() {
        guard !isClosed else { return }
        isClosed = true
        uv_close(UnsafeMutableRawPointer(stream).assumingMemoryBound(to: uv_handle_t.self)) { handle in
            Unmanaged<Listener>.fromOpaque(handle!.pointee.data).release()
            UnsafeMutableRawPointer(handle!).deallocate()
        }
    }
}
