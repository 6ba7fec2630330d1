internal import Glibc

extension Stage {
    /// A small house with a gable; its foot is the middle of its lower edge. Windows are lit when it is dark.
    mutating func house(_ foot: Point, _ width: Double, distance: Double) {
        let wall = tone(distance)
        let height = width * chance.number(0.5...0.75)
        let roofHeight = width * chance.number(0.4...0.65)
        let over = width * 0.1
        let roof = wall.mixed(palette.accent, 0.28 * (1 - distance)).darker(0.02)
        let left = foot.x - width / 2
        let top = foot.y - height
        canvas.fill(.rectangle(left, top, width, height + u), wall)
        let side = lit(foot.x)
        let strip = width * 0.42
        canvas.fill(
            .rectangle(side > 0 ? left + width - strip : left, top, strip, height + u), shine(distance).faded(0.5))
        let cover = isSnowy ? Colour.white.mixed(palette.sky[1], isDark ? 0.6 : 0.25) : roof
        canvas.fill(.rectangle(foot.x + width * 0.18, top - roofHeight * 0.95, width * 0.12, roofHeight), wall)
        let gable = [Point(left - over, top), Point(foot.x, top - roofHeight), Point(left + width + over, top)]
        canvas.fill(.polygon(gable), cover)
        let half = [gable[1], side > 0 ? gable[2] : gable[0], Point(foot.x, top)]
        canvas.fill(.polygon(half), cover.mixed(palette.light, 0.18).faded(0.7))
        if chance.happens(0.5) { smoke(Point(foot.x + width * 0.24, top - roofHeight), width * 0.25) }
        let isLit = isDark || chance.happens(0.65)
        for column in [-0.24, 0.18] {
            let size = width * 0.15
            let x = foot.x + column * width
            let y = top + height * 0.3
            let pane = Path.rectangle(x, y, size, size * 1.25)
            if isLit, chance.happens(0.8) {
                window(pane, Point(x + size / 2, y + size * 0.6), size, isDark ? 1 : 0.5)
            } else {
                canvas.fill(pane, palette.near.faded(0.6))
            }
        }
    }

    mutating func smoke(_ from: Point, _ size: Double) {
        let colour = palette.haze.mixed(palette.sky[2], 0.5)
        var point = from
        for step in 0..<7 {
            let radius = size * (0.35 + 0.18 * Double(step))
            canvas.glow(point, radius * 1.8, colour.faded(0.32 - 0.03 * Double(step)), .normal)
            point = point + Point(size * chance.number(0.1...0.5), -size * 0.75)
        }
    }

    /// A row of houses of a town, the windows in a grid; `base` is where they stand.
    mutating func skyline(_ base: Double, height: Double, distance: Double, windows: Double) {
        var x = -chance.number(0...8) * u
        let colour = tone(distance)
        while x < w {
            let width = u * chance.number(5...13) * (1.25 - distance * 0.6)
            let tall = height * chance.number(0.45...1)
            let top = base - tall
            var shape = Path.rectangle(x, top, width + 0.3, tall + h)
            switch chance.integer(0...4) {
            case 0, 1:
                shape.append(
                    .polygon([
                        Point(x - 0.4 * u, top), Point(x + width / 2, top - width * chance.number(0.4...0.9)),
                        Point(x + width + 0.4 * u, top),
                    ]))
            case 2:
                shape.append(
                    .polygon([
                        Point(x, top), Point(x + width * 0.15, top - width * 0.4),
                        Point(x + width * 0.85, top - width * 0.4), Point(x + width, top),
                    ]))
            case 3:
                let size = width * 0.28
                shape.append(.rectangle(x + width / 2 - size / 2, top - size * 1.5, size, size * 1.6))
                shape.append(
                    .polygon([
                        Point(x + width / 2 - size * 0.7, top - size * 1.4), Point(x + width / 2, top - size * 4.2),
                        Point(x + width / 2 + size * 0.7, top - size * 1.4),
                    ]))
            default: shape.append(.rectangle(x + width * 0.2, top - width * 0.25, width * 0.14, width * 0.3))
            }
            canvas.fill(
                shape,
                .vertical(
                    top - width, base + 12 * u, [(0, colour), (0.6, colour), (1, colour.mixed(palette.haze, 0.45))]))
            let strip = width * 0.3
            canvas.fill(
                .rectangle(lit(x) > 0 ? x + width - strip : x, top, strip, tall + 8 * u),
                .vertical(top, base, [(0, shine(distance).faded(0.55)), (1, shine(distance).faded(0))]))
            panes(x, top, width, tall, distance, windows * chance.number(0.1...1.1))
            x += width
        }
    }

    private mutating func panes(
        _ x: Double, _ top: Double, _ width: Double, _ tall: Double, _ distance: Double, _ share: Double
    ) {
        let size = u * (0.95 - 0.55 * distance)
        let warm = palette.light.mixed(Colour(0xFFB850), 0.5).mixed(palette.haze, distance * 0.4)
        let columns = max(1, Int(width / (size * 2.4)))
        let rows = max(1, Int(tall / (size * 3.2)))
        let gap = width / Double(columns)
        for row in 0..<rows {
            for column in 0..<columns where chance.happens(share) {
                let point = Point(x + gap * (Double(column) + 0.5), top + size * (1.6 + 3.2 * Double(row)))
                if distance < 0.4 { canvas.glow(point, size * 2.6, warm.faded(0.35)) }
                canvas.fill(.rectangle(point.x - size / 2, point.y - size * 0.7, size, size * 1.4), warm)
            }
        }
    }

    /// A castle on its foot: walls, towers, a gate, flags.
    mutating func castle(_ foot: Point, _ size: Double, distance: Double) {
        let colour = tone(distance)
        let wall = size * 0.3
        battlement(foot.x - size * 0.5, foot.y - wall, size, wall + 3 * u, colour, distance)
        let count = chance.integer(4...6)
        for index in 0..<count {
            let share = count == 1 ? 0.5 : Double(index) / Double(count - 1)
            let middle = 1 - abs(share * 2 - 1)
            let width = size * chance.number(0.09...0.15) * (1 + 0.3 * middle)
            let tall = size * (0.36 + 0.5 * middle) * chance.number(0.8...1.15)
            let x = foot.x + (share - 0.5) * size * 0.95
            roundTower(Point(x, foot.y), width, tall, distance, flag: middle > 0.4 && chance.happens(0.6))
        }
        let gate = size * 0.12
        var arch = Path()
        arch.move(foot.x - gate / 2, foot.y + u)
        arch.line(foot.x - gate / 2, foot.y - gate)
        arch.quad(foot.x, foot.y - gate * 1.9, foot.x + gate / 2, foot.y - gate)
        arch.line(foot.x + gate / 2, foot.y + u)
        arch.close()
        window(arch, Point(foot.x, foot.y - gate * 0.6), gate * 0.6, 0.7)
    }

    private func battlement(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ colour: Colour, _ distance: Double
    ) {
        var shape = Path.rectangle(x, y, width, height)
        let tooth = max(width / 22, 1)
        for index in stride(from: 0.0, to: width - tooth / 2, by: tooth * 2) {
            shape.append(.rectangle(x + index, y - tooth * 0.9, tooth, tooth))
        }
        canvas.fill(shape, .vertical(y, y + height, [(0, colour), (1, colour.mixed(palette.haze, 0.35 * distance))]))
    }

    mutating func roundTower(_ foot: Point, _ width: Double, _ tall: Double, _ distance: Double, flag: Bool) {
        let colour = tone(distance)
        let x = foot.x - width / 2
        let top = foot.y - tall
        canvas.fill(.rectangle(x, top, width, tall + 3 * u), colour)
        canvas.fill(.rectangle(x - width * 0.1, top - width * 0.04, width * 1.2, width * 0.3), colour)
        let side = lit(foot.x)
        let bright = shine(distance, 1.3)
        canvas.fill(
            .rectangle(side > 0 ? x + width * 0.6 : x, top, width * 0.4, tall + 3 * u),
            .vertical(top, foot.y, [(0, bright.faded(0.7)), (1, bright.faded(0.1))]))
        let tip = Point(foot.x, top - width * chance.number(0.9...1.7))
        let roof = colour.mixed(palette.accent, 0.4 * (1 - distance * 0.6))
        let left = Point(x - width * 0.18, top)
        let right = Point(x + width * 1.18, top)
        canvas.fill(.polygon([left, tip, right]), roof)
        canvas.fill(
            .polygon([tip, side > 0 ? right : left, Point(foot.x + side * width * 0.1, top)]),
            roof.mixed(palette.light, 0.22))
        if flag { self.flag(tip, width * 0.8, distance) }
        for row in 0..<3 where tall > width * (1.4 + Double(row)) && chance.happens(0.6) {
            let size = width * 0.14
            let y = top + width * (0.7 + Double(row) * 0.9)
            window(.rounded(foot.x - size / 2, y, size, size * 2, size / 2), Point(foot.x, y + size), size)
        }
    }

    mutating func flag(_ top: Point, _ size: Double, _ distance: Double) {
        canvas.stroke(.polyline([top, Point(top.x, top.y - size)]), tone(distance), width: max(0.2 * u, size * 0.06))
        let side = -lit(top.x)
        var path = Path()
        path.move(top.x, top.y - size)
        path.quad(top.x + side * size * 0.4, top.y - size * 1.15, top.x + side * size * 0.9, top.y - size * 0.8)
        path.quad(top.x + side * size * 0.4, top.y - size * 0.65, top.x, top.y - size * 0.5)
        path.close()
        canvas.fill(path, palette.accent.mixed(palette.haze, distance * 0.35))
    }

    /// A church: nave, and a tower with a spire or an onion dome.
    mutating func church(_ foot: Point, _ size: Double, distance: Double) {
        let colour = tone(distance)
        let isOnion = chance.happens(0.5)
        let side = chance.sign()
        let nave = size * 0.62
        let height = size * 0.36
        let left = side > 0 ? foot.x - nave * 0.2 : foot.x - nave * 0.8
        canvas.fill(.rectangle(left, foot.y - height, nave, height + 2 * u), colour)
        canvas.fill(
            .polygon([
                Point(left - size * 0.04, foot.y - height), Point(left + nave * 0.5, foot.y - height * 1.75),
                Point(left + nave + size * 0.04, foot.y - height),
            ]),
            colour.mixed(palette.accent, 0.25))
        for column in 0..<3 {
            let x = left + nave * (0.22 + 0.26 * Double(column))
            let wide = size * 0.05
            window(
                .rounded(x, foot.y - height * 0.72, wide, wide * 2.4, wide / 2),
                Point(x + wide / 2, foot.y - height * 0.5), wide, 0.8)
        }
        let width = size * 0.24
        let tall = size * 0.78
        let top = foot.y - tall
        canvas.fill(.rectangle(foot.x - width / 2, top, width, tall + 2 * u), colour.darker(0.015))
        let bright = shine(distance, 1.3)
        let lit = lit(foot.x)
        canvas.fill(
            .rectangle(lit > 0 ? foot.x + width * 0.12 : foot.x - width / 2, top, width * 0.38, tall), bright.faded(0.5)
        )
        window(.circle(foot.x, top + width * 0.55, width * 0.2), Point(foot.x, top + width * 0.55), width * 0.2, 0.8)
        let roof = colour.mixed(palette.accent, 0.5)
        var tip = Point(foot.x, top - size * 0.55)
        if isOnion {
            tip = Point(foot.x, top - width * 1.25)
            var dome = Path()
            dome.move(foot.x - width * 0.32, top)
            dome.curve(foot.x - width * 0.85, top - width * 0.5, foot.x - width * 0.2, top - width * 0.8, tip.x, tip.y)
            dome.curve(
                foot.x + width * 0.2, top - width * 0.8, foot.x + width * 0.85, top - width * 0.5,
                foot.x + width * 0.32, top)
            dome.close()
            canvas.fill(dome, roof)
            canvas.fill(
                .ellipse(foot.x + lit * width * 0.2, top - width * 0.38, width * 0.1, width * 0.25),
                palette.light.faded(0.35))
        } else {
            canvas.fill(.polygon([Point(foot.x - width * 0.62, top), tip, Point(foot.x + width * 0.62, top)]), roof)
            canvas.fill(
                .polygon([tip, Point(foot.x + lit * width * 0.62, top), Point(foot.x, top)]),
                roof.mixed(palette.light, 0.25))
        }
        let arm = size * 0.04
        canvas.stroke(
            .polyline([tip, Point(tip.x, tip.y - arm * 3)]), palette.light.mixed(colour, 0.3), width: arm * 0.5)
        canvas.stroke(
            .polyline([Point(tip.x - arm, tip.y - arm * 2), Point(tip.x + arm, tip.y - arm * 2)]),
            palette.light.mixed(colour, 0.3), width: arm * 0.5)
    }

    mutating func lighthouse(_ foot: Point, _ size: Double, distance: Double) {
        let colour = tone(distance)
        let pale = colour.mixed(.white, 0.55)
        let top = foot.y - size
        let low = size * 0.13
        let high = size * 0.075
        func body(_ from: Double, _ to: Double) -> Path {
            let a = low + (high - low) * from
            let b = low + (high - low) * to
            return .polygon([
                Point(foot.x - a, foot.y - size * from), Point(foot.x - b, foot.y - size * to),
                Point(foot.x + b, foot.y - size * to), Point(foot.x + a, foot.y - size * from),
            ])
        }
        canvas.fill(body(-0.02, 1), pale)
        for band in [0.15, 0.5, 0.82] { canvas.fill(body(band, band + 0.14), palette.accent.mixed(colour, 0.35)) }
        let shade = lit(foot.x) > 0 ? -1.0 : 1.0
        canvas.fill(
            .polygon([
                Point(foot.x + shade * low * 0.2, foot.y), Point(foot.x + shade * low, foot.y),
                Point(foot.x + shade * high, top), Point(foot.x + shade * high * 0.2, top),
            ]), palette.near.faded(0.3))
        canvas.fill(.rectangle(foot.x - high * 1.5, top - size * 0.02, high * 3, size * 0.03), colour)
        canvas.fill(.rectangle(foot.x - high * 0.8, top - size * 0.12, high * 1.6, size * 0.1), palette.light)
        canvas.fill(
            .polygon([
                Point(foot.x - high * 1.2, top - size * 0.11), Point(foot.x, top - size * 0.22),
                Point(foot.x + high * 1.2, top - size * 0.11),
            ]), colour)
        let lamp = Point(foot.x, top - size * 0.07)
        canvas.glow(lamp, size * 0.7, palette.light.faded(0.6))
        for side in [-1.0, 1.0] {
            let far = Point(lamp.x + side * size * 2.4, lamp.y - size * 0.1)
            canvas.fill(
                .polygon([lamp, far + Point(0, -size * 0.22), far + Point(0, size * 0.22)]),
                Paint.linear(lamp, far, [(0, palette.light.faded(0.45)), (1, palette.light.faded(0))]).blended(.screen))
        }
    }

    mutating func windmill(_ foot: Point, _ size: Double, distance: Double) {
        let colour = tone(distance)
        let top = foot.y - size * 0.72
        let left = [Point(foot.x - size * 0.2, foot.y + u), Point(foot.x - size * 0.11, top)]
        let right = [Point(foot.x + size * 0.11, top), Point(foot.x + size * 0.2, foot.y + u)]
        canvas.fill(.polygon(left + right), colour)
        canvas.fill(
            .polygon([Point(foot.x, top)] + (lit(foot.x) > 0 ? right : left.reversed()) + [Point(foot.x, foot.y + u)]),
            shine(distance).faded(0.6))
        canvas.fill(
            .polygon([
                Point(foot.x - size * 0.15, top), Point(foot.x, top - size * 0.16), Point(foot.x + size * 0.15, top),
            ]), colour.mixed(palette.accent, 0.45))
        let size2 = size * 0.05
        window(
            .rectangle(foot.x - size2 / 2, foot.y - size * 0.35, size2, size2 * 1.4),
            Point(foot.x, foot.y - size * 0.32), size2)
        let hub = Point(foot.x, top + size * 0.02)
        let start = chance.number(0.2...0.7)
        for arm in 0..<4 {
            let angle = start + Double(arm) * .pi / 2
            let tip = hub.moved(size * 0.52, angle: angle)
            canvas.stroke(.polyline([hub, tip]), colour, width: size * 0.018)
            let a = hub.moved(size * 0.14, angle: angle)
            let across = Point(0, 0).moved(size * 0.11, angle: angle + .pi / 2)
            canvas.fill(.polygon([a, tip, tip + across, a + across]), colour.mixed(palette.sky[2], 0.5).faded(0.85))
        }
    }
}
