/// Takes the frames of a client apart and puts its messages together (RFC 6455 §5): bytes in, events out, no I/O.
///
///     first byte -> second byte -> length (0, 2 or 8 bytes) -> mask (4 bytes) -> payload -> the next frame
///
/// However the bytes are cut, the events are the same, and a fault is told at the first byte that shows it. A reader that
/// waits for a frame holds no buffer; a message that lies whole in what was received is not copied.
///
/// Not isolated, though of the loop thread like the socket it belongs to: see `ByteBuffer`.
struct FrameReader {
    /// Bytes are valid until the next call.
    enum Event {
        /// A whole message; text is valid UTF-8.
        case message(WebSocketMessage)
        case ping(UnsafeRawBufferPointer)
        case pong
        /// A valid close frame, `noStatus` when it had no code. No more may be read.
        case close(CloseCode)
        /// No more may be read.
        case fault(FrameFault)
    }

    private enum Part: UInt8 {
        case first, second, length16, length64, mask, payload
    }

    /// Of one message, in bytes.
    private let limit: Int
    private var part = Part.first
    private var opcode = Opcode.text
    private var isFinal = false
    /// How many bytes are to come of the length or the mask, and what came of it.
    private var missing = 0
    private var number: UInt64 = 0
    /// Bytes of the frame's payload to come.
    private var remaining = 0
    private var mask = FrameMask()
    private var control: ByteBuffer?

    /// Text or binary, while fragments of a message are to come.
    private var kind: Opcode?
    private var text = UTF8Validator()
    /// What came of the message, except when it comes as a whole.
    private var message: ByteBuffer?
    private var emptyFragments = 0
    /// What the last event points into.
    private var told: ByteBuffer?

    /// Fragments without a byte cost the sender six and are bounded by no limit of bytes.
    private static let emptyFragmentLimit = 1000

    init(limit: Int) { self.limit = limit }

    /// The next event, or nil when all input is used up. What is used is taken from the front of `input`, whose payloads
    /// are unmasked where they are.
    mutating func next(_ input: inout UnsafeMutableRawBufferPointer) -> Event? {
        if let buffer = told.take() { buffer.recycle() }
        while true {
            if part == .payload {
                guard remaining == 0 || !input.isEmpty else { return nil }
                if let event = takePayload(&input) { return event }
            } else {
                guard let byte = input.first else { return nil }
                input = UnsafeMutableRawBufferPointer(rebasing: input[1...])
                do throws(FrameFault) { try takeHead(byte) } catch { return .fault(error) }
            }
        }
    }

    /// Lets go of what is held of unfinished frames; no more is read.
    mutating func end() {
        for buffer in [control.take(), message.take(), told.take()] { buffer?.recycle() }
    }

    // MARK: - Head

    private mutating func takeHead(_ byte: UInt8) throws(FrameFault) {
        switch part {
        case .first: try takeFirst(byte)
        case .second: try takeSecond(byte)
        case .length16, .length64: try takeLength(byte)
        case .mask, .payload: takeMask(byte)
        }
    }

    private mutating func takeFirst(_ byte: UInt8) throws(FrameFault) {
        guard byte & 0x70 == 0 else { throw .reservedBits }
        guard let opcode = Opcode(rawValue: byte & 0x0F) else { throw .reservedOpcode }
        isFinal = byte & 0x80 != 0
        switch opcode {
        case .continuation: if kind == nil { throw .strayContinuation }
        case .text, .binary: if kind != nil { throw .unfinishedMessage }
        case .close, .ping, .pong: if !isFinal { throw .fragmentedControl }
        }
        self.opcode = opcode
        part = .second
    }

    private mutating func takeSecond(_ byte: UInt8) throws(FrameFault) {
        guard byte & 0x80 != 0 else { throw .unmasked }
        let length = Int(byte & 0x7F)
        if opcode.isControl, length > Opcode.controlLimit { throw .longControl }
        switch length {
        case 126: expect(.length16, 2)
        case 127: expect(.length64, 8)
        default: try begin(UInt64(length))
        }
    }

    private mutating func takeLength(_ byte: UInt8) throws(FrameFault) {
        if part == .length64, missing == 8, byte & 0x80 != 0 { throw .negativeLength }
        guard let length = takeNumber(byte) else { return }
        // "The minimal number of bytes MUST be used to encode the length" (§5.2).
        guard length > (part == .length16 ? 125 : 0xFFFF) else { throw .longerLengthThanNeeded }
        try begin(length)
    }

    private mutating func takeMask(_ byte: UInt8) {
        guard let key = takeNumber(byte) else { return }
        mask = FrameMask(key: UInt32(truncatingIfNeeded: key))
        part = .payload
    }

    private mutating func expect(_ part: Part, _ count: Int) {
        self.part = part
        missing = count
        number = 0
    }

    /// The number when it is whole.
    private mutating func takeNumber(_ byte: UInt8) -> UInt64? {
        number = number << 8 | UInt64(byte)
        missing -= 1
        return missing == 0 ? number : nil
    }

    /// The length is known: a message that is too big is refused before it has come.
    private mutating func begin(_ length: UInt64) throws(FrameFault) {
        if !opcode.isControl {
            guard length <= UInt64(limit - (message?.count ?? 0)) else { throw .tooBig }
            if opcode != .continuation { kind = opcode }
            if length == 0, !isFinal {
                emptyFragments += 1
                if emptyFragments > Self.emptyFragmentLimit { throw .emptyFragments }
            }
        }
        remaining = Int(length)
        expect(.mask, 4)
    }

    // MARK: - Payload

    private mutating func takePayload(_ input: inout UnsafeMutableRawBufferPointer) -> Event? {
        let count = min(remaining, input.count)
        let piece = UnsafeMutableRawBufferPointer(rebasing: input[..<count])
        input = UnsafeMutableRawBufferPointer(rebasing: input[count...])
        mask.unmask(piece)
        remaining -= count
        if remaining == 0 { part = .first }
        let bytes = UnsafeRawBufferPointer(piece)
        return opcode.isControl ? takeControl(bytes) : takeData(bytes)
    }

    private mutating func takeData(_ piece: UnsafeRawBufferPointer) -> Event? {
        if kind == .text, !text.add(piece) { return .fault(.text) }
        let isWhole = remaining == 0 && isFinal
        if isWhole, message == nil { return finishMessage(piece) }
        if !piece.isEmpty { Self.keep(piece, in: &message) }
        return isWhole ? finishMessage(message?.bytes ?? piece) : nil
    }

    private mutating func finishMessage(_ bytes: UnsafeRawBufferPointer) -> Event {
        guard text.isComplete else { return .fault(.text) }
        defer {
            told = message.take()
            kind = nil
            emptyFragments = 0
        }
        return .message(WebSocketMessage(isText: kind == .text, bytes: bytes))
    }

    private mutating func takeControl(_ piece: UnsafeRawBufferPointer) -> Event? {
        if remaining > 0 || control != nil { Self.keep(piece, in: &control) }
        guard remaining == 0 else { return nil }
        let payload = control?.bytes ?? piece
        told = control.take()
        return switch opcode {
        case .ping: .ping(payload)
        case .pong: .pong
        default: Self.close(payload)
        }
    }

    private static func keep(_ piece: UnsafeRawBufferPointer, in buffer: inout ByteBuffer?) {
        let kept = buffer ?? ByteBuffer.take()
        buffer = kept
        kept.append(piece)
    }

    /// §5.5.1: nothing, or a code and a reason.
    private static func close(_ payload: UnsafeRawBufferPointer) -> Event {
        guard payload.count > 0 else { return .close(.noStatus) }
        guard payload.count > 1 else { return .fault(.shortClose) }
        let code = CloseCode(rawValue: UInt16(payload[0]) << 8 | UInt16(payload[1]))
        guard code.isSendable else { return .fault(.closeCode) }
        var reason = UTF8Validator()
        guard reason.add(UnsafeRawBufferPointer(rebasing: payload[2...])), reason.isComplete else {
            return .fault(.closeReason)
        }
        return .close(code)
    }
}
