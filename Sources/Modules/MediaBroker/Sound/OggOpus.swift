internal import COgg
internal import COpus

/// Opus in Ogg (RFC 6716, RFC 3533, RFC 7845): what every browser plays.
enum OggOpus {
    /// Samples a second, which is what granule positions count in, too.
    static let rate = 48_000
    static let mediaType = "audio/ogg; codecs=opus"

    /// 20 ms.
    private static let frame = 960
    /// Bits a second: clear speech.
    private static let bitRate: opus_int32 = 32_000

    /// A file of exactly so many samples as `sound` has, whose rate must be `rate`.
    static func encode(_ sound: PCMSound) -> [UInt8] {
        precondition(sound.rate == rate, "BUG: \(sound.rate) samples a second")
        var status: opus_int32 = 0
        guard let encoder = opus_encoder_create(opus_int32(rate), 1, OPUS_APPLICATION_AUDIO, &status) else {
            preconditionFailure("BUG: opus_encoder_create: \(status)")
        }
        defer { opus_encoder_destroy(encoder) }
        var lookahead: opus_int32 = 0
        precondition(
            copus_set_bitrate(encoder, bitRate) == OPUS_OK && copus_set_complexity(encoder, 5) == OPUS_OK
                && copus_lookahead(encoder, &lookahead) == OPUS_OK, "BUG: the encoder's settings")
        var pages = OggPages()
        pages.add(head(preSkip: UInt16(lookahead)), granule: 0, endsPage: true)
        pages.add(tags, granule: 0, endsPage: true)
        // What the decoder drops at the beginning must come out of it at the end.
        let total = sound.samples.count + Int(lookahead)
        let frames = max(1, (total + frame - 1) / frame)
        var packet = [UInt8](repeating: 0, count: 1500)
        var input = [Int16](repeating: 0, count: frame)
        for index in 0..<frames {
            for offset in 0..<frame {
                let place = index * frame + offset
                input[offset] = place < sound.samples.count ? sound.samples[place] : 0
            }
            let size = opus_encode(encoder, input, Int32(frame), &packet, opus_int32(packet.count))
            precondition(size > 0, "BUG: opus_encode: \(size)")
            let isLast = index == frames - 1
            // A last position before the end of the last packet cuts it there (RFC 7845, 4.4).
            pages.add(Array(packet[..<Int(size)]), granule: isLast ? total : (index + 1) * frame, isLast: isLast)
        }
        return pages.bytes
    }

    /// RFC 7845, 5.1.
    private static func head(preSkip: UInt16) -> [UInt8] {
        let rate = UInt32(rate)
        return Array("OpusHead".utf8) + [1, 1] + [UInt8(preSkip & 255), UInt8(preSkip >> 8)]
            + (0..<4).map { UInt8(rate >> (8 * $0) & 255) } + [0, 0, 0]
    }

    /// RFC 7845, 5.2: who made it, and no comments.
    private static var tags: [UInt8] {
        Array("OpusTags".utf8) + [5, 0, 0, 0] + Array("Mimic".utf8) + [0, 0, 0, 0]
    }
}

/// Packets laid into pages. The serial number is always the same: a file has one stream, and equal sounds are equal bytes.
private struct OggPages: ~Copyable {
    private let stream: UnsafeMutablePointer<ogg_stream_state>
    private var packets: Int64 = 0
    private(set) var bytes: [UInt8] = []

    init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: ogg_stream_state())
        precondition(ogg_stream_init(stream, 0x4D49_4D49) == 0, "BUG: ogg_stream_init")
    }

    deinit {
        ogg_stream_clear(stream)
        stream.deallocate()
    }

    mutating func add(_ data: [UInt8], granule: Int, endsPage: Bool = false, isLast: Bool = false) {
        var data = data
        data.withUnsafeMutableBufferPointer { data in
            var packet = ogg_packet()
            packet.packet = data.baseAddress
            packet.bytes = data.count
            packet.b_o_s = packets == 0 ? 1 : 0
            packet.e_o_s = isLast ? 1 : 0
            packet.granulepos = Int64(granule)
            packet.packetno = packets
            precondition(ogg_stream_packetin(stream, &packet) == 0, "BUG: ogg_stream_packetin")
        }
        packets += 1
        var page = ogg_page()
        while (endsPage || isLast ? ogg_stream_flush(stream, &page) : ogg_stream_pageout(stream, &page)) != 0 {
            bytes += UnsafeBufferPointer(start: page.header, count: page.header_len)
            bytes += UnsafeBufferPointer(start: page.body, count: page.body_len)
        }
    }
}
