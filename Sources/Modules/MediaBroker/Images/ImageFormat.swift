/// A kind of picture that is taken from strangers, known by its first bytes, never by its name.
package enum ImageFormat: String, Sendable, CaseIterable {
    case png, webp, jpeg

    /// nil when the bytes begin like none of them.
    package init?(of bytes: some Collection<UInt8>) {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) {
            self = .webp
        } else {
            return nil
        }
    }

    package var mediaType: String { "image/\(rawValue)" }

    /// Without the dot.
    package var fileExtension: String { self == .jpeg ? "jpg" : rawValue }
}

/// A kind of file that is often sent as a picture and is none of those taken, to say so by its name.
enum ForeignFormat: String, CaseIterable {
    case gif = "a GIF"
    case svg = "an SVG"
    case bmp = "a BMP"
    case tiff = "a TIFF"
    case avif = "an AVIF or HEIC"
    case zip = "a ZIP archive"
    case pdf = "a PDF"

    init?(of bytes: some Collection<UInt8>) {
        func begins(_ text: String, at offset: Int = 0) -> Bool { bytes.dropFirst(offset).starts(with: text.utf8) }
        if begins("GIF8") {
            self = .gif
        } else if begins("<svg") || begins("<?xml") {
            self = .svg
        } else if begins("BM") {
            self = .bmp
        } else if begins("II*\0") || begins("MM\0*") {
            self = .tiff
        } else if begins("ftyp", at: 4) {
            self = .avif
        } else if begins("PK") {
            self = .zip
        } else if begins("%PDF") {
            self = .pdf
        } else {
            return nil
        }
    }
}
