internal import Glibc

extension Stage {
    /// Everything above the land.
    mutating func drawSky() {
        let colours = palette.sky
        let middle = colours[0].mixed(colours[1], 0.5)
        canvas.fill(
            canvas.all,
            .vertical(
                0, max(horizon, 1) * 1.08,
                [(0, colours[0]), (0.3, middle), (0.62, colours[1]), (1, colours[2])]))
        let isClosed = [.rain, .storm, .fog, .snow].contains(reading.weather)
        let glow = colours[2].mixed(palette.light, 0.5)
        canvas.glow(Point(sun.x, min(sun.y, horizon)), 75 * u, glow.faded(isClosed ? 0.35 : 0.6))
        if isDark, !isClosed { drawStars() }
        if !isClosed || reading.weather == .fog || chance.happens(0.4) { drawSun() }
        if reading.mood == .mystic, isDark { drawAurora() }
        drawClouds()
        if reading.shows(.birds) || (!isDark && chance.happens(0.55)) { drawBirds() }
    }

    private mutating func drawStars() {
        let bright = palette.light.mixed(.white, 0.6)
        for _ in 0..<Int(140 * max(1, w / h)) {
            let point = Point(chance.number(0...w), horizon * chance.unit() * chance.unit().squareRoot())
            let size = u * (0.06 + 0.16 * pow(chance.unit(), 4))
            canvas.fill(.circle(point.x, point.y, size), bright.faded(chance.number(0.25...0.95)))
        }
        for _ in 0..<4 {
            let point = Point(chance.number(0...w), horizon * chance.number(0.05...0.6))
            canvas.fill(.star(point.x, point.y, points: 4, outer: 1.1 * u, inner: 0.14 * u), bright.faded(0.85))
            canvas.glow(point, 3 * u, bright.faded(0.3))
        }
    }

    private mutating func drawSun() {
        let isMoon = isDark
        let size = u * (isMoon ? chance.number(4...8) : chance.number(4.5...10))
        let face = palette.light.mixed(.white, isMoon ? 0.3 : 0.15)
        canvas.glow(sun, size * 5, palette.light.faded(0.5))
        canvas.glow(sun, size * 2.2, palette.light.faded(0.5))
        if isMoon, chance.happens(0.5) {
            var crescent = Path()
            crescent.move(0, -1)
            crescent.curve(-1.33, -1, -1.33, 1, 0, 1)
            crescent.curve(-0.72, 0.62, -0.72, -0.62, 0, -1)
            crescent.close()
            canvas.fill(crescent.placed(at: sun, scale: size, turned: chance.number(-0.2...0.7)), face)
            return
        }
        canvas.fill(.circle(sun.x, sun.y, size), face)
        if isMoon {
            for _ in 0..<5 {
                let spot = sun.moved(size * chance.number(0.1...0.65), angle: chance.number(0...6.28))
                let width = size * chance.number(0.1...0.28)
                canvas.fill(.ellipse(spot.x, spot.y, width, width * 0.8), palette.sky[1].faded(0.14))
            }
        }
    }

    private mutating func drawAurora() {
        for band in 0..<3 {
            let noise = Noise(&chance)
            let base = horizon * (0.3 + 0.16 * Double(band))
            let colour = band.isMultiple(of: 2) ? palette.accent : palette.light
            let line = stride(from: 0, through: w + 8, by: 8).map { x in
                Point(x, base + 9 * u * noise.fractal(x / (40 * u), octaves: 3))
            }
            let upper = line.map { Point($0.x + 4 * u, $0.y - 22 * u) }
            canvas.fill(
                .polygon(line + upper.reversed()),
                Paint.vertical(
                    base - 26 * u, base + 7 * u,
                    [(0, colour.faded(0)), (0.7, colour.faded(0.16)), (1, colour.faded(0.03))]
                ).blended(.screen))
        }
    }

    private mutating func drawClouds() {
        let count: Int
        switch reading.weather {
        case .storm, .rain, .snow: count = 9
        case .clouds: count = 8
        case .clear: count = 1
        case .fog: count = 2
        default: count = chance.integer(2...5)
        }
        let isHeavy = reading.weather == .storm || reading.weather == .rain
        let isFlat = chance.happens(0.4)
        for index in 0..<count {
            let share = Double(index) / Double(max(count, 1))
            let centre = Point(chance.number(-0.1...1.1) * w, horizon * (0.1 + 0.65 * share) * chance.number(0.8...1.2))
            let width = u * chance.number(16...40) * (1 - 0.4 * share)
            if isFlat { flatCloud(centre, width) } else { roundCloud(centre, width * (isHeavy ? 1.4 : 1), isHeavy) }
        }
    }

    /// Long and thin, as in the evening.
    private mutating func flatCloud(_ centre: Point, _ width: Double) {
        let colour = palette.sky[2].mixed(palette.light, 0.35).faded(0.4)
        for row in 0..<3 {
            let y = centre.y + Double(row) * 1.5 * u
            let shift = chance.number(-0.4...0.4) * width
            let long = width * chance.number(0.7...1.3)
            let high = u * chance.number(0.5...1.1)
            var path = Path()
            path.move(centre.x + shift - long, y)
            path.quad(centre.x + shift, y - high * 2, centre.x + shift + long, y)
            path.quad(centre.x + shift, y + high, centre.x + shift - long, y)
            path.close()
            canvas.fill(path, colour)
        }
    }

    /// Heaped, lit from above, flat below.
    private mutating func roundCloud(_ centre: Point, _ width: Double, _ isHeavy: Bool) {
        let up = palette.sky[1].mixed(palette.light, isHeavy ? 0.08 : 0.55)
        let low = palette.sky[1].mixed(isHeavy ? palette.near : palette.sky[0], isHeavy ? 0.3 : 0.12)
        var path = Path()
        let lumps = chance.integer(4...6)
        for lump in 0..<lumps {
            let share = (Double(lump) + 0.5) / Double(lumps) * 2 - 1
            let radius = width * 0.25 * (1.15 - abs(share) * 0.75) * chance.number(0.8...1.15)
            path.append(.circle(centre.x + share * width * 0.72, centre.y - radius * 0.55, radius))
        }
        path.append(
            .rounded(centre.x - width * 0.86, centre.y - width * 0.09, width * 1.72, width * 0.12, width * 0.06))
        canvas.fill(
            path,
            .vertical(
                centre.y - width * 0.38, centre.y + width * 0.06,
                [(0, up.faded(isHeavy ? 0.75 : 0.85)), (1, low.faded(isHeavy ? 0.7 : 0.25))]))
    }

    private mutating func drawBirds() {
        let flock = Point(w * chance.number(0.2...0.8), horizon * chance.number(0.2...0.6))
        for index in 0..<chance.integer(4...9) {
            let side = index.isMultiple(of: 2) ? 1.0 : -1.0
            let row = Double((index + 1) / 2)
            let point = flock + Point(side * row * u * chance.number(2.2...3.4), row * u * chance.number(0.6...1.6))
            let size = u * chance.number(0.8...1.4)
            let lift = chance.number(0.25...0.6)
            var path = Path()
            path.move(point.x - size, point.y - size * lift)
            path.quad(point.x - size * 0.4, point.y - size * lift, point.x, point.y)
            path.quad(point.x + size * 0.4, point.y - size * lift, point.x + size, point.y - size * lift * 0.8)
            canvas.stroke(path, tone(0.25).faded(0.8), width: 0.28 * u)
        }
    }
}
