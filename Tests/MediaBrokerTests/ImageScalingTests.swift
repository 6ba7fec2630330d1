import MediaBroker
import Testing

@Suite struct ImageScalingTests {
    @Test func keepsTheProportion() {
        let small = RasterImage.gradient(width: 200, height: 50).scaledDown(toWidth: 64)
        #expect(small.width == 64 && small.height == 16)
        #expect(RasterImage.gradient(width: 900, height: 1).scaledDown(toWidth: 64).height == 1)
    }

    @Test func neverEnlarges() {
        let image = RasterImage.gradient(width: 40, height: 30)
        #expect(image.scaledDown(toWidth: 64) == image)
    }

    /// Half black and half white pixels give as much light as the grey 188, not 128.
    @Test func addsUpLightAndNotNumbers() {
        let pixels = (0..<64 * 64).flatMap { index -> [UInt8] in
            let value: UInt8 = (index % 64 + index / 64).isMultiple(of: 2) ? 255 : 0
            return [value, value, value, 255]
        }
        let small = RasterImage(width: 64, height: 64, pixels: pixels).scaledDown(toWidth: 16)
        #expect((186...190).contains(small.pixel(8, 8)[0]))
    }

    @Test func whatIsTransparentLeavesNoFringe() {
        let pixels = (0..<64 * 64).flatMap { index -> [UInt8] in index % 64 < 33 ? [255, 0, 0, 255] : [0, 255, 0, 0] }
        let small = RasterImage(width: 64, height: 64, pixels: pixels).scaledDown(toWidth: 16)
        let edge = small.pixel(8, 8)
        #expect(edge[3] > 0 && edge[3] < 255)
        #expect(edge[0] == 255 && edge[1] == 0)
    }

    @Test func aPlainPictureStaysPlain() {
        let image = RasterImage(width: 97, height: 61, pixels: [UInt8](repeating: 200, count: 97 * 61 * 4))
        let small = image.scaledDown(toWidth: 13)
        #expect(small.pixels.allSatisfy { $0 == 200 })
    }
}
