internal import CPNG

/// PNG through libpng's simplified interface, which keeps its jumps to itself.
enum PNGFile {
    /// `header` is of these bytes.
    static func decode(_ bytes: [UInt8], _ header: ImageHeader) throws(ImageError) -> RasterImage {
        var image = png_image()
        image.version = png_uint_32(PNG_IMAGE_VERSION)
        defer { png_image_free(&image) }
        return try bytes.withUnsafeBufferPointer { bytes throws(ImageError) in
            guard png_image_begin_read_from_memory(&image, bytes.baseAddress, bytes.count) != 0 else {
                throw .broken(.png, reason: image.text)
            }
            guard image.width == header.width, image.height == header.height else {
                throw .broken(.png, reason: "its header changes")
            }
            image.format = rgba
            return try RasterImage(width: header.width, height: header.height) { pixels throws(ImageError) in
                guard png_image_finish_read(&image, nil, pixels, png_int_32(header.width * 4), nil) != 0 else {
                    throw .broken(.png, reason: image.text)
                }
            }
        }
    }

    static func encode(_ image: RasterImage) -> [UInt8] {
        var file = png_image()
        file.version = png_uint_32(PNG_IMAGE_VERSION)
        file.width = png_uint_32(image.width)
        file.height = png_uint_32(image.height)
        file.format = rgba
        defer { png_image_free(&file) }
        // The bound of the compressed size: what deflate may add is a thousandth and some bytes; filters are a byte a row.
        let bound = image.pixels.count + image.pixels.count / 512 + image.height * 2 + 4096
        return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            var size = png_alloc_size_t(bound)
            let isWritten = png_image_write_to_memory(
                &file, buffer.baseAddress, &size, 0, image.pixels, png_int_32(image.width * 4), nil)
            precondition(isWritten != 0, "BUG: libpng: \(file.text)")
            count = Int(size)
        }
    }

    /// `PNG_FORMAT_RGBA`, which Swift does not import.
    private static let rgba = png_uint_32(PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA)
}

extension png_image {
    /// What libpng says went wrong.
    fileprivate var text: String {
        withUnsafeBytes(of: message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
