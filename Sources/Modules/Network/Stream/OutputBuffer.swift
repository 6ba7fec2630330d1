internal import Glibc

/// Bytes on their way to a socket, in allocated memory so that their address stays while libuv writes them.
///
/// Not isolated, though of the loop thread like the stream it belongs to: the runtime checks the isolation of each
/// closure that isolated code gives to the standard library, 50 ns at a time.
final class OutputBuffer {
    private(set) var base: UnsafeMutableRawPointer
    private(set) var count = 0
    private var capacity: Int

    private static let initialCapacity = 4096
    /// Larger ones are not kept for another use.
    private static let keptCapacity = 64 * 1024
    /// At most this many are kept by the process.
    private static let keptCount = 64
    // Loop thread only.
    nonisolated(unsafe) private static var spare: [OutputBuffer] = []

    private init() {
        capacity = OutputBuffer.initialCapacity
        base = .allocate(byteCount: capacity, alignment: 16)
    }

    deinit { base.deallocate() }

    static func take() -> OutputBuffer { spare.popLast() ?? OutputBuffer() }

    /// Gives the buffer back; nobody else may hold it.
    func recycle() {
        guard capacity <= OutputBuffer.keptCapacity, OutputBuffer.spare.count < OutputBuffer.keptCount else { return }
        count = 0
        OutputBuffer.spare.append(self)
    }

    private func reserve(_ more: Int) {
        guard count + more > capacity else { return }
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

    func append(_ literal: StaticString) {
        append(UnsafeRawBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }

    func append(_ bytes: [UInt8]) { bytes.withUnsafeBytes { append($0) } }

    func append(_ text: String) {
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
        append(text)
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
        for offset in stride(from: count + digits - 1, through: count, by: -1) {
            base.storeBytes(of: UInt8(ascii: "0") + UInt8(rest % 10), toByteOffset: offset, as: UInt8.self)
            rest /= 10
        }
        count += digits
    }

    /// Lower case; 16 digits, or as many as needed.
    func append(hex value: UInt64, isPadded: Bool = true) {
        reserve(16)
        var shift: UInt64 = isPadded || value == 0 ? (isPadded ? 60 : 0) : UInt64(63 - value.leadingZeroBitCount) & ~3
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
