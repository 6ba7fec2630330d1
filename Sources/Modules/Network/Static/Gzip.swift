internal import CZlib

/// gzip (RFC 1952) through zlib.
enum Gzip {
    /// Nil when the result is not at least a tenth smaller, or memory is out. Some 20 MB a second at the best level: on
    /// a worker, or once.
    static func compress(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        guard bytes.count >= 256, bytes.count < Int(UInt32.max) else { return nil }
        var stream = z_stream()
        // 15 bits of window; 16 asks for the gzip frame.
        let size = Int32(MemoryLayout<z_stream>.size)
        guard
            deflateInit2_(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
                == Z_OK
        else { return nil }
        defer { deflateEnd(&stream) }
        let bound = Int(deflateBound(&stream, UInt(bytes.count)))
        let compressed = [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            stream.next_in = UnsafeMutablePointer(
                mutating: bytes.baseAddress!.assumingMemoryBound(to: UInt8.self))
            stream.avail_in = UInt32(bytes.count)
            stream.next_out = buffer.baseAddress
            stream.avail_out = UInt32(buffer.count)
            count = deflate(&stream, Z_FINISH) == Z_STREAM_END ? Int(stream.total_out) : 0
        }
        return compressed.isEmpty || compressed.count > bytes.count - bytes.count / 10 ? nil : compressed
    }
}
