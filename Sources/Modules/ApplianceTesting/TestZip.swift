/// A .zip as a test wants it, right or wrong.
package struct TestZip {
    package struct Entry {
        package var name: [UInt8]
        /// As they stand in the archive.
        package var bytes: [UInt8]
        /// Unpacked; nil: that of `bytes`.
        package var size: Int?
        /// Nil: that of `bytes`.
        package var checksum: UInt32?
        package var flags: UInt16 = 0
        /// 0: stored, 8: deflated.
        package var method: UInt16 = 0
        /// Of Unix; nil: the archive is of a system that tells none.
        package var mode: UInt32?

        package init(_ name: String, _ text: String = "") {
            self.name = Array(name.utf8)
            bytes = Array(text.utf8)
        }

        package init(_ name: String, bytes: [UInt8]) {
            self.name = Array(name.utf8)
            self.bytes = bytes
        }
    }

    package var entries: [Entry]

    package init(_ entries: [Entry]) { self.entries = entries }

    /// Of files by their paths.
    package init(_ files: [String: String]) {
        entries = files.sorted { $0.key < $1.key }.map { Entry($0.key, $0.value) }
    }

    /// Local headers with the content, the directory, its end (APPNOTE 4.3).
    package var bytes: [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let offset = file.count
            file += Self.numbers([(0x0403_4b50, 4), (20, 2)]) + entry.common + Self.number(0, 2) + entry.name
            file += entry.bytes
            directory += Self.numbers([(0x0201_4b50, 4), (entry.mode == nil ? 20 : 0x0314, 2), (20, 2)])
            directory += entry.common
            let mode = UInt64(entry.mode ?? 0) << 16
            directory += Self.numbers([(0, 2), (0, 2), (0, 2), (0, 2), (mode, 4), (UInt64(offset), 4)]) + entry.name
        }
        let start = file.count
        let count = UInt64(entries.count)
        file += directory
        let (size, place) = (UInt64(directory.count), UInt64(start))
        file += Self.numbers([(0x0605_4b50, 4), (0, 4), (count, 2), (count, 2), (size, 4), (place, 4), (0, 2)])
        return file
    }

    private static func numbers(_ fields: [(value: UInt64, bytes: Int)]) -> [UInt8] {
        fields.flatMap { number($0.value, $0.bytes) }
    }

    fileprivate static func number(_ value: UInt64, _ bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    /// CRC-32 (ISO 3309).
    package static func checksum(of bytes: [UInt8]) -> UInt32 {
        var crc = ~UInt32(0)
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}

extension TestZip.Entry {
    /// What both headers have: flags, method, time, checksum, sizes, length of the name.
    fileprivate var common: [UInt8] {
        let checksum = checksum ?? TestZip.checksum(of: bytes)
        let fields: [(value: UInt64, bytes: Int)] = [
            (UInt64(flags), 2), (UInt64(method), 2), (0, 4), (UInt64(checksum), 4), (UInt64(bytes.count), 4),
            (UInt64(size ?? bytes.count), 4), (UInt64(name.count), 2),
        ]
        return fields.flatMap { TestZip.number($0.value, $0.bytes) }
    }
}
