/// The masking of a client's payload (RFC 6455 §5.3).
struct FrameMask {
    /// Its first byte lowest.
    private var key: UInt32 = 0
    /// Bytes of the payload that are unmasked.
    private var count = 0

    init() {}

    /// - Parameter key: its first byte on top.
    init(key: UInt32) { self.key = key.byteSwapped }

    /// Unmasks the next bytes of the payload where they are, eight at a time.
    mutating func unmask(_ bytes: UnsafeMutableRawBufferPointer) {
        let shift = UInt32(count % 4) * 8
        // The byte for the first of these stands lowest.
        let turned = key >> shift | key << ((32 - shift) % 32)
        let word = (UInt64(turned) << 32 | UInt64(turned)).littleEndian
        var index = 0
        while index + 8 <= bytes.count {
            let value = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            bytes.storeBytes(of: value ^ word, toByteOffset: index, as: UInt64.self)
            index += 8
        }
        while index < bytes.count {
            bytes[index] ^= UInt8(truncatingIfNeeded: turned >> (UInt32(index % 4) * 8))
            index += 1
        }
        count += bytes.count
    }
}
