internal import CUV

extension UnsafeMutablePointer<uv_stream_t> {
    /// Memory for a TCP or a Unix socket, initialised for the loop; freed as raw memory in its close callback.
    @LoopActor static func allocate(_ type: uv_handle_type) -> UnsafeMutablePointer<uv_stream_t> {
        let memory = UnsafeMutableRawPointer.allocate(byteCount: uv_handle_size(type), alignment: 16)
        let loop = EventLoop.shared.loop
        let status =
            type == UV_NAMED_PIPE
            ? uv_pipe_init(loop, memory.assumingMemoryBound(to: uv_pipe_t.self), 0)
            : uv_tcp_init(loop, memory.assumingMemoryBound(to: uv_tcp_t.self))
        precondition(status == 0, "BUG: no stream: \(UVError(status))")
        return memory.assumingMemoryBound(to: uv_stream_t.self)
    }
}
