internal import Glibc

extension Stage {
    /// A range of mountains with slopes in the light, and snow when they are high.
    mutating func mountains(_ y: Double, height: Double, distance: Double, snow: Double) {
        let colour = tone(distance)
        let bright = shine(distance, 1.5)
        let white = Colour.white.mixed(palette.sky[2], 0.25).mixed(palette.haze, distance * 0.55)
        var x = -chance.number(0...18) * u
        var peaks: [(summit: Point, left: Double, right: Double)] = []
        while x < w + 20 * u {
            let width = height * chance.number(0.7...1.25)
            let tall = height * chance.number(0.55...1)
            peaks.append((Point(x, y - tall), width, width * chance.number(0.75...1.3)))
            x += width * chance.number(0.6...1.1)
        }
        // Below the feet of the mountains is their mist, not the sky.
        let foot = colour.mixed(palette.haze, 0.5)
        canvas.fill(.rectangle(0, y, w, h - y), .vertical(y, y + 5 * u, [(0, foot.faded(0)), (0.6, foot), (1, foot)]))
        for peak in peaks.sorted(by: { $0.summit.y > $1.summit.y }) {
            let bottom = y + 4 * u
            let left = slope(peak.summit, Point(peak.summit.x - peak.left, bottom))
            let right = slope(peak.summit, Point(peak.summit.x + peak.right, bottom))
            let shape = Path.polygon(left.reversed() + right.dropFirst())
            canvas.fill(
                shape,
                .vertical(peak.summit.y, bottom, [(0, colour), (0.55, colour), (1, colour.mixed(palette.haze, 0.5))]))
            // The side in the light ends at a crooked edge below the summit.
            let isRight = lit(peak.summit.x) > 0
            let edge = slope(peak.summit, Point(peak.summit.x + (isRight ? -0.18 : 0.18) * peak.left, bottom))
            let face = Path.polygon((isRight ? right : left) + edge.reversed())
            canvas.fill(
                face,
                .vertical(
                    peak.summit.y, bottom,
                    [(0, bright.faded(0.85)), (0.6, bright.faded(0.45)), (1, bright.faded(0))]))
            if snow > 0 { cap(shape, face, peak.summit, (bottom - peak.summit.y) * snow, white) }
        }
    }

    /// A broken line from a summit to a foot.
    private mutating func slope(_ from: Point, _ to: Point) -> [Point] {
        var points = [from, to]
        for round in 0..<4 {
            var next = [points[0]]
            for (a, b) in zip(points, points.dropFirst()) {
                let reach = abs(b.y - a.y) * (round == 0 ? 0.16 : 0.22)
                next.append(a.toward(b, chance.number(0.4...0.6)) + Point(chance.number(-reach...reach), 0))
                next.append(b)
            }
            points = next
        }
        return points
    }

    private mutating func cap(_ shape: Path, _ face: Path, _ summit: Point, _ height: Double, _ white: Colour) {
        let half = height * 1.5
        var line: [Point] = []
        for step in 0...12 {
            let x = summit.x - half + half * 2 * Double(step) / 12
            let drop = step.isMultiple(of: 2) ? chance.number(0.75...1.15) : chance.number(0.45...0.7)
            line.append(Point(x, summit.y + height * drop))
        }
        let area = Path.polygon(
            [Point(summit.x - half, summit.y - 2), Point(summit.x + half, summit.y - 2)] + line.reversed())
        canvas.clipped(to: shape) {
            canvas.fill(area, white.mixed(palette.sky[0], 0.38).faded(0.85))
            canvas.clipped(to: face) { canvas.fill(area, white.faded(0.95)) }
        }
    }

    /// Still or moving water from `top` to the lower edge, with the sky in it and the sun's road on it.
    mutating func water(_ top: Double, distance: Double = 0.6) {
        let sky = palette.sky
        let far = sky[2].mixed(palette.haze, 0.4)
        let near = sky[0].mixed(palette.near, 0.45)
        canvas.fill(
            .rectangle(0, top, w, h - top + 2),
            .vertical(top, h, [(0, far), (0.2, sky[1].mixed(far, 0.35)), (1, near)]))
        let glint = palette.light
        for row in 0..<46 {
            let depth = pow(Double(row) / 45, 1.7)
            let y = top + (h - top) * depth
            let spread = (4 + 22 * depth) * u
            for _ in 0..<3 {
                let x = sun.x + chance.number(-1...1) * chance.unit() * spread
                let width = u * (0.8 + 5.5 * depth) * chance.number(0.5...1.4)
                canvas.fill(.ellipse(x, y, width, u * (0.1 + 0.35 * depth)), glint.faded(0.5 * (1 - 0.45 * depth)))
            }
        }
        for _ in 0..<60 {
            let depth = pow(chance.unit(), 1.4)
            let y = top + (h - top) * depth
            let width = u * (2 + 10 * depth) * chance.number(0.5...1.3)
            let x = chance.number(0...1) * w
            let colour = chance.happens(0.5) ? sky[2].faded(0.16) : palette.near.faded(0.14)
            canvas.fill(.ellipse(x, y, width, u * (0.08 + 0.4 * depth)), colour)
        }
    }

    /// Rows of waves towards the viewer, each with its bright edge.
    mutating func waves(_ top: Double, count: Int) {
        for index in 0..<count {
            let depth = pow(Double(index + 1) / Double(count), 1.4)
            let y = top + (h - top) * depth
            let noise = Noise(&chance)
            let size = (0.5 + 4 * depth) * u
            let line = stride(from: -4, through: w + 8, by: max(2, w / 200)).map { x -> Point in
                let phase = x / (size * 5) + noise.value(x / (30 * u)) * 1.5
                let crest = pow(abs(sin(phase)), 0.6)
                return Point(x, y - crest * size * 0.9)
            }
            let colour = palette.sky[1].mixed(palette.near, 0.25 + 0.6 * depth)
            canvas.fill(closed(line), .vertical(y - size, y + size * 5, [(0, colour.lighter(0.05)), (1, colour)]))
            canvas.stroke(
                .polyline(line), palette.sky[2].mixed(.white, 0.3).faded(0.35), width: 0.12 * u + 0.25 * u * depth)
        }
    }

    /// Sand with sharp crests: one side in the light, the other in the shade.
    mutating func dune(_ y: Double, height: Double, distance: Double) {
        let colour = tone(distance)
        let crest = ridge(y, height: height, wave: 46 * u, octaves: 2, roughness: 0.25)
        land(crest, distance: distance, mist: 0.3)
        guard let peak = crest.filter({ $0.x > 0.1 * w && $0.x < 0.9 * w }).min(by: { $0.y < $1.y }) else { return }
        let side = -lit(peak.x)
        let shade = crest.filter {
            side > 0 ? $0.x >= peak.x && $0.x < peak.x + 45 * u : $0.x <= peak.x && $0.x > peak.x - 45 * u
        }
        guard let last = side > 0 ? shade.last : shade.first else { return }
        var path = Path()
        path.move(peak)
        for point in side > 0 ? shade : shade.reversed() { path.line(point) }
        path.curve(
            last.x - side * 14 * u, last.y + 6 * u, peak.x - side * 10 * u, peak.y + height * 1.2,
            peak.x - side * 16 * u,
            peak.y + height * 2.2 + 12 * u)
        path.curve(peak.x - side * 8 * u, peak.y + 9 * u, peak.x + side * 2 * u, peak.y + 6 * u, peak.x, peak.y)
        path.close()
        canvas.fill(path, colour.mixed(palette.near, 0.35).faded(0.6))
    }

    /// A way that winds from the viewer to a point far away.
    mutating func path(from bottom: Double, to end: Point, width: Double, _ colour: Colour) {
        let bend = chance.number(10...22) * u * chance.sign()
        var left: [Point] = []
        var right: [Point] = []
        for step in 0...40 {
            let share = Double(step) / 40
            let near = pow(1 - share, 1.9)
            let y = end.y + (h + 2 - end.y) * near
            let x = bottom + (end.x - bottom) * share + bend * sin(share * 5.4) * (1 - share) * 0.9
            let half = width * (0.03 + near) / 2
            left.append(Point(x - half, y))
            right.append(Point(x + half, y))
        }
        canvas.fill(
            .polygon(left + right.reversed()),
            .vertical(end.y, h, [(0, colour.mixed(palette.haze, 0.5)), (1, colour)]))
    }
}
