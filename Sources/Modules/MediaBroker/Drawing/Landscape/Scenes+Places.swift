internal import Glibc

extension Stage {
    mutating func clockTower(_ foot: Point, _ size: Double, distance: Double) {
        let colour = tone(distance)
        let width = size * 0.2
        let top = foot.y - size * 0.78
        canvas.fill(.rectangle(foot.x - width / 2, top, width, size * 0.8 + 4 * u), colour)
        let side = lit(foot.x)
        canvas.fill(
            .rectangle(side > 0 ? foot.x + width * 0.14 : foot.x - width / 2, top, width * 0.36, size * 0.8),
            .vertical(top, foot.y, [(0, shine(distance, 1.4).faded(0.7)), (1, shine(distance).faded(0.1))]))
        canvas.fill(.rectangle(foot.x - width * 0.6, top - size * 0.015, width * 1.2, size * 0.035), colour)
        canvas.fill(
            .polygon([
                Point(foot.x - width * 0.58, top), Point(foot.x, top - size * 0.26), Point(foot.x + width * 0.58, top),
            ]), colour.mixed(palette.accent, 0.45))
        let face = Point(foot.x, top + width * 0.62)
        let radius = width * 0.36
        canvas.glow(face, radius * 4, palette.light.faded(0.6))
        canvas.fill(.circle(face.x, face.y, radius), palette.light.mixed(Colour(0xFFE2A0), 0.4))
        for mark in 0..<12 {
            let angle = Double(mark) * .pi / 6
            canvas.stroke(
                .polyline([face.moved(radius * 0.78, angle: angle), face.moved(radius * 0.92, angle: angle)]),
                palette.near, width: radius * 0.07)
        }
        // Quarter to something: hands never lie on each other.
        let hour = chance.number(0...6.28)
        canvas.stroke(.polyline([face, face.moved(radius * 0.5, angle: hour)]), palette.near, width: radius * 0.12)
        canvas.stroke(
            .polyline([face, face.moved(radius * 0.74, angle: hour + chance.number(1.2...4.6))]), palette.near,
            width: radius * 0.08)
    }

    mutating func station() {
        land(ridge(horizon, height: 4 * u, wave: 35 * u), distance: 0.9)
        skyline(horizon + 4 * u, height: 14 * u, distance: 0.85, windows: 0.2)
        mist(horizon + 2 * u, 6 * u, 0.5)
        let ground = horizon + 12 * u
        canvas.fill(
            .rectangle(0, ground, w, h - ground + 2), .vertical(ground, h, [(0, tone(0.55)), (1, palette.near)]))
        let side = -lit(w / 2)
        let x = w / 2 + side * w * 0.26
        let wide = 40 * u
        let tall = 15 * u
        canvas.fill(.rectangle(x - wide / 2, ground - tall, wide, tall + 3 * u), tone(0.35))
        canvas.fill(
            .polygon([
                Point(x - wide * 0.56, ground - tall), Point(x - wide * 0.48, ground - tall * 1.5),
                Point(x + wide * 0.48, ground - tall * 1.5), Point(x + wide * 0.56, ground - tall),
            ]), tone(0.35).mixed(palette.accent, 0.35))
        for column in 0..<6 {
            let left = x - wide * 0.43 + Double(column) * wide * 0.155
            let size = 2.6 * u
            window(
                .rounded(left, ground - tall * 0.72, size, size * 2.1, size / 2),
                Point(left + size / 2, ground - tall * 0.5), size, 0.7)
        }
        clockTower(Point(x, ground), 34 * u, distance: 0.32)
        train(ground + 9 * u, 16 * u, distance: 0.2)
        canvas.fill(.rectangle(0, ground + 9 * u, w, 0.7 * u), palette.near)
        rails(Point(w / 2 - side * w * 0.1, ground + 12 * u), from: w * chance.number(0.35...0.65), width: 34 * u)
        let line = ridge(h * 0.9, height: 0.3 * u, wave: 60 * u)
        for share in [0.12, 0.88] { streetLamp(Point(w * share, h * 0.95), 30 * u, palette.near) }
        party(line, x: w * (side > 0 ? 0.28 : 0.72), 14 * u, palette.near)
    }

    mutating func churchHill() {
        land(ridge(horizon, height: 8 * u, wave: 35 * u), distance: 0.9)
        mist(horizon + 2 * u, 6 * u, 0.4)
        let x = w * (sun.x > w / 2 ? chance.number(0.32...0.42) : chance.number(0.58...0.68))
        var hill = ridge(horizon + 14 * u, height: 4 * u, wave: 40 * u)
        for index in hill.indices { hill[index].y -= 9 * u * exp(-pow((hill[index].x - x) / (30 * u), 2)) }
        canvas.glow(Point(x, horizon - 12 * u), 45 * u, palette.light.faded(0.35))
        let kind = treeKind()
        treeLine(hill, kind, height: 14 * u, distance: 0.5, density: 0.3, gap: (x / w - 0.2)...(x / w + 0.2))
        church(Point(x, surface(hill, x) + 2 * u), 40 * u, distance: 0.4)
        land(hill, distance: 0.36)
        path(
            from: w * chance.number(0.4...0.6), to: Point(x, surface(hill, x) + u), width: 20 * u,
            tone(0.55).mixed(palette.light, 0.3).faded(0.85))
        let line = foregroundLine(h * 0.86)
        for _ in 0..<4 {
            let place = w * (chance.happens(0.5) ? chance.number(0.04...0.3) : chance.number(0.7...0.96))
            grave(Point(place, surface(line, place) + u), 6 * u, distance: 0.1)
        }
        party(line, x: w * 0.5, 9 * u, palette.near)
        grass(8 * u, count: 80, on: line, tone(0.1))
    }

    /// Near ground without anything on it.
    mutating func foregroundLine(_ y: Double) -> [Point] {
        let line = ridge(y, height: 4 * u, wave: 38 * u, octaves: 4, roughness: 0.4)
        canvas.fill(closed(line), .vertical(y - 4 * u, h, [(0, ground(0.12)), (1, ground(0))]))
        return line
    }

    mutating func fields() {
        land(ridge(horizon - 2 * u, height: 6 * u, wave: 40 * u), distance: 0.92)
        let warm = palette.light.mixed(palette.accent, 0.25)
        for depth in 0..<4 {
            let distance = 0.78 - 0.19 * Double(depth)
            let y = horizon + (2 + 9 * Double(depth)) * u
            let line = ridge(y, height: 5 * u, wave: 60 * u, octaves: 2)
            let colour = depth.isMultiple(of: 2) ? tone(distance).mixed(warm, isDark ? 0.12 : 0.38) : tone(distance)
            canvas.fill(
                closed(line),
                .vertical(y - 5 * u, y + 20 * u, [(0, colour.lighter(0.03)), (1, colour.mixed(palette.near, 0.3))]))
            if depth.isMultiple(of: 2) {
                for furrow in 0..<9 {
                    let shift = Double(furrow) * u * (0.35 + 0.1 * Double(furrow))
                    canvas.stroke(
                        .polyline(line.map { $0 + Point(0, shift) }), palette.near.faded(0.1), width: 0.25 * u)
                }
            }
            treeLine(line, treeKind(), height: (5 + 4 * Double(depth)) * u, distance: distance, density: 0.12)
        }
        let x = w * (sun.x > w / 2 ? chance.number(0.26...0.36) : chance.number(0.64...0.74))
        let line = foregroundLine(h * 0.86)
        if reading.shows(.windmill) || chance.happens(0.3) {
            windmill(Point(x, horizon + 14 * u), 34 * u, distance: 0.45)
        } else {
            var kind = treeKind()
            if kind == .pine { kind = .round }
            tree(kind, Point(x, surface(line, x) + u), 46 * u, distance: 0.1)
        }
        party(line, x: w - x, 9 * u, palette.near)
        grass(12 * u, count: 130, on: line, tone(0.1))
    }

    mutating func river() {
        mountains(horizon + 2 * u, height: 28 * u, distance: 0.92, snow: 0.3)
        mist(horizon + u, 7 * u, 0.5)
        let kind = treeKind()
        let far = ridge(horizon + 3 * u, height: 4 * u, wave: 40 * u)
        land(far, distance: 0.7)
        treeLine(far, kind, height: 8 * u, distance: 0.68, density: 0.9)
        water(horizon + 8 * u)
        for side in [-1.0, 1.0] {
            for depth in 0..<3 {
                let share = Double(depth) / 2
                let y = horizon + (10 + 13 * Double(depth)) * u
                let reach = w * (0.2 + 0.12 * share) * chance.number(0.7...1.2)
                let x = side < 0 ? 0 : w
                var bank = Path()
                bank.move(x + side * 4, y - 5 * u)
                bank.curve(
                    x - side * reach * 0.5, y - 4 * u, x - side * reach, y - u, x - side * reach * 1.05, y + 0.5 * u)
                bank.curve(
                    x - side * reach * 0.8, y + 4 * u, x - side * reach * 0.3, y + 8 * u, x + side * 4, y + 11 * u)
                bank.close()
                let distance = 0.55 - 0.22 * Double(depth)
                canvas.fill(
                    bank,
                    .vertical(
                        y - 5 * u, y + 10 * u, [(0, tone(distance)), (1, tone(distance).mixed(palette.near, 0.5))]))
                for _ in 0..<3 {
                    let place = chance.number(0...0.7)
                    tree(
                        kind, Point(x - side * reach * place, y - 3 * u + 2 * u * place),
                        (12 + 9 * Double(depth)) * u * chance.number(0.7...1.1), distance: distance)
                }
            }
        }
        rowingBoat(Point(w * chance.number(0.42...0.58), horizon + 24 * u), 7 * u, palette.near)
        for x in [0.05, 0.13, 0.9] { reeds(Point(w * x, h + u), u * chance.number(18...28), palette.near) }
        grass(8 * u, count: 60, palette.near)
    }

    mutating func ruins() {
        mountains(horizon + 3 * u, height: 24 * u, distance: 0.92, snow: 0)
        mist(horizon + 2 * u, 7 * u, 0.5)
        let hill = ridge(horizon + 10 * u, height: 6 * u, wave: 50 * u)
        land(hill, distance: 0.6)
        let x = w * (sun.x > w / 2 ? 0.38 : 0.6)
        if reading.shows(.stones) || chance.happens(0.5) {
            stones(Point(x, surface(hill, x) + 4 * u), 34 * u, distance: 0.4)
        } else {
            for index in 0..<6 {
                let place = x + (Double(index) - 2.5) * 9 * u
                column(Point(place, surface(hill, place) + 4 * u), u * chance.number(16...34), distance: 0.42)
            }
            canvas.fill(.rectangle(x - 26 * u, surface(hill, x) + 4 * u, 52 * u, 2 * u), tone(0.4))
        }
        mist(horizon + 20 * u, 8 * u, 0.35)
        let line = foregroundLine(h * 0.86)
        for share in [0.1, 0.88] where chance.happens(0.8) {
            column(Point(w * share, surface(line, w * share) + u), u * chance.number(26...50), distance: 0.06)
        }
        party(line, x: w * chance.number(0.42...0.58), 10 * u, palette.near)
        grass(9 * u, count: 90, on: line, tone(0.1))
    }

    mutating func graveyard() {
        land(ridge(horizon, height: 7 * u, wave: 30 * u), distance: 0.9)
        church(Point(w * (sun.x > w / 2 ? 0.26 : 0.74), horizon + 8 * u), 26 * u, distance: 0.65)
        mist(horizon + 6 * u, 8 * u, 0.5)
        for depth in 0..<3 {
            let distance = 0.55 - 0.2 * Double(depth)
            let line = ridge(horizon + (11 + 11 * Double(depth)) * u, height: 4 * u, wave: 35 * u)
            land(line, distance: distance)
            for _ in 0..<(9 - depth * 2) {
                let x = w * chance.number(0.02...0.98)
                grave(Point(x, surface(line, x) + 0.6 * u), (5 + 3.2 * Double(depth)) * u, distance: distance)
            }
            let x = w * chance.number(0...1)
            tree(.bare, Point(x, surface(line, x) + u), (24 + 9 * Double(depth)) * u, distance: distance)
            mist(horizon + (17 + 11 * Double(depth)) * u, 6 * u, 0.4)
        }
        let line = foregroundLine(h * 0.92)
        fence(line, from: 0, to: w, 7 * u, palette.near)
        party(line, x: w * 0.5, 11 * u, palette.near)
        frame(.bare)
    }

    mutating func market() {
        skyline(horizon + 14 * u, height: 30 * u, distance: 0.8, windows: 0.3)
        mist(horizon + 8 * u, 8 * u, 0.4)
        clockTower(Point(w * (sun.x > w / 2 ? 0.36 : 0.64), horizon + 18 * u), 46 * u, distance: 0.6)
        skyline(horizon + 22 * u, height: 26 * u, distance: 0.45, windows: 0.35)
        let ground = horizon + 20 * u
        canvas.fill(
            .rectangle(0, ground, w, h - ground + 2),
            .vertical(ground, h, [(0, tone(0.5)), (0.3, tone(0.4)), (1, palette.near)]))
        for row in 0..<3 {
            let y = ground + (3 + 9 * Double(row)) * u
            let size = (13 + 5 * Double(row)) * u
            for place in stride(from: 0.08 + 0.08 * Double(row), through: 1, by: size * 1.75 / w)
            where row < 2 || abs(place - 0.5) > 0.22 {
                stall(Point(w * place, y), size, distance: 0.4 - 0.12 * Double(row))
            }
        }
        let line = ridge(h * 0.93, height: 0.3 * u, wave: 60 * u)
        for share in [0.3, 0.52, 0.7] { party(line, x: w * share, u * chance.number(11...15), palette.near) }
        for row in 0..<2 {
            let y = horizon + (2 + 9 * Double(row)) * u
            let sag = 9 * u
            let string = (0...20).map { Point(w * Double($0) / 20, y + sag * (1 - pow(Double($0) / 10 - 1, 2))) }
            canvas.stroke(.polyline(string), palette.near.faded(0.7), width: 0.2 * u)
            for point in string.dropFirst().dropLast() { lamp(point + Point(0, 0.8 * u), 0.55 * u) }
        }
    }

    mutating func harbour() {
        land(ridge(horizon - 2 * u, height: 7 * u, wave: 30 * u), distance: 0.92)
        skyline(horizon + 6 * u, height: 20 * u, distance: 0.7, windows: 0.3)
        water(horizon + 6 * u)
        for index in 0..<3 {
            ship(
                Point(
                    w * (0.18 + 0.32 * Double(index) + chance.number(-0.05...0.05)),
                    horizon + (9 + 4 * Double(index % 2)) * u), u * chance.number(26...40),
                distance: 0.5 - 0.1 * Double(index % 2))
        }
        let deck = h * 0.87
        canvas.fill(
            .polygon([Point(0, deck), Point(w, deck - 3 * u), Point(w, h + 2), Point(0, h + 2)]),
            .vertical(deck - 3 * u, h, [(0, tone(0.25)), (1, palette.near)]))
        for x in stride(from: 0.0, through: w, by: 7 * u) {
            canvas.stroke(
                .polyline([Point(x, deck), Point(w / 2 + (x - w / 2) * 1.7, h)]), palette.near.faded(0.5),
                width: 0.3 * u)
        }
        for share in [0.1, 0.86] { streetLamp(Point(w * share, h * 0.92), 26 * u, palette.near) }
        for _ in 0..<5 {
            let x = w * (chance.happens(0.5) ? chance.number(0.02...0.3) : chance.number(0.7...0.98))
            let size = u * chance.number(4...8)
            canvas.fill(.rounded(x, h * 0.95 - size, size, size, size * 0.12), palette.near)
            canvas.stroke(
                .rounded(x + size * 0.1, h * 0.95 - size * 0.9, size * 0.8, size * 0.8, 0), palette.light.faded(0.25),
                width: 0.2 * u)
        }
        party(ridge(h * 0.9, height: 0.3 * u, wave: 50 * u), x: w * 0.5, 11 * u, palette.near)
    }

    mutating func island() {
        horizon = h * 0.5
        water(horizon)
        let x = w * (sun.x > w / 2 ? 0.36 : 0.62)
        let wide = 30 * u
        let hill = (0...40).map { step -> Point in
            let share = Double(step) / 20 - 1
            return Point(
                x + share * wide,
                horizon + 8 * u - 13 * u * pow(max(0, 1 - share * share), 0.7) * chance.number(0.9...1.05))
        }
        canvas.fill(.ellipse(x, horizon + 8.5 * u, wide * 1.1, 2.2 * u), palette.light.mixed(tone(0.5), 0.4))
        canvas.fill(.polygon(hill), .vertical(horizon - 6 * u, horizon + 9 * u, [(0, tone(0.4)), (1, tone(0.55))]))
        canvas.fill(.ellipse(x, horizon + 11 * u, wide * 0.9, 1.6 * u), tone(0.3).faded(0.3))
        let isCold = reading.season == .winter || reading.weather == .snow
        for share in [-0.6, -0.35, 0.1, 0.45, 0.65] {
            let place = x + share * wide
            tree(
                isCold ? .pine : .palm, Point(place, surface(hill, place) + u), u * chance.number(12...20),
                distance: 0.3)
        }
        if reading.shows(.lighthouse) || chance.happens(0.5) {
            lighthouse(Point(x, surface(hill, x) + u), 26 * u, distance: 0.4)
        }
        waves(horizon + 16 * u, count: 4)
        rowingBoat(Point(w - x, h * 0.8), 9 * u, palette.near)
    }

    mutating func towerHill() {
        mountains(horizon + 2 * u, height: 26 * u, distance: 0.92, snow: 0.3)
        mist(horizon + 2 * u, 7 * u, 0.5)
        let x = w * (sun.x > w / 2 ? 0.36 : 0.64)
        var hill = ridge(horizon + 15 * u, height: 5 * u, wave: 40 * u)
        for index in hill.indices { hill[index].y -= 12 * u * exp(-pow((hill[index].x - x) / (24 * u), 2)) }
        let foot = Point(x, surface(hill, x) + 2 * u)
        canvas.glow(foot + Point(0, -24 * u), 40 * u, palette.light.faded(0.3))
        if reading.shows(.lighthouse) {
            lighthouse(foot, 40 * u, distance: 0.4)
        } else if reading.shows(.windmill) {
            windmill(foot, 44 * u, distance: 0.4)
        } else if reading.shows(.clock) {
            clockTower(foot, 52 * u, distance: 0.4)
        } else {
            roundTower(foot, 9 * u, 40 * u, 0.4, flag: true)
            roundTower(foot + Point(7 * u, 0), 6 * u, 22 * u, 0.38, flag: false)
        }
        land(hill, distance: 0.36)
        let kind = treeKind()
        treeLine(hill, kind, height: 10 * u, distance: 0.33, density: 0.4, gap: (x / w - 0.14)...(x / w + 0.14))
        path(from: w * 0.5, to: Point(x, foot.y), width: 20 * u, tone(0.55).mixed(palette.light, 0.3).faded(0.85))
        let line = foregroundLine(h * 0.88)
        party(line, x: w - x, 10 * u, palette.near)
        grass(9 * u, count: 90, on: line, tone(0.1))
    }

    mutating func camp() {
        let kind = treeKind()
        land(ridge(horizon, height: 8 * u, wave: 35 * u), distance: 0.9)
        for (depth, distance) in [(0.0, 0.65), (1.0, 0.42), (2.0, 0.26)] {
            let line = ridge(horizon + (4 + depth * 7) * u, height: 4 * u, wave: 40 * u)
            land(line, distance: distance)
            treeLine(
                line, kind, height: (13 + depth * 10) * u, distance: distance, density: 0.9 - 0.2 * depth,
                gap: depth > 0 ? 0.3...0.7 : nil)
            mist(horizon + (8 + depth * 7) * u, 5 * u, 0.3)
        }
        let ground = ridge(h * 0.78, height: 2 * u, wave: 60 * u)
        canvas.fill(closed(ground), .vertical(h * 0.76, h, [(0, tone(0.22)), (1, palette.near)]))
        let fire = Point(w * chance.number(0.44...0.56), h * 0.87)
        for (share, size) in [(0.24, 20.0), (0.78, 17.0)] { tent(Point(w * share, h * 0.83), size * u, distance: 0.25) }
        campfire(fire, 3.6 * u)
        for (shift, size) in [(-17.0, 12.0), (15.0, 13.0), (24.0, 11.0)] where chance.happens(0.85) {
            sun = fire
            figure(Point(fire.x + shift * u, fire.y + 4 * u), size * u, palette.near)
        }
        grass(8 * u, count: 90, on: ground, tone(0.2))
        frame(kind)
    }
}
