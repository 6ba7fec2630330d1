internal import CWebP

/// WebP through libwebp.
enum WebPFile {
    /// `header` is of these bytes.
    static func decode(_ bytes: [UInt8], _ header: ImageHeader) throws(ImageError) -> RasterImage {
        try RasterImage(width: header.width, height: header.height) { pixels throws(ImageError) in
            let size = header.width * header.height * 4
            guard WebPDecodeRGBAInto(bytes, bytes.count, pixels, size, Int32(header.width * 4)) != nil else {
                throw .broken(.webp, reason: "its data ends early or is not valid")
            }
        }
    }

    /// Quality 80 at method 2: a megapixel in some 20 ms, which a higher method doubles for a few per cent of size.
    static func encode(_ image: RasterImage) -> [UInt8] {
        // How its blocks are predicted takes half a megabyte at most (RFC 6386 §9.1), and method 2 can go beyond it. With one
        // prediction for each block of 16 x 16 the largest picture that is taken stays far below.
        if let bytes = encoded(image, { $0.method = 2 }) { return bytes }
        let small = encoded(image) { config in
            config.method = 3
            config.partition_limit = 100
        }
        // Sizes are checked in `RasterImage`; what is left is memory, without which nothing goes on.
        guard let small else { preconditionFailure("libwebp could not encode \(image.width) x \(image.height)") }
        return small
    }

    private static func encoded(_ image: RasterImage, _ configure: (inout WebPConfig) -> Void) -> [UInt8]? {
        var config = WebPConfig()
        precondition(
            WebPConfigInitInternal(&config, WEBP_PRESET_DEFAULT, 80, WEBP_ENCODER_ABI_VERSION) != 0,
            "BUG: libwebp is another than its header")
        configure(&config)
        var picture = WebPPicture()
        precondition(WebPPictureInitInternal(&picture, WEBP_ENCODER_ABI_VERSION) != 0, "BUG: libwebp's header")
        var writer = WebPMemoryWriter()
        WebPMemoryWriterInit(&writer)
        defer {
            WebPPictureFree(&picture)
            WebPMemoryWriterClear(&writer)
        }
        picture.width = Int32(image.width)
        picture.height = Int32(image.height)
        let isEncoded = withUnsafeMutablePointer(to: &writer) { writer in
            picture.writer = WebPMemoryWrite
            picture.custom_ptr = UnsafeMutableRawPointer(writer)
            return WebPPictureImportRGBA(&picture, image.pixels, Int32(image.width * 4)) != 0
                && WebPEncode(&config, &picture) != 0
        }
        return isEncoded ? Array(UnsafeBufferPointer(start: writer.mem, count: writer.size)) : nil
    }
}
