internal import Glibc

/// Bytes on their way to a socket, in allocated memory so that their address stays while libuv writes them; or bytes
/// of one message that came in pieces.
///
/// Not isolated, though of the loop thread like the stream it belongs to: the runtime checks the isolation of each
/// closure that isolated code gives to the standard library, 50 ns at a time.
final class ByteBuffer {
    private(set) var base: UnsafeMutableRawPointer
    private(set) var count = 0
    private var capacity: Int

    private static let initialCapacity = 4096
    /// Larger ones are not kept for another use.
    private static let keptCapacity = 64 * 1024
    /// At most so many bytes are kept by the process: a turn may have something to say to a thousand sockets.
    private static let keptBytes = 4 * 1024 * 1024
    // Loop thread only. A list through `next`: an array would be asked for its uniqueness and its room each time.
    nonisolated(unsafe) private static var spare: ByteBuffer?
    nonisolated(unsafe) private static var spareBytes = 0
    private var next: ByteBuffer?

    private init() {
        capacity = ByteBuffer.initialCapacity
        base = .allocate(byteCount: capacity, alignment: 16)
    }

    deinit { base.deallocate() }

    static func take() -> ByteBuffer {
        guard let buffer = spare.take() else { return ByteBuffer() }
        spare = buffer.next.take()
        spareBytes -= buffer.capacity
        return buffer
    }

    /// Gives the buffer back; nobody else may hold it.
    consuming func recycle() {
        guard capacity <= ByteBuffer.keptCapacity, ByteBuffer.spareBytes + capacity <= ByteBuffer.keptBytes else {
            return
        }
        count = 0
        next = ByteBuffer.spare.take()
        ByteBuffer.spare = self
        ByteBuffer.spareBytes += capacity
    }

    // What is appended is nearly always small, and fits: only growing is worth a call.
    @inline(__always) private func reserve(_ more: Int) {
        if count + more > capacity { grow(more) }
    }

    @inline(never) private func grow(_ more: Int) {
        capacity = max(capacity * 2, count + more)
        let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
        larger.copyMemory(from: base, byteCount: count)
        base.deallocate()
        base = larger
    }

    func append(_ bytes: UnsafeRawBufferPointer) {
        guard !bytes.isEmpty else { return }
        reserve(bytes.count)
        memcpy(base + count, bytes.baseAddress!, bytes.count)
        count += bytes.count
    }

    /// Inlined, so that a literal is copied as the few words that it is.
    @inline(__always) func append(_ literal: StaticString) {
        reserve(literal.utf8CodeUnitCount)
        memcpy(base + count, literal.utf8Start, literal.utf8CodeUnitCount)
        count += literal.utf8CodeUnitCount
    }

    func append(_ bytes: [UInt8]) { bytes.withUnsafeBytes { append($0) } }

    /// Room for so many bytes at the end, which the caller fills.
    func appendUninitialized(_ more: Int) -> UnsafeMutableRawPointer {
        reserve(more)
        count += more
        return base + (count - more)
    }

    /// Bytes that are in the buffer already.
    func append(again range: Range<Int>) {
        reserve(range.count)
        memcpy(base + count, base + range.lowerBound, range.count)
        count += range.count
    }

    /// Named, or a literal would be taken for a `String`, and counted as one by references.
    func append(text: String) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }

    func append(_ byte: UInt8) {
        reserve(1)
        base.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
        count += 1
    }

    /// A field value from a handler: what could end the line or the head becomes a space (RFC 9110 §5.5).
    func appendFieldValue(_ text: String) {
        let start = count
        append(text: text)
        for offset in start..<count {
            let byte = base.load(fromByteOffset: offset, as: UInt8.self)
            if (byte < 0x20 && byte != 0x09) || byte == 0x7F {
                base.storeBytes(of: UInt8(ascii: " "), toByteOffset: offset, as: UInt8.self)
            }
        }
    }

    func append(decimal value: Int) {
        reserve(20)
        var rest = value
        var digits = 1
        while rest >= 10 {
            rest /= 10
            digits += 1
        }
        rest = value
        var offset = count + digits
        while offset > count {
            offset -= 1
            base.storeBytes(of: UInt8(ascii: "0") + UInt8(rest % 10), toByteOffset: offset, as: UInt8.self)
            rest /= 10
        }
        count += digits
    }

    /// Lower case, 16 digits.
    func append(hex value: UInt64) {
        reserve(16)
        let (high, low) = (UInt32(truncatingIfNeeded: value >> 32), UInt32(truncatingIfNeeded: value))
        base.storeBytes(of: ASCII.hexDigits(high), toByteOffset: count, as: UInt64.self)
        base.storeBytes(of: ASCII.hexDigits(low), toByteOffset: count + 8, as: UInt64.self)
        count += 16
    }

    /// Lower case, as many digits as needed: the size of a chunk.
    func append(shortHex value: UInt64) {
        reserve(16)
        var shift: UInt64 = value == 0 ? 0 : UInt64(63 - value.leadingZeroBitCount) & ~3
        while true {
            let digit = ASCII.hexDigit(UInt8(truncatingIfNeeded: value >> shift) & 15)
            base.storeBytes(of: digit, toByteOffset: count, as: UInt8.self)
            count += 1
            if shift == 0 { break }
            shift -= 4
        }
    }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }
}
