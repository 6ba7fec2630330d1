/// What RFC 6455 §5 and §7 say of a client's bytes, word by word, with all of them in hand: the other opinion beside the
/// reader's.
struct Reference {
    /// Of a message, in bytes.
    let limit: Int
    private var seen: [Seen] = []
    /// Fragments that wait for the last one.
    private var message: (isText: Bool, bytes: [UInt8])?
    private var emptyFragments = 0

    init(limit: Int) { self.limit = limit }

    /// A frame, of whose payload not all need have come.
    private struct Frame {
        let isFinal: Bool
        let opcode: UInt8
        let payload: [UInt8]
        let isWhole: Bool
    }

    private enum Stop: Error {
        /// No more has come.
        case end
        case fault(UInt16)
    }

    func read(_ bytes: [UInt8]) -> [Seen] {
        var copy = self
        var rest = bytes[...]
        do {
            while copy.seen.last?.isEnd != true { try copy.take(copy.frame(&rest)) }
        } catch Stop.fault(let code) {
            copy.seen.append(.fault(code))
        } catch {}
        return copy.seen
    }

    private func byte(_ rest: inout ArraySlice<UInt8>) throws -> UInt8 {
        guard let byte = rest.popFirst() else { throw Stop.end }
        return byte
    }

    private mutating func frame(_ rest: inout ArraySlice<UInt8>) throws -> Frame {
        let first = try byte(&rest)
        let opcode = first & 15
        let isFinal = first >= 128
        if first / 16 % 8 != 0 || ![0, 1, 2, 8, 9, 10].contains(opcode) { throw Stop.fault(1002) }
        if opcode >= 8, !isFinal { throw Stop.fault(1002) }
        if opcode == 0, message == nil { throw Stop.fault(1002) }
        if opcode == 1 || opcode == 2, message != nil { throw Stop.fault(1002) }
        let second = try byte(&rest)
        if second < 128 || (opcode >= 8 && second > 128 + 125) { throw Stop.fault(1002) }
        let length = try length(second - 128, &rest)
        if opcode < 8 {
            if length > limit - (message?.bytes.count ?? 0) { throw Stop.fault(1009) }
            if length == 0, !isFinal { emptyFragments += 1 }
            if emptyFragments > 1000 { throw Stop.fault(1008) }
        }
        let key = [try byte(&rest), try byte(&rest), try byte(&rest), try byte(&rest)]
        let payload = rest.prefix(length)
        rest = rest.dropFirst(length)
        return Frame(
            isFinal: isFinal, opcode: opcode, payload: payload.enumerated().map { $1 ^ key[$0 % 4] },
            isWhole: payload.count == length)
    }

    private func length(_ short: UInt8, _ rest: inout ArraySlice<UInt8>) throws -> Int {
        guard short > 125 else { return Int(short) }
        var value: UInt64 = 0
        for index in 0..<(short == 126 ? 2 : 8) {
            let byte = try byte(&rest)
            if short == 127, index == 0, byte >= 128 { throw Stop.fault(1002) }
            value = value * 256 + UInt64(byte)
        }
        if value < (short == 126 ? 126 : 65_536) { throw Stop.fault(1002) }
        return Int(value)
    }

    private mutating func take(_ frame: Frame) throws {
        if frame.opcode >= 8 { return try takeControl(frame) }
        let isText = message?.isText ?? (frame.opcode == 1)
        let bytes = (message?.bytes ?? []) + frame.payload
        if isText, !Self.isBeginning(bytes) { throw Stop.fault(1007) }
        guard frame.isWhole else { throw Stop.end }
        guard frame.isFinal else {
            message = (isText, bytes)
            return
        }
        if isText, String(validating: bytes, as: UTF8.self) == nil { throw Stop.fault(1007) }
        seen.append(isText ? .text(bytes) : .binary(bytes))
        message = nil
        emptyFragments = 0
    }

    private mutating func takeControl(_ frame: Frame) throws {
        guard frame.isWhole else { throw Stop.end }
        let payload = frame.payload
        switch frame.opcode {
        case 9: seen.append(.ping(payload))
        case 10: seen.append(.pong)
        default:
            if payload.isEmpty { return seen.append(.close(1005)) }
            if payload.count == 1 { throw Stop.fault(1002) }
            let code = UInt16(payload[0]) * 256 + UInt16(payload[1])
            let isKnown = (1000...1003).contains(code) || (1007...1014).contains(code) || (3000...4999).contains(code)
            if !isKnown { throw Stop.fault(1002) }
            if String(validating: payload[2...], as: UTF8.self) == nil { throw Stop.fault(1007) }
            seen.append(.close(code))
        }
    }

    /// Whether text can begin so: with one of these ends it is whole.
    private static func isBeginning(_ bytes: [UInt8]) -> Bool {
        let ends: [[UInt8]] = [[]] + [0x80, 0x90, 0xA0].flatMap { [[$0], [$0, 0x80], [$0, 0x80, 0x80]] }
        return ends.contains { String(validating: bytes + $0, as: UTF8.self) != nil }
    }
}
