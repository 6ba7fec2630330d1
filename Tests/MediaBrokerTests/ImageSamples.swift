import FoundationEssentials
import MediaBroker

/// Small pictures. The JPEGs are of 16 x 8 pixels, red on the left and blue on the right.
enum ImageSamples {
    static let jpeg = bytes(
        """
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAYEBQYFBAYGBQYHBwYIChAKCgkJChQODwwQFxQYGBcUFhYaHSUfGhsjHBYWICwgIyYn
        KSopGR8tMC0oMCUoKSj/2wBDAQcHBwoIChMKChMoGhYaKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgo
        KCgoKCgoKCj/wAARCAAIABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAb/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QA
        FAEBAAAAAAAAAAAAAAAAAAAABv/EABgRAAIDAAAAAAAAAAAAAAAAAAAGRILC/9oADAMBAAIRAxEAPwCKQ4ESJIroVvce2T//2Q==
        """)

    /// The same, with an Exif segment of orientation 6.
    static let turnedJPEG = bytes(
        """
        /9j/4AAQSkZJRgABAQAAAQABAAD/4QAiRXhpZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAD/2wBDAAYEBQYFBAYGBQYHBwYI
        ChAKCgkJChQODwwQFxQYGBcUFhYaHSUfGhsjHBYWICwgIyYnKSopGR8tMC0oMCUoKSj/2wBDAQcHBwoIChMKChMoGhYaKCgoKCgo
        KCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCj/wAARCAAIABADASIAAhEBAxEB/8QAFQABAQAAAAAA
        AAAAAAAAAAAAAAb/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAABv/EABgRAAIDAAAAAAAAAAAAAAAA
        AAAGRILC/9oADAMBAAIRAxEAPwCKQ4ESJIroVvce2T//2Q==
        """)

    static func picture(_ format: ImageFormat) -> [UInt8] {
        let image = RasterImage.gradient(width: 24, height: 16)
        return switch format {
        case .png: ImageCodec.encode(image, as: .png)
        case .webp: ImageCodec.encode(image, as: .webp)
        case .jpeg: jpeg
        }
    }

    /// A PNG without a pixel: signature and IHDR, whose checksum nobody has looked at yet.
    static func pngHeader(width: UInt32, height: UInt32) -> [UInt8] {
        func big(_ value: UInt32) -> [UInt8] { withUnsafeBytes(of: value.bigEndian) { Array($0) } }
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + big(13) + Array("IHDR".utf8) + big(width)
            + big(height)
            + [8, 6, 0, 0, 0] + big(0)
    }

    /// The extended header (VP8X) with its flag for an animation, 24 x 16 pixels, and the chunk ANIM.
    static let animatedWebP =
        Array("RIFF".utf8) + [36, 0, 0, 0] + Array("WEBPVP8X".utf8) + [10, 0, 0, 0, 2, 0, 0, 0, 23, 0, 0, 15, 0, 0]
        + Array("ANIM".utf8) + [6, 0, 0, 0, 0, 0, 0, 0, 0, 0]

    private static func bytes(_ base64: String) -> [UInt8] {
        Array(Data(base64Encoded: base64, options: .ignoreUnknownCharacters)!)
    }
}

extension RasterImage {
    /// Opaque, and another colour at every pixel.
    static func gradient(width: Int, height: Int) -> RasterImage {
        var pixels: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width { pixels += [UInt8(x * 255 / width), UInt8(y * 255 / height), 120, 255] }
        }
        return RasterImage(width: width, height: height, pixels: pixels)
    }

    func pixel(_ x: Int, _ y: Int) -> [UInt8] {
        let start = (y * width + x) * 4
        return Array(pixels[start..<start + 4])
    }

    /// The mean difference of a channel, 0...255. Both must be of one size.
    func distance(to other: RasterImage) -> Double {
        let sum = zip(pixels, other.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
        return Double(sum) / Double(pixels.count)
    }
}
