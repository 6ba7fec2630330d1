import Fuzzing

@testable import Network

/// An event that has outlived its bytes.
enum Seen: Equatable {
    case text([UInt8])
    case binary([UInt8])
    case ping([UInt8])
    case pong
    /// With the code of the client's close frame, 1005 for none.
    case close(UInt16)
    /// With the code that answers it.
    case fault(UInt16)

    var isEnd: Bool {
        switch self {
        case .close, .fault: true
        default: false
        }
    }

    init(_ event: FrameReader.Event) {
        switch event {
        case .message(let message) where message.isText: self = .text(Array(message.bytes))
        case .message(let message): self = .binary(Array(message.bytes))
        case .ping(let payload): self = .ping(Array(payload))
        case .pong: self = .pong
        case .close(let code):
            Self.check(code, "")
            self = .close(code.rawValue)
        case .fault(let fault):
            Self.check(fault.code, "\(fault.reason)")
            self = .fault(fault.code.rawValue)
        }
    }

    /// The frame that is sent for it is one that a client takes: final, not masked, short, with a code and text.
    private static func check(_ code: CloseCode, _ reason: String) {
        let buffer = ByteBuffer.take()
        buffer.appendClose(code, reason)
        let frame = Array(buffer.bytes)
        buffer.recycle()
        require(frame[0] == 0x88 && frame[1] <= 125 && frame.count == 2 + Int(frame[1]), "close frame \(frame)")
        if code.rawValue == 1005 { return require(frame.count == 2, "close frame \(frame)") }
        require(
            frame[2...3].elementsEqual([UInt8(code.rawValue >> 8), UInt8(code.rawValue & 255)]), "code of \(frame)")
        require(String(validating: frame[4...], as: UTF8.self) == reason, "reason of \(frame)")
    }
}
