/// A message to clients, encoded once: however many sockets send it, its bytes are shared, and live until the last of
/// them is done with it.
///
///     let frame = WebSocketFrame(text: event)
///     for socket in channel { socket.send(frame) }
package struct WebSocketFrame: Sendable {
    let bytes: FixedBytes

    /// - Parameter text: UTF-8.
    package init(text: [UInt8]) { self.init(.text, text) }

    package init(binary: [UInt8]) { self.init(.binary, binary) }

    init(_ opcode: Opcode, _ payload: [UInt8]) {
        let head = FrameHead(opcode: opcode, length: payload.count)
        bytes = FixedBytes(count: head.count + payload.count) { memory in
            head.write(to: memory.baseAddress!)
            UnsafeMutableRawBufferPointer(rebasing: memory[head.count...]).copyBytes(from: payload)
        }
    }

    /// On the wire, in bytes.
    package var count: Int { bytes.count }

    /// Of every ping: what it carries is of no use to us.
    static let ping = WebSocketFrame(.ping, [])
}

/// The head of a frame that is a whole message and, like all of a server, not masked: 2, 4 or 10 bytes (RFC 6455 §5.2).
struct FrameHead {
    let opcode: Opcode
    /// Of the payload.
    let length: Int

    var count: Int { length < 126 ? 2 : length <= 0xFFFF ? 4 : 10 }

    func write(to memory: UnsafeMutableRawPointer) {
        memory.storeBytes(of: 0x80 | opcode.rawValue, as: UInt8.self)
        let second = memory + 1
        switch count {
        case 2: second.storeBytes(of: UInt8(length), as: UInt8.self)
        case 4:
            second.storeBytes(of: 126, as: UInt8.self)
            (second + 1).storeBytes(of: UInt16(length).bigEndian, as: UInt16.self)
        default:
            second.storeBytes(of: 127, as: UInt8.self)
            (second + 1).storeBytes(of: UInt64(length).bigEndian, as: UInt64.self)
        }
    }
}

extension ByteBuffer {
    /// Appends a whole frame.
    func append(_ opcode: Opcode, _ payload: UnsafeRawBufferPointer) {
        let head = FrameHead(opcode: opcode, length: payload.count)
        head.write(to: appendUninitialized(head.count))
        append(payload)
    }

    /// Appends a close frame; without a code when it is `noStatus`.
    ///
    /// - Parameter reason: at most 123 bytes.
    func appendClose(_ code: CloseCode, _ reason: String) {
        guard code != .noStatus else { return append(.close, UnsafeRawBufferPointer(start: nil, count: 0)) }
        precondition(code.isSendable, "BUG: \(code.rawValue) is no code for a close frame")
        precondition(reason.utf8.count <= Opcode.controlLimit - 2, "BUG: a reason that is too long: \(reason)")
        let payload = [UInt8(code.rawValue >> 8), UInt8(code.rawValue & 0xFF)] + Array(reason.utf8)
        payload.withUnsafeBytes { append(.close, $0) }
    }
}
