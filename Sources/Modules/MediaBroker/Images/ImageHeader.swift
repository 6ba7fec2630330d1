internal import CWebP

/// What the beginning of a picture says of it, read without decoding a pixel.
package struct ImageHeader: Sendable, Equatable {
    package let format: ImageFormat
    /// As it is shown, pixels, 1 and more.
    package let width: Int
    /// As it is shown, pixels, 1 and more.
    package let height: Int
    package var isAnimated = false
    /// How the pixels of a photograph are turned to be shown, 1...8 (Exif 2.3, tag 0x0112).
    var orientation = 1

    /// - Throws: `ImageError.empty`, `notAnImage`, `unsupported`, or `broken` when the header is.
    package init(of bytes: [UInt8]) throws(ImageError) {
        guard let format = ImageFormat(of: bytes) else {
            if bytes.isEmpty { throw .empty }
            if let foreign = ForeignFormat(of: bytes) { throw .unsupported(foreign.rawValue) }
            throw .notAnImage
        }
        switch format {
        case .png: self = try Self.png(bytes)
        case .webp: self = try Self.webP(bytes)
        case .jpeg: self = try JPEGMarkers(bytes).header()
        }
        guard width > 0, height > 0 else { throw .broken(format, reason: "it has no pixels") }
    }

    init(format: ImageFormat, width: Int, height: Int) {
        self.format = format
        self.width = width
        self.height = height
    }

    /// PNG 1.2, 4.1.1: IHDR comes first. An animation is told by `acTL` before the first IDAT (APNG 1.0).
    private static func png(_ bytes: [UInt8]) throws(ImageError) -> Self {
        guard bytes.count >= 33, bytes[12..<16].elementsEqual("IHDR".utf8), bytes.bigEndian32(at: 8) == 13 else {
            throw .broken(.png, reason: "its header is missing")
        }
        var header = Self(format: .png, width: bytes.bigEndian32(at: 16), height: bytes.bigEndian32(at: 20))
        var chunk = 33
        while chunk + 8 <= bytes.count {
            let kind = bytes[chunk + 4..<chunk + 8]
            if kind.elementsEqual("IDAT".utf8) { break }
            if kind.elementsEqual("acTL".utf8) { header.isAnimated = true }
            // Length, kind, data, checksum.
            chunk += 12 + bytes.bigEndian32(at: chunk)
        }
        return header
    }

    private static func webP(_ bytes: [UInt8]) throws(ImageError) -> Self {
        var features = WebPBitstreamFeatures()
        guard WebPGetFeaturesInternal(bytes, bytes.count, &features, WEBP_DECODER_ABI_VERSION) == VP8_STATUS_OK else {
            throw .broken(.webp, reason: "its header is not readable")
        }
        var header = Self(format: .webp, width: Int(features.width), height: Int(features.height))
        header.isAnimated = features.has_animation != 0
        return header
    }
}

extension [UInt8] {
    /// The four bytes from `offset` on must be there.
    fileprivate func bigEndian32(at offset: Int) -> Int {
        self[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    }
}
