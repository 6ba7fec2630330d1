internal import CAGG
internal import Glibc

struct Point: Equatable {
    var x: Double
    var y: Double

    init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }

    static func + (a: Point, b: Point) -> Point { Point(a.x + b.x, a.y + b.y) }
    static func - (a: Point, b: Point) -> Point { Point(a.x - b.x, a.y - b.y) }
    static func * (a: Point, factor: Double) -> Point { Point(a.x * factor, a.y * factor) }

    func toward(_ other: Point, _ share: Double) -> Point { self + (other - self) * share }

    /// So far from here, `angle` in radians from the right, downwards.
    func moved(_ distance: Double, angle: Double) -> Point {
        Point(x + cos(angle) * distance, y + sin(angle) * distance)
    }
}

/// Figures of lines and curves, as AGG takes them.
struct Path {
    private(set) var verbs: [UInt8] = []
    private(set) var numbers: [Double] = []

    mutating func move(_ x: Double, _ y: Double) { add(CAGG_MOVE, x, y) }
    mutating func line(_ x: Double, _ y: Double) { add(CAGG_LINE, x, y) }
    mutating func move(_ point: Point) { add(CAGG_MOVE, point.x, point.y) }
    mutating func line(_ point: Point) { add(CAGG_LINE, point.x, point.y) }
    mutating func quad(_ cx: Double, _ cy: Double, _ x: Double, _ y: Double) { add(CAGG_QUADRATIC, cx, cy, x, y) }
    mutating func quad(_ control: Point, _ end: Point) { add(CAGG_QUADRATIC, control.x, control.y, end.x, end.y) }
    mutating func curve(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, _ x: Double, _ y: Double) {
        add(CAGG_CUBIC, ax, ay, bx, by, x, y)
    }
    mutating func close() { add(CAGG_CLOSE) }

    private mutating func add(_ verb: cagg_verb, _ points: Double...) {
        verbs.append(UInt8(verb.rawValue))
        numbers += points
    }

    mutating func append(_ other: Path) {
        verbs += other.verbs
        numbers += other.numbers
    }

    /// Turned by radians around 0, scaled, then moved.
    func placed(at origin: Point = Point(0, 0), scale: Double = 1, mirrored: Bool = false, turned: Double = 0) -> Path {
        var path = self
        let cosine = cos(turned)
        let sine = sin(turned)
        for index in stride(from: 0, to: numbers.count, by: 2) {
            let x = numbers[index] * (mirrored ? -scale : scale)
            let y = numbers[index + 1] * scale
            path.numbers[index] = x * cosine - y * sine + origin.x
            path.numbers[index + 1] = x * sine + y * cosine + origin.y
        }
        return path
    }

    /// Along x and y by factors of their own.
    func stretched(_ x: Double, _ y: Double) -> Path {
        var path = self
        for index in stride(from: 0, to: numbers.count, by: 2) {
            path.numbers[index] *= x
            path.numbers[index + 1] *= y
        }
        return path
    }
}

extension Path {
    static func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> Path {
        polygon([Point(x, y), Point(x + width, y), Point(x + width, y + height), Point(x, y + height)])
    }

    static func polygon(_ points: [Point]) -> Path {
        var path = Path()
        for (index, point) in points.enumerated() { index == 0 ? path.move(point) : path.line(point) }
        path.close()
        return path
    }

    static func polyline(_ points: [Point]) -> Path {
        var path = Path()
        for (index, point) in points.enumerated() { index == 0 ? path.move(point) : path.line(point) }
        return path
    }

    static func circle(_ x: Double, _ y: Double, _ radius: Double) -> Path { ellipse(x, y, radius, radius) }

    static func ellipse(_ x: Double, _ y: Double, _ rx: Double, _ ry: Double) -> Path {
        // The cubic that is nearest to a quarter of a circle.
        let k = 0.5522847498
        var path = Path()
        path.move(x + rx, y)
        path.curve(x + rx, y + ry * k, x + rx * k, y + ry, x, y + ry)
        path.curve(x - rx * k, y + ry, x - rx, y + ry * k, x - rx, y)
        path.curve(x - rx, y - ry * k, x - rx * k, y - ry, x, y - ry)
        path.curve(x + rx * k, y - ry, x + rx, y - ry * k, x + rx, y)
        path.close()
        return path
    }

    static func rounded(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ radius: Double) -> Path {
        let r = min(radius, width / 2, height / 2)
        var path = Path()
        path.move(x + r, y)
        path.line(x + width - r, y)
        path.quad(x + width, y, x + width, y + r)
        path.line(x + width, y + height - r)
        path.quad(x + width, y + height, x + width - r, y + height)
        path.line(x + r, y + height)
        path.quad(x, y + height, x, y + height - r)
        path.line(x, y + r)
        path.quad(x, y, x + r, y)
        path.close()
        return path
    }

    /// Corners on two circles by turns.
    static func star(_ x: Double, _ y: Double, points: Int, outer: Double, inner: Double, turned: Double = 0) -> Path {
        polygon(
            (0..<points * 2).map { index in
                let angle = turned - .pi / 2 + Double(index) * .pi / Double(points)
                return Point(x, y).moved(index.isMultiple(of: 2) ? outer : inner, angle: angle)
            })
    }

    /// A smooth closed line through the middles between the points.
    static func blob(_ points: [Point]) -> Path {
        var path = Path()
        path.move(points[points.count - 1].toward(points[0], 0.5))
        for index in points.indices {
            path.quad(points[index], points[index].toward(points[(index + 1) % points.count], 0.5))
        }
        path.close()
        return path
    }

    /// A line whose width changes from point to point, as a brush or a branch; the points are its spine.
    static func brush(_ spine: [Point], widths: [Double]) -> Path {
        var left: [Point] = []
        var right: [Point] = []
        for index in spine.indices {
            let before = spine[max(0, index - 1)]
            let after = spine[min(spine.count - 1, index + 1)]
            let along = after - before
            let length = max((along.x * along.x + along.y * along.y).squareRoot(), 1e-6)
            let across = Point(-along.y / length, along.x / length) * (widths[index] / 2)
            left.append(spine[index] + across)
            right.append(spine[index] - across)
        }
        return .polygon(right + left.reversed())
    }

    /// A brush that bends smoothly through its points and is round at both ends: an arm, a tail.
    static func limb(_ spine: [Point], widths: [Double]) -> Path {
        var points: [Point] = []
        var sizes: [Double] = []
        for index in 0..<spine.count - 1 {
            let before = spine[max(0, index - 1)]
            let from = spine[index]
            let to = spine[index + 1]
            let after = spine[min(spine.count - 1, index + 2)]
            for step in 0..<6 {
                let t = Double(step) / 6
                // Catmull-Rom.
                let bend = (before * -1 + from * 3 + to * -3 + after) * (t * t * t)
                points.append(
                    (from * 2 + (to - before) * t + (before * 2 - from * 5 + to * 4 - after) * (t * t) + bend) * 0.5)
                sizes.append(widths[index] + (widths[index + 1] - widths[index]) * t)
            }
        }
        points.append(spine[spine.count - 1])
        sizes.append(widths[widths.count - 1])
        var path = brush(points, widths: sizes)
        path.append(circle(points[0].x, points[0].y, sizes[0] / 2))
        path.append(circle(points[points.count - 1].x, points[points.count - 1].y, sizes[sizes.count - 1] / 2))
        return path
    }
}
