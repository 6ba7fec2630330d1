/// Bytes that nobody changes, at an address of their own: an embedded asset, or a copy that goes with its last holder.
package struct FixedBytes: @unchecked Sendable {
    // Nobody writes to the memory, and `owner` frees it when nobody can read it any more.
    package let pointer: UnsafeRawBufferPointer
    /// Nil when the memory lives as long as the process.
    private let owner: Memory?

    /// - Parameter pointer: memory that lives as long as the process.
    package init(_ pointer: UnsafeRawBufferPointer) {
        self.pointer = pointer
        owner = nil
    }

    package init(copying bytes: [UInt8]) {
        self.init(count: bytes.count) { $0.copyBytes(from: bytes) }
    }

    /// Bytes that `fill` writes.
    init(count: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Void) {
        let memory = Memory(count)
        fill(memory.bytes)
        pointer = UnsafeRawBufferPointer(memory.bytes)
        owner = memory
    }

    private init(_ pointer: UnsafeRawBufferPointer, of owner: Memory?) {
        self.pointer = pointer
        self.owner = owner
    }

    package var count: Int { pointer.count }

    /// A part, without a copy.
    package subscript(range: Range<Int>) -> FixedBytes {
        FixedBytes(UnsafeRawBufferPointer(rebasing: pointer[range]), of: owner)
    }

    private final class Memory {
        let bytes: UnsafeMutableRawBufferPointer

        init(_ count: Int) { bytes = .allocate(byteCount: count, alignment: 16) }

        deinit { bytes.deallocate() }
    }
}
