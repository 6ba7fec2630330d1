internal import Glibc

extension Stage {
    /// A stone bridge of arches from one side of the picture to the other.
    mutating func bridge(_ y: Double, height: Double, distance: Double) {
        let colour = tone(distance)
        let rise = 7 * u
        let count = chance.integer(3...5)
        let left = -2 * u
        let right = w + 2 * u
        func deck(_ x: Double) -> Double { y - rise * sin((x - left) / (right - left) * .pi) }
        var shape = Path()
        let line = stride(from: left, through: right, by: max(2, w / 120)).map { Point($0, deck($0)) }
        shape.append(.polygon(line + [Point(right, y + height), Point(left, y + height)]))
        let span = (right - left) / Double(count)
        var holes = Path()
        for index in 0..<count {
            let centre = left + span * (Double(index) + 0.5)
            let half = span * 0.39
            let top = deck(centre) + 4.5 * u
            holes.move(centre - half, y + height + 2)
            holes.line(centre - half, top + half)
            holes.curve(centre - half, top + half * 0.45, centre - half * 0.55, top, centre, top)
            holes.curve(centre + half * 0.55, top, centre + half, top + half * 0.45, centre + half, top + half)
            holes.line(centre + half, y + height + 2)
            holes.close()
        }
        shape.append(holes)
        canvas.fill(
            shape, .vertical(y - rise, y + height, [(0, colour), (1, colour.mixed(palette.haze, 0.55))]), evenOdd: true)
        canvas.stroke(.polyline(line.map { $0 + Point(0, -0.4 * u) }), shine(distance, 1.8), width: 0.7 * u)
        for index in 0...count * 3 {
            let x = left + (right - left) * Double(index) / Double(count * 3)
            canvas.fill(.rectangle(x - 0.5 * u, deck(x) - 2.6 * u, u, 3 * u), colour)
            if index.isMultiple(of: 3), isDark || reading.shows(.lamps) {
                canvas.fill(.rectangle(x - 0.15 * u, deck(x) - 6.5 * u, 0.3 * u, 6 * u), colour)
                lamp(Point(x, deck(x) - 6.8 * u), 0.6 * u)
            }
        }
        let x = w * chance.number(0.35...0.65)
        party(line, x: x, 7 * u, palette.near)
    }

    /// A ship under sail; `size` is the height of its masts.
    mutating func ship(_ water: Point, _ size: Double, distance: Double) {
        let colour = tone(distance)
        let mirrored = chance.happens(0.5)
        var hull = Path()
        hull.move(-0.5, -0.16)
        hull.quad(-0.4, 0.04, -0.24, 0.05)
        hull.line(0.28, 0.05)
        hull.quad(0.5, 0, 0.62, -0.2)
        hull.line(0.34, -0.12)
        hull.line(-0.3, -0.12)
        hull.line(-0.34, -0.2)
        hull.close()
        func put(_ path: Path) -> Path { path.placed(at: water, scale: size, mirrored: mirrored) }
        let sail = palette.light.mixed(palette.sky[1], 0.4).mixed(palette.haze, distance * 0.5)
        for (mast, tall, wide) in [(-0.2, 0.78, 0.2), (0.1, 0.98, 0.26), (0.34, 0.7, 0.17)] {
            canvas.fill(put(.rectangle(mast - 0.008, -tall, 0.016, tall - 0.1)), colour)
            var top = -tall + 0.04
            for share in [0.62, 0.85, 1.0] {
                let half = wide * share * 0.62
                let high = tall * 0.24
                var cloth = Path()
                cloth.move(mast - half * 0.85, top)
                cloth.line(mast + half * 0.85, top)
                cloth.quad(mast + half * 1.5, top + high * 0.6, mast + half, top + high)
                cloth.quad(mast, top + high * 0.85, mast - half, top + high)
                cloth.quad(mast - half * 0.5, top + high * 0.5, mast - half * 0.85, top)
                cloth.close()
                canvas.fill(put(cloth), sail)
                canvas.fill(
                    put(.rectangle(mast - half, top + high * 0.06, half * 0.7, high * 0.8)), palette.near.faded(0.12))
                top += high * 1.08
            }
        }
        canvas.fill(put(hull), colour.darker(0.04))
        canvas.fill(put(.rectangle(-0.36, -0.11, 0.8, 0.022)), palette.accent.mixed(colour, 0.35))
        flag(Point(water.x + (mirrored ? -0.1 : 0.1) * size, water.y - size * 0.98), size * 0.13, distance)
        for x in [-0.28, -0.12, 0.04, 0.2] where isDark {
            lamp(Point(water.x + (mirrored ? -x : x) * size, water.y - size * 0.05), size * 0.012, 12)
        }
        canvas.fill(.ellipse(water.x, water.y + size * 0.09, size * 0.5, size * 0.045), colour.faded(0.4))
    }

    mutating func rowingBoat(_ water: Point, _ size: Double, _ colour: Colour) {
        var hull = Path()
        hull.move(water.x - size, water.y - size * 0.2)
        hull.quad(water.x, water.y + size * 0.45, water.x + size, water.y - size * 0.25)
        hull.quad(water.x, water.y + size * 0.02, water.x - size, water.y - size * 0.2)
        hull.close()
        figure(Point(water.x - size * 0.1, water.y + size * 0.08), size * 0.95, colour, lantern: isDark)
        canvas.fill(hull, colour)
        canvas.stroke(
            .polyline([
                Point(water.x - size * 0.2, water.y - size * 0.3), Point(water.x - size * 1.3, water.y + size * 0.25),
            ]), colour, width: size * 0.05)
    }

    /// A steam train that comes along a line of rails.
    mutating func train(_ y: Double, _ size: Double, distance: Double) {
        let colour = tone(distance).darker(0.03)
        let side = chance.sign()
        let start = w * (side > 0 ? chance.number(0.58...0.8) : chance.number(0.2...0.42))
        func put(_ path: Path) -> Path { path.placed(at: Point(start, y), scale: size, mirrored: side < 0) }
        var engine = Path.rounded(-0.1, -0.52, 1.05, 0.34, 0.12)
        engine.append(.rectangle(-0.5, -0.72, 0.45, 0.56))
        engine.append(.rectangle(-0.56, -0.78, 0.57, 0.07))
        engine.append(.polygon([Point(0.66, -0.5), Point(0.62, -0.82), Point(0.86, -0.82), Point(0.82, -0.5)]))
        engine.append(.rounded(0.26, -0.62, 0.2, 0.14, 0.06))
        engine.append(.rectangle(-0.5, -0.22, 1.5, 0.1))
        engine.append(.polygon([Point(0.95, -0.2), Point(1.18, -0.02), Point(0.9, -0.02)]))
        var wheels = Path()
        for (x, radius) in [(-0.36, 0.13), (-0.06, 0.13), (0.24, 0.13), (0.56, 0.09), (0.8, 0.09)] {
            wheels.append(.circle(x, -radius, radius))
        }
        for wagon in 0..<6 {
            let x = -1.75 - Double(wagon) * 1.25
            canvas.fill(put(.rounded(x, -0.66, 1.14, 0.5, 0.06)), colour)
            canvas.fill(put(.rounded(x - 0.03, -0.72, 1.2, 0.09, 0.04)), colour.mixed(palette.accent, 0.35))
            for pane in 0..<4 {
                let left = x + 0.1 + Double(pane) * 0.26
                canvas.fill(
                    put(.rectangle(left, -0.55, 0.17, 0.17)),
                    palette.light.mixed(Colour(0xFFB850), 0.4).faded(isDark ? 1 : 0.75))
            }
            for wheel in [0.22, 0.92] { wheels.append(.circle(x + wheel, -0.08, 0.09)) }
        }
        canvas.fill(put(engine), colour)
        canvas.fill(put(.rectangle(-0.08, -0.34, 1.02, 0.03)), palette.accent.mixed(colour, 0.2))
        canvas.fill(put(.rectangle(-0.38, -0.62, 0.2, 0.18)), palette.light)
        canvas.fill(put(wheels), palette.near)
        lamp(Point(start + side * size * 0.98, y - size * 0.4), size * 0.05, 18)
        var puff = Point(start + side * size * 0.74, y - size * 0.95)
        for step in 0..<9 {
            let radius = size * (0.16 + 0.075 * Double(step))
            let steam = Colour.white.mixed(palette.haze, 0.35 + 0.05 * Double(step)).faded(0.75 - 0.06 * Double(step))
            canvas.fill(.circle(puff.x, puff.y, radius), steam)
            canvas.fill(.circle(puff.x - side * radius * 0.6, puff.y + radius * 0.3, radius * 0.7), steam)
            puff = puff + Point(-side * size * 0.3, -size * chance.number(0.06...0.2))
        }
    }

    /// Rails in perspective, from the lower edge to a point.
    mutating func rails(_ end: Point, from bottom: Double, width: Double) {
        let colour = palette.near
        for row in 0..<22 {
            let share = pow(Double(row) / 22, 2.2)
            let y = end.y + (h - end.y) * (share + 0.008)
            let half = width * share * 0.75 + 0.1 * u
            let x = end.x + (bottom - end.x) * share
            canvas.fill(
                .rectangle(x - half, y, half * 2, (0.12 + 2 * share) * u), colour.mixed(palette.accent, 0.12).faded(0.8)
            )
        }
        for side in [-1.0, 1.0] {
            let edge = bottom + side * width * 0.5
            canvas.fill(
                .polygon([
                    Point(end.x - 0.05 * u, end.y), Point(end.x + 0.05 * u, end.y), Point(edge + 1.1 * u, h + 2),
                    Point(edge - 1.1 * u, h + 2),
                ]),
                .vertical(end.y, h, [(0, palette.light.faded(0.9)), (1, palette.sky[2].mixed(palette.near, 0.4))]))
        }
    }

    mutating func streetLamp(_ foot: Point, _ height: Double, _ colour: Colour) {
        canvas.fill(.brush([foot, Point(foot.x, foot.y - height)], widths: [height * 0.035, height * 0.022]), colour)
        canvas.fill(.rectangle(foot.x - height * 0.035, foot.y - height * 0.06, height * 0.07, height * 0.06), colour)
        let top = Point(foot.x, foot.y - height * 1.04)
        let size = height * 0.05
        lamp(top, size * 0.7, 14)
        canvas.stroke(
            .polygon([
                Point(top.x - size * 0.6, top.y + size), Point(top.x - size, top.y - size),
                Point(top.x + size, top.y - size), Point(top.x + size * 0.6, top.y + size),
            ]), colour, width: height * 0.012)
        canvas.fill(
            .polygon([
                Point(top.x - size * 1.2, top.y - size), Point(top.x, top.y - size * 2),
                Point(top.x + size * 1.2, top.y - size),
            ]), colour)
    }

    mutating func tent(_ foot: Point, _ size: Double, distance: Double) {
        let colour = tone(distance).mixed(palette.accent, 0.45)
        let top = Point(foot.x + size * 0.1, foot.y - size * 0.8)
        let left = Point(foot.x - size * 0.75, foot.y)
        let right = Point(foot.x + size * 0.75, foot.y)
        let front = Point(foot.x - size * 0.1, foot.y + size * 0.06)
        canvas.fill(.polygon([left, top, front]), colour.darker(0.08))
        canvas.fill(.polygon([top, right, front]), colour.mixed(palette.light, 0.2))
        canvas.fill(
            .polygon([top, front.toward(left, 0.35), front.toward(right, 0.3)]),
            palette.light.mixed(Colour(0xFFB050), 0.5).faded(0.85))
        canvas.glow(front + Point(0, -size * 0.25), size * 0.9, palette.light.faded(0.35))
    }

    mutating func campfire(_ foot: Point, _ size: Double) {
        canvas.glow(foot + Point(0, -size * 0.4), size * 11, Colour(0xFF9A3C).faded(0.55))
        canvas.glow(foot + Point(0, -size * 0.4), size * 4, Colour(0xFFC060).faded(0.7))
        for angle in [-0.35, 0.3, 0.05] {
            canvas.stroke(
                .polyline([foot.moved(size * 0.9, angle: angle), foot.moved(-size * 0.9, angle: angle)]), palette.near,
                width: size * 0.22)
        }
        for (scale, colour) in [(1.0, Colour(0xF06A28)), (0.7, Colour(0xFFB040)), (0.4, Colour(0xFFF0B0))] {
            var flame = Path()
            flame.move(-0.45, 0)
            flame.curve(-0.8, -0.6, -0.1, -0.9, 0.05, -1.9)
            flame.curve(0.25, -1.2, 0.85, -0.7, 0.45, 0)
            flame.close()
            canvas.fill(flame.placed(at: foot, scale: size * scale), colour)
        }
        for _ in 0..<14 {
            let spark = foot + Point(chance.number(-2...2) * size, -size * chance.number(1.5...7))
            canvas.fill(.circle(spark.x, spark.y, size * chance.number(0.03...0.08)), Colour(0xFFC878).faded(0.9))
        }
    }

    /// Standing stones in a ring, some with a stone across.
    mutating func stones(_ centre: Point, _ size: Double, distance: Double) {
        let colour = tone(distance)
        for index in 0..<7 {
            let share = Double(index) / 6 * 2 - 1
            let depth = (1 - share * share).squareRoot()
            let foot = Point(
                centre.x + share * size * 1.1, centre.y - depth * size * 0.12 * (index.isMultiple(of: 2) ? 1 : -1))
            let tall = size * chance.number(0.42...0.62)
            let wide = size * chance.number(0.13...0.18)
            let lean = chance.number(-0.04...0.04) * size
            let shape = Path.polygon([
                Point(foot.x - wide / 2, foot.y + u), Point(foot.x - wide * 0.42 + lean, foot.y - tall),
                Point(foot.x + wide * 0.35 + lean, foot.y - tall * 1.06), Point(foot.x + wide / 2, foot.y + u),
            ])
            canvas.fill(shape, .vertical(foot.y - tall, foot.y, [(0, colour), (1, colour.mixed(palette.haze, 0.25))]))
            let side = lit(foot.x)
            canvas.fill(
                .polygon([
                    Point(foot.x + side * wide * 0.15 + lean, foot.y - tall),
                    Point(foot.x + side * wide * 0.4 + lean, foot.y - tall), Point(foot.x + side * wide / 2, foot.y),
                    Point(foot.x + side * wide * 0.2, foot.y),
                ]), shine(distance, 1.6).faded(0.8))
            if index.isMultiple(of: 3), index < 6 {
                canvas.fill(
                    .polygon([
                        Point(foot.x - wide * 0.8, foot.y - tall * 1.2),
                        Point(foot.x + size * 0.5, foot.y - tall * 1.14),
                        Point(foot.x + size * 0.48, foot.y - tall * 0.98), Point(foot.x - wide * 0.75, foot.y - tall),
                    ]), colour)
            }
        }
    }

    mutating func column(_ foot: Point, _ height: Double, distance: Double) {
        let colour = tone(distance)
        let wide = height * 0.16
        let isBroken = chance.happens(0.6)
        let top = foot.y - height
        let edge =
            isBroken
            ? [
                Point(foot.x - wide / 2, top + wide * 0.4), Point(foot.x - wide * 0.1, top - wide * 0.2),
                Point(foot.x + wide * 0.2, top + wide * 0.5), Point(foot.x + wide / 2, top),
            ] : [Point(foot.x - wide / 2, top), Point(foot.x + wide / 2, top)]
        canvas.fill(
            .polygon(edge + [Point(foot.x + wide / 2, foot.y + u), Point(foot.x - wide / 2, foot.y + u)]), colour)
        if !isBroken { canvas.fill(.rectangle(foot.x - wide * 0.8, top - wide * 0.3, wide * 1.6, wide * 0.4), colour) }
        canvas.fill(.rectangle(foot.x - wide * 0.75, foot.y - wide * 0.3, wide * 1.5, wide * 0.4 + u), colour)
        let side = lit(foot.x)
        canvas.fill(
            .rectangle(
                side > 0 ? foot.x + wide * 0.2 : foot.x - wide / 2, top + wide * 0.5, wide * 0.3, height - wide * 0.5),
            shine(distance, 1.5).faded(0.7))
        for groove in [-0.2, 0.05] {
            canvas.stroke(
                .polyline([Point(foot.x + groove * wide, top + wide * 0.6), Point(foot.x + groove * wide, foot.y)]),
                palette.near.faded(0.25), width: wide * 0.06)
        }
    }

    mutating func grave(_ foot: Point, _ size: Double, distance: Double) {
        let colour = tone(distance)
        let lean = chance.number(-0.12...0.12)
        var shape: Path
        if chance.happens(0.45) {
            shape = .rectangle(-0.07, -1, 0.14, 1.1)
            shape.append(.rectangle(-0.34, -0.78, 0.68, 0.14))
        } else {
            shape = .rounded(-0.3, -0.8, 0.6, 1.2, 0.3)
        }
        canvas.fill(shape.placed(at: foot, scale: size, turned: lean), colour)
        let side = lit(foot.x)
        canvas.fill(
            Path.rectangle(side > 0 ? 0.2 : -0.28, -0.55, 0.08, 0.6).placed(at: foot, scale: size, turned: lean),
            shine(distance, 1.6).faded(0.5))
    }

    mutating func fence(_ line: [Point], from: Double, to: Double, _ size: Double, _ colour: Colour) {
        var x = from
        var rail: [Point] = []
        while x < to {
            let y = surface(line, x)
            let tall = size * chance.number(0.85...1.1)
            let lean = chance.number(-0.08...0.08) * size
            canvas.fill(
                .brush([Point(x, y + 0.5 * u), Point(x + lean, y - tall)], widths: [size * 0.13, size * 0.1]), colour)
            rail.append(Point(x, y - size * 0.6))
            x += size * 0.85
        }
        guard rail.count > 1 else { return }
        canvas.stroke(.polyline(rail), colour, width: size * 0.08)
        canvas.stroke(.polyline(rail.map { $0 + Point(0, size * 0.32) }), colour, width: size * 0.08)
    }

    mutating func signpost(_ foot: Point, _ size: Double, _ colour: Colour) {
        canvas.fill(
            .brush([foot, Point(foot.x + size * 0.03, foot.y - size)], widths: [size * 0.08, size * 0.065]), colour)
        for (y, side) in [(0.86, 1.0), (0.66, -1.0)] {
            let board = Path.polygon([
                Point(-0.06, -0.075), Point(0.4, -0.09), Point(0.52, 0), Point(0.4, 0.08), Point(-0.06, 0.07),
            ])
            canvas.fill(
                board.placed(
                    at: Point(foot.x, foot.y - size * y), scale: size, mirrored: side < 0,
                    turned: chance.number(-0.1...0.1)), colour.mixed(palette.light, 0.12))
        }
    }

    /// A stall with a striped awning.
    mutating func stall(_ foot: Point, _ size: Double, distance: Double) {
        let colour = tone(distance)
        let cloth = chance.pick([palette.accent, palette.light.mixed(palette.accent, 0.5), palette.land])
        canvas.fill(.rectangle(foot.x - size * 0.5, foot.y - size * 0.35, size, size * 0.37), colour)
        for x in [-0.5, 0.46] {
            canvas.fill(.rectangle(foot.x + x * size, foot.y - size * 0.95, size * 0.04, size * 0.95), colour)
        }
        canvas.glow(Point(foot.x, foot.y - size * 0.6), size * 0.55, Colour(0xFFB860).faded(0.45))
        for item in 0..<6 {
            let radius = size * chance.number(0.04...0.07)
            canvas.fill(
                .circle(foot.x + (Double(item) - 2.5) * size * 0.15, foot.y - size * 0.35 - radius * 0.7, radius),
                palette.accent.shifted(hue: chance.number(-60...60)).mixed(colour, 0.35))
        }
        for stripe in 0..<6 {
            let x = foot.x - size * 0.62 + size * 1.24 * Double(stripe) / 6
            let wide = size * 1.24 / 6
            var strip = Path()
            strip.move(foot.x + (x - foot.x) * 0.8, foot.y - size * 1.12)
            strip.line(foot.x + (x + wide - foot.x) * 0.8, foot.y - size * 1.12)
            strip.line(x + wide, foot.y - size * 0.82)
            strip.quad(x + wide / 2, foot.y - size * 0.7, x, foot.y - size * 0.82)
            strip.close()
            canvas.fill(
                strip, (stripe.isMultiple(of: 2) ? cloth : palette.light.mixed(palette.haze, 0.3)).mixed(colour, 0.25))
        }
    }
}
