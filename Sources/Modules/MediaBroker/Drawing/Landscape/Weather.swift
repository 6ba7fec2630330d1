internal import Glibc

extension Stage {
    /// What falls and drifts before everything else.
    mutating func drawWeather() {
        switch reading.weather {
        case .rain, .storm: rain()
        case .snow: snow()
        case .fog:
            for row in 0..<4 { mist(horizon + Double(row) * 10 * u, 13 * u, isDark ? 0.24 : 0.4) }
        case .wind: leaves(40)
        default:
            if reading.season == .autumn { leaves(26) }
            if reading.season == .spring { leaves(22) }
            if reading.mood == .mystic || isDark && chance.happens(0.4) { motes() }
        }
        if reading.weather == .storm { lightning() }
    }

    private mutating func rain() {
        var path = Path()
        let slant = chance.number(0.12...0.35) * chance.sign()
        for _ in 0..<Int(190 * max(1, w / h)) {
            let start = Point(chance.number(-0.1...1.1) * w, chance.number(-0.05...1) * h)
            let long = u * chance.number(2.5...7)
            path.move(start)
            path.line(start + Point(slant * long, long))
        }
        canvas.stroke(path, palette.sky[2].mixed(.white, 0.4).faded(0.26), width: 0.22 * u)
    }

    private mutating func snow() {
        for _ in 0..<Int(210 * max(1, w / h)) {
            let depth = pow(chance.unit(), 3)
            let size = u * (0.14 + 0.75 * depth)
            canvas.fill(
                .circle(chance.number(0...w), chance.number(0...h), size), Colour.white.faded(0.85 - 0.45 * depth))
        }
    }

    private mutating func leaves(_ count: Int) {
        for _ in 0..<count {
            let depth = pow(chance.unit(), 2)
            let leaf = Path.ellipse(0, 0, 1, 0.45).placed(
                at: Point(chance.number(0...w), chance.number(0.1...1) * h), scale: u * (0.3 + 0.8 * depth),
                turned: chance.number(0...3.1))
            let colour =
                reading.season == .spring ? Colour(0xF6C6CF) : palette.accent.shifted(hue: chance.number(-25...35))
            canvas.fill(leaf, colour.faded(0.8))
        }
    }

    private mutating func motes() {
        for _ in 0..<26 {
            let point = Point(chance.number(0...w), h * chance.number(0.4...0.98))
            let size = u * chance.number(0.12...0.32)
            let colour = palette.light.mixed(palette.accent, chance.number(0...0.5))
            canvas.glow(point, size * 6, colour.faded(0.5))
            canvas.fill(.circle(point.x, point.y, size), colour.mixed(.white, 0.5))
        }
    }

    private mutating func lightning() {
        var points = [Point(w * chance.number(0.25...0.75), -2)]
        while let last = points.last, last.y < horizon * 0.95 {
            points.append(last + Point(chance.number(-5...5) * u, chance.number(3...8) * u))
        }
        let bright = Colour(0xF4F0FF)
        canvas.glow(points[points.count / 2], 60 * u, bright.faded(0.3))
        canvas.stroke(.polyline(points), bright.faded(0.25), width: 1.6 * u)
        let widths = points.indices.map { 0.7 * u * (1 - 0.7 * Double($0) / Double(points.count)) }
        canvas.fill(.brush(points, widths: widths), bright)
        for _ in 0..<3 {
            let start = points[chance.integer(1...points.count - 1)]
            let middle = start + Point(chance.number(-7...7) * u, 5 * u)
            canvas.stroke(
                .polyline([start, middle, middle + Point(chance.number(-4...4) * u, 5 * u)]), bright.faded(0.7),
                width: 0.25 * u)
        }
    }

    /// Shafts of light that fall from the sun between trees or through a window.
    mutating func shafts(_ from: Point, count: Int, length: Double, _ strength: Double) {
        for _ in 0..<count {
            let angle = chance.number(0.2...1.1) * (from.x < w / 2 ? 1 : -1)
            let foot = Point(from.x + tan(angle) * length, from.y + length)
            let half = u * chance.number(2...7)
            canvas.fill(
                .polygon([
                    from + Point(-half * 0.25, 0), from + Point(half * 0.25, 0), foot + Point(half, 0),
                    foot + Point(-half, 0),
                ]),
                Paint.vertical(from.y, foot.y, [(0, palette.light.faded(strength)), (1, palette.light.faded(0))])
                    .blended(.screen))
        }
    }
}
