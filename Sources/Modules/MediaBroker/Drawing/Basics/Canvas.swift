internal import CAGG

/// Pixels that are drawn on. Of one thread at a time.
final class Canvas {
    let width: Int
    let height: Int
    /// A hundredth of the shorter side: what is drawn is as large as the picture asks for, never so many pixels.
    let unit: Double
    let pixels: UnsafeMutablePointer<UInt8>
    private var clip: [UInt8]?

    /// Pixels, 1...8192.
    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        unit = Double(min(width, height)) / 100
        pixels = .allocate(capacity: width * height * 4)
        pixels.initialize(repeating: 255, count: width * height * 4)
    }

    deinit { pixels.deallocate() }

    var w: Double { Double(width) }
    var h: Double { Double(height) }
    var all: Path { .rectangle(0, 0, w, h) }

    var image: RasterImage {
        RasterImage(
            width: width, height: height, pixels: Array(UnsafeBufferPointer(start: pixels, count: width * height * 4)))
    }

    func fill(_ path: Path, _ paint: Paint, evenOdd: Bool = false) {
        withRaw(path) { canvas, path in
            var paint = paint.raw
            cagg_fill(canvas, path, &paint, evenOdd)
        }
    }

    func fill(_ path: Path, _ colour: Colour) { fill(path, .solid(colour)) }

    func stroke(_ path: Path, _ paint: Paint, width: Double, round: Bool = true) {
        withRaw(path) { canvas, path in
            var paint = paint.raw
            cagg_stroke(canvas, path, &paint, width, round)
        }
    }

    func stroke(_ path: Path, _ colour: Colour, width: Double) { stroke(path, .solid(colour), width: width) }

    /// Light around a point: strongest in the middle, nothing at the radius.
    func glow(_ centre: Point, _ radius: Double, _ colour: Colour, _ blend: Paint.Blend = .screen) {
        let stops = [
            (0, colour), (0.25, colour.faded(0.55)), (0.5, colour.faded(0.22)), (0.75, colour.faded(0.06)),
            (1, colour.faded(0)),
        ]
        let paint = Paint.radial(centre, radius, radius, stops)
        fill(.circle(centre.x, centre.y, radius), paint.blended(blend))
    }

    /// What `body` draws shows only inside the path, and inside the clips around this one.
    func clipped(to path: Path, _ body: () -> Void) {
        let outer = clip
        var mask = [UInt8](repeating: 0, count: width * height)
        path.withRaw { cagg_cover(&mask, Int32(width), Int32(height), $0) }
        if let outer {
            for index in mask.indices { mask[index] = UInt8(Int(mask[index]) * Int(outer[index]) / 255) }
        }
        clip = mask
        body()
        clip = outer
    }

    /// The path's shadow, or with a light colour its glow: soft over some `blur` pixels, moved by `offset`.
    func shadow(
        _ path: Path, blur: Double, offset: Point = Point(0, 0), _ colour: Colour, _ blend: Paint.Blend = .normal
    ) {
        let scale = blur >= 8 ? 4 : blur >= 3 ? 2 : 1
        var mask = Mask(width: (width + scale - 1) / scale + 1, height: (height + scale - 1) / scale + 1)
        mask.cover(path.stretched(1 / Double(scale), 1 / Double(scale)))
        mask.blur(radius: max(1, Int((blur / Double(scale) / 1.7).rounded())))
        withRawCanvas { canvas in
            cagg_tint(
                canvas, mask.bytes, Int32(mask.width), Int32(mask.height), Int32(scale), offset.x, offset.y,
                colour.channels, blend.raw)
        }
    }

    private func withRaw(_ path: Path, _ body: (UnsafePointer<cagg_canvas>, UnsafePointer<cagg_path>) -> Void) {
        withRawCanvas { canvas in path.withRaw { body(canvas, $0) } }
    }

    private func withRawCanvas(_ body: (UnsafePointer<cagg_canvas>) -> Void) {
        func call(_ clip: UnsafePointer<UInt8>?) {
            var canvas = cagg_canvas(pixels: pixels, width: Int32(width), height: Int32(height), clip: clip)
            body(&canvas)
        }
        if let clip { clip.withUnsafeBufferPointer { call($0.baseAddress) } } else { call(nil) }
    }
}

/// One byte a pixel: how much of it is covered.
struct Mask {
    let width: Int
    let height: Int
    private(set) var bytes: [UInt8]

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        bytes = [UInt8](repeating: 0, count: width * height)
    }

    mutating func cover(_ path: Path) {
        path.withRaw { cagg_cover(&bytes, Int32(width), Int32(height), $0) }
    }

    /// Two means over so many neighbours in each direction: nearly a bell.
    mutating func blur(radius: Int) {
        var other = bytes
        for _ in 0..<2 {
            Self.mean(&bytes, &other, lines: height, length: width, step: 1, next: width, radius: radius)
            Self.mean(&other, &bytes, lines: width, length: height, step: width, next: 1, radius: radius)
        }
    }

    private static func mean(
        _ source: inout [UInt8], _ target: inout [UInt8], lines: Int, length: Int, step: Int, next: Int, radius: Int
    ) {
        let share = 65536 / (2 * radius + 1)
        source.withUnsafeBufferPointer { source in
            target.withUnsafeMutableBufferPointer { target in
                for line in 0..<lines {
                    let start = line &* next
                    func at(_ index: Int) -> Int { Int(source[start &+ min(max(index, 0), length &- 1) &* step]) }
                    var sum = 0
                    for index in -radius...radius { sum &+= at(index) }
                    for index in 0..<length {
                        target[start &+ index &* step] = UInt8(truncatingIfNeeded: (sum &* share) >> 16)
                        sum &+= at(index &+ radius &+ 1) &- at(index &- radius)
                    }
                }
            }
        }
    }
}

extension Path {
    fileprivate func withRaw(_ body: (UnsafePointer<cagg_path>) -> Void) {
        verbs.withUnsafeBufferPointer { verbs in
            numbers.withUnsafeBufferPointer { numbers in
                var path = cagg_path(verbs: verbs.baseAddress, count: verbs.count, points: numbers.baseAddress)
                body(&path)
            }
        }
    }
}
