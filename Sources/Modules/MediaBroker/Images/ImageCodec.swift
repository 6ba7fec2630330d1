/// From bytes to pixels and back. Synchronous, and from any thread: a large picture takes a second, so call it on a worker.
package enum ImageCodec {
    /// The header alone, held against the limits.
    ///
    /// - Throws: what `ImageHeader` throws, and `tooLarge`, `animated`.
    package static func probe(_ bytes: [UInt8], limits: ImageLimits = ImageLimits()) throws(ImageError) -> ImageHeader {
        let header = try ImageHeader(of: bytes)
        try limits.check(width: header.width, height: header.height)
        if header.isAnimated { throw .animated(header.format) }
        return header
    }

    /// - Throws: what `probe` throws, before any pixel is decoded, and `broken`.
    package static func decode(
        _ bytes: [UInt8], limits: ImageLimits = ImageLimits()
    ) throws(ImageError) -> RasterImage {
        let header = try probe(bytes, limits: limits)
        switch header.format {
        case .png: return try PNGFile.decode(bytes, header)
        case .webp: return try WebPFile.decode(bytes, header)
        case .jpeg: return try JPEGFile.decode(bytes, header)
        }
    }

    package static func encode(_ image: RasterImage, as format: EncodedFormat) -> [UInt8] {
        switch format {
        case .png: PNGFile.encode(image)
        case .webp: WebPFile.encode(image)
        }
    }
}

/// What pictures are written as.
package enum EncodedFormat: Sendable {
    /// Lossless.
    case png
    /// Lossy, quality 80 of 100.
    case webp
}
