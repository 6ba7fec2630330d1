internal import CUV

/// A piece of output.
enum OutputSegment {
    case buffer(ByteBuffer)
    case fixed(FixedBytes)

    var bytes: UnsafeRawBufferPointer {
        switch self {
        case .buffer(let buffer): buffer.bytes
        case .fixed(let bytes): bytes.pointer
        }
    }

    var count: Int { bytes.count }

    /// Gives a buffer back; nobody else may hold it.
    consuming func recycle() {
        if case .buffer(let buffer) = self { buffer.recycle() }
    }
}

/// Output that the kernel did not take at once. Holds the stream and the bytes until libuv has written them: a
/// connection closed in between must not take them away.
@LoopActor
final class WriteRequest {
    private let request = UnsafeMutablePointer<uv_write_t>.allocate(capacity: 1)
    private let stream: SocketStream
    private let segments: [OutputSegment]
    private let views: [uv_buf_t]
    /// All of `segments` but the first `sent` bytes.
    init(stream: SocketStream, segments: [OutputSegment], skipping sent: Int) {
        self.stream = stream
        self.segments = segments
        var skip = sent
        var views: [uv_buf_t] = []
        for segment in segments {
            let bytes = segment.bytes
            let skipped = min(skip, bytes.count)
            skip -= skipped
            if skipped == bytes.count { continue }
            // libuv reads from it only; its type has no const.
            let start = UnsafeMutableRawPointer(mutating: bytes.baseAddress! + skipped)
            views.append(uv_buf_init(start.assumingMemoryBound(to: CChar.self), UInt32(bytes.count - skipped)))
        }
        self.views = views
    }

    /// Called once. Returns libuv's status.
    func start(on handle: UnsafeMutablePointer<uv_stream_t>) -> Int32 {
        let reference = Unmanaged.passRetained(self)
        request.pointee.data = reference.toOpaque()
        let status = uv_write(request, handle, views, UInt32(views.count)) { request, status in
            let reference = Unmanaged<WriteRequest>.fromOpaque(request!.pointee.data)
            LoopActor.assumeIsolated { reference.takeRetainedValue().finish(status) }
        }
        if status != 0 {
            reference.release()
            request.deallocate()
        }
        return status
    }

    private func finish(_ status: Int32) {
        request.deallocate()
        for segment in segments { segment.recycle() }
        stream.didWrite(status: status)
    }
}
