/// A WebSocket frame as one end sees it (RFC 6455 §5.2), for tests: it may be one that must not be sent.
package struct TestFrame: Sendable, Equatable {
    package static let (continuation, text, binary) = (UInt8(0), UInt8(1), UInt8(2))
    package static let (close, ping, pong) = (UInt8(8), UInt8(9), UInt8(10))

    package let opcode: UInt8
    package let payload: [UInt8]
    package var isFinal = true

    package init(_ opcode: UInt8, _ payload: [UInt8] = [], isFinal: Bool = true) {
        self.opcode = opcode
        self.payload = payload
        self.isFinal = isFinal
    }

    package init(text: String, isFinal: Bool = true) { self.init(Self.text, Array(text.utf8), isFinal: isFinal) }

    /// A close frame.
    package init(code: UInt16, _ reason: String = "") {
        self.init(Self.close, [UInt8(code >> 8), UInt8(code & 0xFF)] + Array(reason.utf8))
    }

    /// Of a close frame; nil when it has none.
    package var code: UInt16? {
        opcode == Self.close && payload.count >= 2 ? UInt16(payload[0]) << 8 | UInt16(payload[1]) : nil
    }

    /// The payload as text; of a close frame, its reason.
    package var string: String {
        String(decoding: opcode == Self.close ? payload.dropFirst(2) : payload[...], as: UTF8.self)
    }

    /// As a client sends it.
    package func masked(with key: [UInt8] = [0x9B, 0x01, 0xE7, 0x3C]) -> [UInt8] {
        head(mask: 0x80) + key + payload.enumerated().map { $0.element ^ key[$0.offset % 4] }
    }

    /// As a server sends it.
    package var unmasked: [UInt8] { head(mask: 0) + payload }

    private func head(mask: UInt8) -> [UInt8] {
        let first = (isFinal ? 0x80 : 0) | opcode
        switch payload.count {
        case ..<126: return [first, mask | UInt8(payload.count)]
        case ...0xFFFF: return [first, mask | 126] + bytes(of: payload.count, 2)
        default: return [first, mask | 127] + bytes(of: payload.count, 8)
        }
    }

    private func bytes(of value: Int, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
