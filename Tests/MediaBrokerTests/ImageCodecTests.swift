import Hashing
import MediaBroker
import Testing

@Suite struct ImageCodecTests {
    @Test func pngKeepsEveryPixel() throws {
        let image = RasterImage.gradient(width: 37, height: 21)
        #expect(try ImageCodec.decode(ImageCodec.encode(image, as: .png)) == image)
    }

    @Test func webPKeepsSizeAndColoursNearly() throws {
        let image = RasterImage.gradient(width: 64, height: 48)
        let again = try ImageCodec.decode(ImageCodec.encode(image, as: .webp))
        #expect(again.width == 64 && again.height == 48)
        #expect(again.distance(to: image) < 4)
    }

    /// 16 x 16 greys, in hexadecimal: of all blocks the one of which method 2 writes most about its prediction.
    private static let dearBlock =
        "ec61e798efa6463cba758bfb738cc7dbf7f8395d178ec6d08aa2e0fd5a318ec842efc1acd71de8b2b7de607c215d8463"
        + "40b17d3c182324b1389dd659570c873b284eb192ee7f763e965c5b225e9e82fef4f327ca19c9a55eceb66d16ce300b9e"
        + "de1b2bf150448497e1c5af8d605b8d981223b78569c362ded7e79e843ac815b57489674c592ed6fdf002259829a99437"
        + "c89ce6b9b0dede0df9e7fec28c197160fb1cef55d78ea978af2e53ed3f6ad9e446f9f49bee35b74c1d2ce3c9d6f78c66"
        + "ac20fdd4183a47cc597a600b71a73fdc8ee36c2859b57a058d4fd4d9034dd201b9ca54f0a2cb75430c24fd96c8f75591"
        + "a4e0ffc0498594e27a73e9361c060d24"

    @Test("takes the largest picture also when there is more to write of its predictions than WebP has room for")
    func webPTakesWhatIsDearToPredict() throws {
        let (side, greys) = (4096, try #require(Hex.decode(Self.dearBlock)))
        var pixels: [UInt8] = []
        pixels.reserveCapacity(side * side * 4)
        let rows = (0..<16).map { row -> [UInt8] in
            let block = greys[(row * 16)..<(row * 16 + 16)].flatMap { grey -> [UInt8] in [grey, grey, grey, 255] }
            return Array(repeatElement(block, count: side / 16).joined())
        }
        for row in 0..<side { pixels += rows[row % 16] }
        let encoded = ImageCodec.encode(RasterImage(width: side, height: side, pixels: pixels), as: .webp)
        let header = try ImageCodec.probe(encoded)
        #expect((header.width, header.height) == (side, side))
    }

    /// Red on the left, blue on the right.
    @Test func decodesJPEG() throws {
        let image = try ImageCodec.decode(ImageSamples.jpeg)
        #expect(image.width == 16 && image.height == 8)
        #expect(image.pixel(2, 4)[0] > 180 && image.pixel(13, 4)[2] > 160)
    }

    /// Orientation 6: the stored left edge is shown at the top.
    @Test func turnsPhotographsAsTheirCameraAsks() throws {
        let image = try ImageCodec.decode(ImageSamples.turnedJPEG)
        #expect(image.width == 8 && image.height == 16)
        #expect(image.pixel(4, 2)[0] > 180 && image.pixel(4, 13)[2] > 160)
        let header = try ImageCodec.probe(ImageSamples.turnedJPEG)
        #expect(header.width == 8 && header.height == 16)
    }

    @Test(arguments: ImageFormat.allCases)
    func everyPrefixIsRefused(format: ImageFormat) throws {
        let whole = ImageSamples.picture(format)
        // The last bytes of a JPEG are its end mark, those of a PNG its end chunk: without them all pixels are there.
        for count in 0..<whole.count - 16 {
            #expect(throws: ImageError.self, "\(count) of \(whole.count) bytes") {
                try ImageCodec.decode(Array(whole.prefix(count)))
            }
        }
    }

    @Test(arguments: [
        ("", "empty"), ("GIF89a", "a GIF"), ("<svg xmlns=", "an SVG"), ("PK\u{3}\u{4}", "a ZIP archive"),
        ("hello there", "not a picture"), ("%PDF-1.7", "a PDF"), ("\0\0\0\u{20}ftypavif", "an AVIF"),
    ])
    func namesWhatItDoesNotTake(text: String, said: String) {
        let error = #expect(throws: ImageError.self) { try ImageCodec.decode(Array(text.utf8)) }
        #expect(error?.description.contains(said) == true)
    }

    /// The name says nothing, so a header alone promises what no memory holds.
    @Test func refusesTooManyPixelsBeforeDecoding() {
        let bytes = ImageSamples.pngHeader(width: 40_000, height: 30_000)
        #expect(throws: ImageError.tooLarge(width: 40_000, height: 30_000, limits: ImageLimits())) {
            try ImageCodec.decode(bytes)
        }
    }

    @Test func aLongSideIsTooLargeThoughThePixelsAreFew() {
        #expect(throws: ImageError.tooLarge(width: 8193, height: 1, limits: ImageLimits())) {
            try ImageCodec.probe(ImageSamples.pngHeader(width: 8193, height: 1))
        }
        #expect(throws: Never.self) { try ImageCodec.probe(ImageSamples.pngHeader(width: 8192, height: 2048)) }
        #expect(throws: ImageError.tooLarge(width: 8192, height: 2049, limits: ImageLimits())) {
            try ImageCodec.probe(ImageSamples.pngHeader(width: 8192, height: 2049))
        }
    }

    @Test func refusesAnimations() {
        var png = ImageSamples.picture(.png)
        png.insert(contentsOf: [0, 0, 0, 8] + Array("acTL".utf8) + [UInt8](repeating: 0, count: 12), at: 33)
        #expect(throws: ImageError.animated(.png)) { try ImageCodec.probe(png) }
        #expect(throws: ImageError.animated(.webp)) { try ImageCodec.probe(ImageSamples.animatedWebP) }
    }

    @Test func knowsFormatsByTheirFirstBytes() {
        for format in ImageFormat.allCases { #expect(ImageFormat(of: ImageSamples.picture(format)) == format) }
        #expect(ImageFormat(of: Array("RIFF....WAVE".utf8)) == nil)
    }
}
