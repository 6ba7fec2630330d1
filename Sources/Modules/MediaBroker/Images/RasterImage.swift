/// A picture as pixels: rows from the top, four bytes a pixel, red, green, blue and alpha (not multiplied into the
/// others), no gaps.
package struct RasterImage: Sendable, Equatable {
    /// Pixels, 1...8192.
    package let width: Int
    /// Pixels, 1...8192.
    package let height: Int
    package internal(set) var pixels: [UInt8]

    package init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(
            (1...8192).contains(width) && (1...8192).contains(height), "BUG: a picture of \(width) x \(height)")
        precondition(pixels.count == width * height * 4, "BUG: \(pixels.count) bytes for \(width) x \(height) pixels")
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    /// Calls `fill` with the memory of all pixels, whose content it has to write.
    init<Failure: Error>(
        width: Int, height: Int, fill: (UnsafeMutablePointer<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        var failure: Failure?
        let pixels = [UInt8](unsafeUninitializedCapacity: width * height * 4) { buffer, count in
            do throws(Failure) {
                try fill(buffer.baseAddress!)
                count = buffer.count
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        self.init(width: width, height: height, pixels: pixels)
    }

    /// Whether every pixel hides all that is behind it.
    package var isOpaque: Bool {
        pixels.withUnsafeBufferPointer { bytes in
            stride(from: 3, to: bytes.count, by: 4).allSatisfy { bytes[$0] == 255 }
        }
    }
}
