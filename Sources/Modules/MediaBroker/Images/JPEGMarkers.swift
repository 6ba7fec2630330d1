/// The segments of a JPEG before its picture data (ITU-T T.81, annex B).
struct JPEGMarkers {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Width and height are those shown, after the turn that the camera asks for.
    func header() throws(ImageError) -> ImageHeader {
        var orientation = 1
        // After SOI.
        var offset = 2
        while let (marker, data) = segment(at: &offset) {
            switch marker {
            case 0xE1:
                orientation = Self.orientation(data) ?? orientation
            // SOF0...SOF15; DHT, JPG and DAC stand among them.
            case 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(marker):
                guard data.count >= 6 else { throw .broken(.jpeg, reason: "its frame header is cut short") }
                let start = data.startIndex
                let height = Int(data[start + 1]) << 8 | Int(data[start + 2])
                let width = Int(data[start + 3]) << 8 | Int(data[start + 4])
                guard [1, 3].contains(data[start + 5]) else {
                    throw .unsupported("a JPEG in the colours of printing, CMYK")
                }
                let isTurned = orientation >= 5
                var header = ImageHeader(
                    format: .jpeg, width: isTurned ? height : width, height: isTurned ? width : height)
                header.orientation = orientation
                return header
            // SOS or EOI before any frame.
            case 0xDA, 0xD9:
                throw .broken(.jpeg, reason: "it has no frame header")
            default:
                continue
            }
        }
        throw .broken(.jpeg, reason: "it ends before its frame header")
    }

    /// nil at the end of the bytes. `offset` goes behind the segment.
    private func segment(at offset: inout Int) -> (marker: UInt8, data: ArraySlice<UInt8>)? {
        while offset < bytes.count, bytes[offset] != 0xFF { offset += 1 }
        while offset < bytes.count, bytes[offset] == 0xFF { offset += 1 }
        guard offset < bytes.count else { return nil }
        let marker = bytes[offset]
        offset += 1
        // TEM, RSTn, SOI, EOI and a stuffed zero stand alone.
        if marker <= 0x01 || (0xD0...0xD9).contains(marker) { return (marker, []) }
        guard offset + 2 <= bytes.count else { return nil }
        let length = Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
        guard length >= 2, offset + length <= bytes.count else { return nil }
        defer { offset += length }
        return (marker, bytes[offset + 2..<offset + length])
    }

    /// Tag 0x0112 of the first directory of an Exif segment (TIFF 6.0, section 2); nil when it has none that is valid.
    private static func orientation(_ data: ArraySlice<UInt8>) -> Int? {
        guard data.starts(with: "Exif\0\0".utf8) else { return nil }
        let tiff = Array(data.dropFirst(6))
        guard tiff.count >= 8 else { return nil }
        let isLittle = tiff.starts(with: "II".utf8)
        func number(at offset: Int, bytes: Int) -> Int? {
            guard offset >= 0, offset + bytes <= tiff.count else { return nil }
            let digits = tiff[offset..<offset + bytes]
            return (isLittle ? Array(digits.reversed()) : Array(digits)).reduce(0) { $0 << 8 | Int($1) }
        }
        guard let directory = number(at: 4, bytes: 4), let entries = number(at: directory, bytes: 2) else { return nil }
        for entry in 0..<entries {
            let offset = directory + 2 + entry * 12
            guard let tag = number(at: offset, bytes: 2) else { return nil }
            if tag == 0x0112 { return number(at: offset + 8, bytes: 2).flatMap { (1...8).contains($0) ? $0 : nil } }
        }
        return nil
    }
}
