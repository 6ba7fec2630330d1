/// Why bytes are not taken as a picture. `description` is a sentence for whoever sent them.
package enum ImageError: Error, Sendable, Equatable, CustomStringConvertible {
    case empty
    /// Begins like no picture.
    case notAnImage
    /// Something well known that is not taken, with its article: `a GIF`.
    case unsupported(String)
    case animated(ImageFormat)
    case tooLarge(width: Int, height: Int, limits: ImageLimits)
    /// Broken or cut short.
    case broken(ImageFormat, reason: String)

    package var description: String {
        switch self {
        case .empty:
            "The file is empty; a PNG, JPEG or WebP picture is taken."
        case .notAnImage:
            "The file is not a picture; a PNG, JPEG or WebP picture is taken, known by its first bytes, not by its name."
        case .unsupported(let kind):
            "The file is \(kind); a PNG, JPEG or WebP picture is taken."
        case .animated(let format):
            "The \(format.name) picture is animated; a still one is taken."
        case .tooLarge(let width, let height, let limits):
            "The picture has \(width) x \(height) pixels; at most \(limits.side) a side and \(limits.pixels) in all are taken."
        case .broken(let format, let reason):
            "The \(format.name) picture is broken or cut short: \(reason)."
        }
    }
}

extension ImageFormat {
    fileprivate var name: String {
        switch self {
        case .png: "PNG"
        case .webp: "WebP"
        case .jpeg: "JPEG"
        }
    }
}

/// How large a picture may be; looked at before anything of it is decoded.
package struct ImageLimits: Sendable, Equatable {
    /// Width and height, pixels.
    package var side = 8192
    /// Width times height.
    package var pixels = 16_777_216

    package init() {}

    /// - Throws: `ImageError.tooLarge`.
    func check(width: Int, height: Int) throws(ImageError) {
        guard width <= side, height <= side, width * height <= pixels else {
            throw .tooLarge(width: width, height: height, limits: self)
        }
    }
}
