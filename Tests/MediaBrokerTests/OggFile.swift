@testable import MediaBroker

/// The pages of an Ogg file (RFC 3533, 6), read without libogg.
struct OggFile {
    struct Page {
        let flags: UInt8
        let granule: Int
        let serial: Int
        let sequence: Int
        let isIntact: Bool
        let body: [UInt8]
    }

    let pages: [Page]

    /// nil when something stands before, between or behind the pages, or one is cut short.
    init?(_ bytes: [UInt8]) {
        var pages: [Page] = []
        var offset = 0
        func number(_ start: Int, _ count: Int) -> Int {
            (0..<count).reduce(0) { $0 | Int(bytes[offset + start + $1]) << (8 * $1) }
        }
        while offset < bytes.count {
            guard offset + 27 <= bytes.count, bytes[offset..<offset + 5].elementsEqual(Array("OggS".utf8) + [0]) else {
                return nil
            }
            let segments = Int(bytes[offset + 26])
            guard offset + 27 + segments <= bytes.count else { return nil }
            let size = bytes[offset + 27..<offset + 27 + segments].reduce(0) { $0 + Int($1) }
            let end = offset + 27 + segments + size
            guard end <= bytes.count else { return nil }
            var page = Array(bytes[offset..<end])
            page.replaceSubrange(22..<26, with: [0, 0, 0, 0])
            pages.append(
                Page(
                    flags: bytes[offset + 5], granule: number(6, 8), serial: number(14, 4), sequence: number(18, 4),
                    isIntact: Self.checksum(page) == number(22, 4), body: Array(bytes[end - size..<end])))
            offset = end
        }
        self.pages = pages
    }

    /// CRC-32 with the polynomial 0x04c11db7, nothing reflected.
    private static func checksum(_ bytes: [UInt8]) -> Int {
        var sum: UInt32 = 0
        for byte in bytes {
            sum ^= UInt32(byte) << 24
            for _ in 0..<8 { sum = sum & 0x8000_0000 != 0 ? sum << 1 ^ 0x04C1_1DB7 : sum << 1 }
        }
        return Int(sum)
    }

    /// Samples of 48 kHz that the head says to drop at the beginning.
    var preSkip: Int { Int(pages[0].body[10]) | Int(pages[0].body[11]) << 8 }

    /// Samples of 48 kHz that are heard.
    var length: Int { pages[pages.count - 1].granule - preSkip }
}
