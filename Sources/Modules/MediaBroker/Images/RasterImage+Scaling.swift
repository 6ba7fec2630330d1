internal import Glibc

extension RasterImage {
    /// The widths in which pictures are also served.
    package static let thumbnailWidths = [64, 128, 256, 512, 1024]

    /// The same picture, `width` pixels wide; itself when it is not wider. The height keeps the proportion, at least 1.
    ///
    /// A Catmull-Rom filter stretched to the scale, so that every pixel counts, over light as it adds up (linear, not
    /// sRGB), with colours weighed by their alpha, so that what is transparent leaves no fringe.
    package func scaledDown(toWidth width: Int) -> RasterImage {
        guard width < self.width, width > 0 else { return self }
        let height = max(1, (self.height * width + self.width / 2) / self.width)
        let columns = Resampling(from: self.width, to: width)
        let rows = Resampling(from: self.height, to: height)
        return RasterImage(width: width, height: height) { target in
            pixels.withUnsafeBufferPointer { source in
                // Rows scaled in width, kept only while a row of the result needs them.
                var ring = [SIMD4<Float>](repeating: .zero, count: rows.longest * width)
                var next = 0
                for y in 0..<height {
                    let (first, weights) = rows.taps(of: y)
                    while next < first + weights.count {
                        columns.apply(
                            to: source.baseAddress! + next * self.width * 4,
                            &ring, from: next % rows.longest * width)
                        next += 1
                    }
                    for x in 0..<width {
                        var sum = SIMD4<Float>.zero
                        for (offset, weight) in weights.enumerated() {
                            sum += ring[(first + offset) % rows.longest * width + x] * weight
                        }
                        Light.write(sum, to: target + (y * width + x) * 4)
                    }
                }
            }
        }
    }
}

/// Which pixels of a line make a pixel of a shorter one, with which weights.
private struct Resampling {
    private var firsts: [Int] = []
    private var weights: [[Float]] = []
    /// Of all pixels, how many at most make one.
    private(set) var longest = 1

    init(from source: Int, to target: Int) {
        let scale = Float(source) / Float(target)
        for position in 0..<target {
            let centre = (Float(position) + 0.5) * scale - 0.5
            let reach = 2 * scale
            let first = max(0, Int((centre - reach).rounded(.up)))
            let last = min(source - 1, Int((centre + reach).rounded(.down)))
            let raw = (first...last).map { Self.catmullRom((Float($0) - centre) / scale) }
            let sum = raw.reduce(0, +)
            firsts.append(first)
            weights.append(raw.map { $0 / sum })
            longest = max(longest, raw.count)
        }
    }

    func taps(of position: Int) -> (first: Int, weights: [Float]) { (firsts[position], weights[position]) }

    func apply(to row: UnsafePointer<UInt8>, _ target: inout [SIMD4<Float>], from start: Int) {
        for position in firsts.indices {
            var sum = SIMD4<Float>.zero
            var pixel = row + firsts[position] * 4
            for weight in weights[position] {
                sum += Light.read(pixel) * weight
                pixel += 4
            }
            target[start + position] = sum
        }
    }

    private static func catmullRom(_ distance: Float) -> Float {
        let x = abs(distance)
        if x < 1 { return (1.5 * x - 2.5) * x * x + 1 }
        return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0
    }
}

/// sRGB (IEC 61966-2-1) and light.
private enum Light {
    private static let ofByte: [Float] = (0...255).map { value in
        let colour = Float(value) / 255
        return colour <= 0.04045 ? colour / 12.92 : Float(pow((Double(colour) + 0.055) / 1.055, 2.4))
    }

    private static let steps = 4095

    /// The byte of a light of n / 4095.
    private static let toByte: [UInt8] = (0...steps).map { step in
        let light = Double(step) / Double(steps)
        let colour = light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055
        return UInt8((colour * 255).rounded())
    }

    /// The light of a pixel, multiplied by its alpha.
    static func read(_ pixel: UnsafePointer<UInt8>) -> SIMD4<Float> {
        let alpha = Float(pixel[3]) / 255
        return SIMD4(ofByte[Int(pixel[0])], ofByte[Int(pixel[1])], ofByte[Int(pixel[2])], 1) * alpha
    }

    static func write(_ light: SIMD4<Float>, to pixel: UnsafeMutablePointer<UInt8>) {
        let alpha = min(max(light.w, 0), 1)
        guard alpha > 0 else { return pixel.update(repeating: 0, count: 4) }
        let colour = (light / alpha).clamped(lowerBound: .zero, upperBound: .one) * Float(steps)
        for channel in 0..<3 { pixel[channel] = toByte[Int(colour[channel].rounded())] }
        pixel[3] = UInt8((alpha * 255).rounded())
    }
}
