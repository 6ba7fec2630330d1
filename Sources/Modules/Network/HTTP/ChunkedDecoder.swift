/// The chunked transfer coding (RFC 9112 §7.1), taken strictly: what is lenient here lets one server see another
/// request than the proxy before it. Extensions and trailers are read and dropped.
struct ChunkedDecoder {
    private enum State {
        case sizeStart, size
        /// Whitespace after the size, which only an extension may follow.
        case extensionSpace
        case `extension`, sizeLineFeed
        case data, dataReturn, dataLineFeed
        case trailerStart, trailerName, trailerValue, trailerLineFeed, endLineFeed
    }

    /// Extensions and trailers between two bytes of content, in bytes.
    private static let framingLimit = 16 * 1024

    private var state = State.sizeStart
    /// Of the current chunk: bytes that are missing.
    private var missing = 0
    private var digits = 0
    private var framing = 0

    mutating func decode(_ bytes: UnsafeRawBufferPointer, into body: inout [UInt8], limit: Int) -> BodyReader.Result {
        var index = 0
        while index < bytes.count {
            if state == .data {
                let count = min(missing, bytes.count - index)
                body.append(contentsOf: bytes[index..<index + count])
                missing -= count
                index += count
                framing = 0
                if missing == 0 { state = .dataReturn }
                continue
            }
            let isLast = state == .endLineFeed
            if let fault = step(bytes[index], room: limit - body.count) { return .refused(fault) }
            index += 1
            if isLast { return .complete(index) }
            framing += 1
            if framing > ChunkedDecoder.framingLimit { return .refused(.headTooLarge) }
        }
        return .incomplete
    }

    /// One byte of anything but content. `room` is how many bytes of content may still come.
    private mutating func step(_ byte: UInt8, room: Int) -> HeadFault? {
        switch state {
        case .sizeStart, .size:
            if let value = ASCII.hexValue(byte) {
                digits += 1
                // 32 digits, however many of them zeros, are nobody's honest size.
                guard digits <= 32 else { return .chunk }
                guard missing < 1 << 56 else { return .bodyTooLarge }
                missing = missing << 4 | Int(value)
                state = .size
                return nil
            }
            guard state == .size else { return .chunk }
            return endSize(byte, room)
        case .extensionSpace:
            guard byte != UInt8(ascii: " "), byte != 0x09 else { return nil }
            state = .extension
            return byte == UInt8(ascii: ";") ? nil : .chunk
        case .extension:
            if byte == 0x0D { return endSize(byte, room) }
            return ChunkedDecoder.isText(byte) ? nil : .chunk
        case .sizeLineFeed:
            state = missing > 0 ? .data : .trailerStart
            return byte == 0x0A ? nil : .chunk
        case .data: return .chunk
        case .dataReturn:
            state = .dataLineFeed
            return byte == 0x0D ? nil : .chunk
        case .dataLineFeed:
            state = .sizeStart
            digits = 0
            return byte == 0x0A ? nil : .chunk
        case .trailerStart:
            state = byte == 0x0D ? .endLineFeed : .trailerName
            return byte == 0x0D || ASCII.isToken(byte) ? nil : .chunk
        case .trailerName:
            if byte == UInt8(ascii: ":") { state = .trailerValue }
            return state == .trailerValue || ASCII.isToken(byte) ? nil : .chunk
        case .trailerValue:
            if byte == 0x0D { state = .trailerLineFeed }
            return state == .trailerLineFeed || ChunkedDecoder.isText(byte) ? nil : .chunk
        case .trailerLineFeed:
            state = .trailerStart
            return byte == 0x0A ? nil : .chunk
        case .endLineFeed: return byte == 0x0A ? nil : .chunk
        }
    }

    /// The byte after the size or its extensions.
    private mutating func endSize(_ byte: UInt8, _ room: Int) -> HeadFault? {
        guard missing <= room else { return .bodyTooLarge }
        switch byte {
        case 0x0D: state = .sizeLineFeed
        case UInt8(ascii: ";"): state = .extension
        case UInt8(ascii: " "), 0x09: state = .extensionSpace
        default: return .chunk
        }
        return nil
    }

    /// A visible character, whitespace, or a byte of another encoding.
    private static func isText(_ byte: UInt8) -> Bool { (byte >= 0x20 && byte != 0x7F) || byte == 0x09 }
}
