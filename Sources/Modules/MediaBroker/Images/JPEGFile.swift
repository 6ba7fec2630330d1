internal import CJPEG

/// JPEG through libjpeg-turbo; only read.
enum JPEGFile {
    /// `header` is of these bytes. A photograph comes turned as its camera asks for, which is lost with its metadata.
    static func decode(_ bytes: [UInt8], _ header: ImageHeader) throws(ImageError) -> RasterImage {
        let isTurned = header.orientation >= 5
        let width = isTurned ? header.height : header.width
        let height = isTurned ? header.width : header.height
        let image = try RasterImage(width: width, height: height) { pixels throws(ImageError) in
            var message = [CChar](repeating: 0, count: 256)
            guard cjpeg_decode(bytes, bytes.count, UInt32(width), UInt32(height), pixels, &message) else {
                let text = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
                throw .broken(.jpeg, reason: String(decoding: text, as: UTF8.self))
            }
        }
        return image.turned(header.orientation)
    }
}

extension RasterImage {
    /// Exif 2.3, 4.6.4 A: where the stored picture's row 0 and column 0 are to be shown.
    fileprivate func turned(_ orientation: Int) -> RasterImage {
        guard (2...8).contains(orientation) else { return self }
        let isTurned = orientation >= 5
        let shown = (width: isTurned ? height : width, height: isTurned ? width : height)
        // The stored column grows from the right (2, 3, 7, 8 after the swap of axes), the stored row from the bottom.
        let mirrorsX = [2, 3, 7, 8].contains(orientation)
        let mirrorsY = [3, 4, 6, 7].contains(orientation)
        return pixels.withUnsafeBytes { source in
            RasterImage(width: shown.width, height: shown.height) { target in
                let target = UnsafeMutableRawPointer(target).assumingMemoryBound(to: UInt32.self)
                let source = source.assumingMemoryBound(to: UInt32.self)
                for y in 0..<shown.height {
                    for x in 0..<shown.width {
                        let column = isTurned ? y : x
                        let row = isTurned ? x : y
                        let from =
                            (mirrorsY ? height - 1 - row : row) * width + (mirrorsX ? width - 1 - column : column)
                        target[y * shown.width + x] = source[from]
                    }
                }
            }
        }
    }
}
