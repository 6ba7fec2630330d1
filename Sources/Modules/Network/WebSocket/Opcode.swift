/// What a frame is (RFC 6455 §5.2); the others are reserved.
enum Opcode: UInt8 {
    case continuation = 0
    case text = 1
    case binary = 2
    case close = 8
    case ping = 9
    case pong = 10

    /// A control frame has at most 125 bytes, is never fragmented, and may stand between the fragments of a message.
    var isControl: Bool { rawValue >= 8 }

    /// Payload of a control frame in bytes.
    static let controlLimit = 125
}
