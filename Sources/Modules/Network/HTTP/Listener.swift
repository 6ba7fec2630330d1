internal import CUV

/// A listening socket.
@LoopActor
final class Listener {
    private let tcp: UnsafeMutablePointer<uv_tcp_t>
    private let accept: @LoopActor (TCPStream) -> Void
    private var isClosed = false
    /// With the port that the system chose, if it was to choose one.
    private(set) var address: ListenAddress

    /// Connections that the kernel completes before we accept them.
    private static let backlog: Int32 = 1024

    private var stream: UnsafeMutablePointer<uv_stream_t> {
        UnsafeMutableRawPointer(tcp).assumingMemoryBound(to: uv_stream_t.self)
    }

    /// - Parameter isIPv6Only: whether `[::]` leaves IPv4 to another listener.
    /// - Throws: `ListenError`.
    init(_ address: ListenAddress, isIPv6Only: Bool, accept: @escaping @LoopActor (TCPStream) -> Void)
        throws(ListenError)
    {
        self.address = address
        self.accept = accept
        tcp = .allocate(capacity: 1)
        uv_tcp_init(EventLoop.shared.loop, tcp)
        tcp.pointee.data = Unmanaged.passRetained(self).toOpaque()
        let flags = address.isIPv6 && isIPv6Only ? UV_TCP_IPV6ONLY.rawValue : 0
        var status = address.withSocketAddress { uv_tcp_bind(tcp, $0, flags) } ?? UV_EINVAL.rawValue
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
            throw ListenError(address: address, cause: UVError(status))
        }
        self.address = ListenAddress(host: address.host, port: boundPort)
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
        guard !isClosed, let connection = try? TCPStream(acceptedFrom: stream) else { return }
        accept(connection)
    }

    /// Stops listening; connections that were accepted go on. Idempotent.
    func close() {
        guard !isClosed else { return }
        isClosed = true
        uv_close(UnsafeMutableRawPointer(tcp).assumingMemoryBound(to: uv_handle_t.self)) { handle in
            Unmanaged<Listener>.fromOpaque(handle!.pointee.data).release()
            UnsafeMutableRawPointer(handle!).assumingMemoryBound(to: uv_tcp_t.self).deallocate()
        }
    }
}
