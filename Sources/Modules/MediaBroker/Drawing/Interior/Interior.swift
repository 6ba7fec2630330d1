internal import Glibc

/// A room, seen from the front: back wall, two side walls, floor and ceiling in perspective.
struct Interior {
    private var stage: Stage
    private let place: Place
    /// The back wall.
    private let left: Double
    private let right: Double
    private let top: Double
    private let floor: Double
    private let wall: Colour
    private var chance: Chance

    init(_ stage: Stage, _ place: Place) {
        self.stage = stage
        self.place = place
        var chance = stage.chance.branchCopy()
        let shift = chance.number(-0.08...0.08)
        left = stage.w * (0.2 + shift)
        right = stage.w * (0.8 + shift)
        top = stage.h * chance.number(0.14...0.2)
        floor = stage.h * chance.number(0.62...0.68)
        let warm = Colour(0x8A5630)
        wall = stage.palette.land.mixed(warm, place == .room ? 0.3 : 0.5).shifted(
            lightness: stage.isDark ? 0.08 : 0, chroma: 1.15)
        self.chance = chance
    }

    private var u: Double { stage.u }
    private var canvas: Canvas { stage.canvas }
    private var near: Colour { stage.palette.near }

    mutating func draw() {
        drawShell()
        let hasFire = place == .tavern || place == .workshop || stage.reading.shows(.fire)
        let middle = (left + right) / 2
        if hasFire {
            fireplace(Point(middle + (right - left) * chance.number(-0.2...0.2), floor), (right - left) * 0.3)
            window(left + (right - left) * 0.08, (right - left) * 0.16)
        } else {
            window(middle - (right - left) * chance.number(0.12...0.22), (right - left) * 0.34)
        }
        switch place {
        case .library:
            shelves(onSide: -1)
            shelves(onSide: 1)
        case .tavern:
            shelves(onSide: chance.sign(), bottles: true)
            barrels()
        case .workshop: shelves(onSide: chance.sign(), bottles: true)
        default: if chance.happens(0.6) { shelves(onSide: chance.sign()) }
        }
        if stage.reading.shows(.clock) || chance.happens(0.35) { wallClock() }
        rug()
        hangingLamps()
        company()
        table()
        stage.drawWeatherInside()
    }

    private func drawShell() {
        let w = stage.w
        let h = stage.h
        let dark = wall.mixed(near, 0.62)
        canvas.fill(canvas.all, dark)
        canvas.fill(
            .rectangle(left, top, right - left, floor - top),
            .radial(
                Point((left + right) / 2, floor - 12 * u), 46 * u, 46 * u,
                [(0, wall.lighter(0.08)), (1, wall.mixed(near, 0.25))]))
        let boards = wall.mixed(Colour(0x5A3820), 0.35)
        canvas.fill(
            .polygon([Point(left, floor), Point(right, floor), Point(w * 1.35, h + 2), Point(-w * 0.35, h + 2)]),
            .vertical(floor, h, [(0, boards.lighter(0.05)), (1, boards.mixed(near, 0.75))]))
        canvas.fill(
            .polygon([Point(0, -2), Point(w, -2), Point(right, top), Point(left, top)]),
            .vertical(0, top, [(0, near), (1, wall.mixed(near, 0.7))]))
        for (edge, side) in [(left, -2.0), (right, w + 2)] {
            canvas.fill(
                .polygon([Point(edge, top), Point(edge, floor), Point(side, h * 1.12), Point(side, -h * 0.1)]),
                .linear(Point(edge, 0), Point(side, 0), [(0, wall.mixed(near, 0.38)), (1, wall.mixed(near, 0.78))]))
        }
        for board in 0...16 {
            let share = Double(board) / 16
            canvas.stroke(
                .polyline([Point(left + (right - left) * share, floor), Point(-w * 0.35 + w * 1.7 * share, h)]),
                near.faded(0.4), width: 0.25 * u)
        }
        for beam in 0..<5 {
            let share = (Double(beam) + 0.5) / 5
            let a = Point(left + (right - left) * share, top)
            let b = Point(w * share, -2)
            canvas.fill(
                .polygon([a + Point(-0.8 * u, 0), a + Point(0.8 * u, 0), b + Point(2.6 * u, 0), b + Point(-2.6 * u, 0)]
                ), near.mixed(wall, 0.18))
        }
        canvas.fill(.rectangle(left, floor - 1.6 * u, right - left, 1.6 * u), wall.mixed(near, 0.45))
        if place == .tavern || place == .workshop {
            for plank in 1..<12 {
                let x = left + (right - left) * Double(plank) / 12
                canvas.stroke(.polyline([Point(x, top), Point(x, floor)]), near.faded(0.16), width: 0.2 * u)
            }
        }
    }

    /// A window on the back wall with what is outside, and its light on the floor.
    private mutating func window(_ x: Double, _ width: Double) {
        let height = (floor - top) * 0.55
        let y = top + (floor - top) * 0.16
        let isArched = chance.happens(0.5)
        var shape = Path()
        shape.move(x, y + height)
        shape.line(x, y + (isArched ? height * 0.3 : 0))
        if isArched {
            shape.quad(x + width / 2, y - height * 0.22, x + width, y + height * 0.3)
        } else {
            shape.line(x + width, y)
        }
        shape.line(x + width, y + height)
        shape.close()
        canvas.glow(
            Point(x + width / 2, y + height / 2), width * 1.7, stage.palette.sky[2].faded(stage.isDark ? 0.22 : 0.45))
        canvas.clipped(to: shape) {
            canvas.fill(
                .rectangle(x, y - height * 0.2, width, height * 1.3),
                .vertical(
                    y, y + height, [(0, stage.palette.sky[0]), (0.6, stage.palette.sky[1]), (1, stage.palette.sky[2])]))
            let sun = Point(x + width * 0.68, y + height * 0.35)
            canvas.glow(sun, width * 0.6, stage.palette.light.faded(0.7))
            canvas.fill(.circle(sun.x, sun.y, width * 0.1), stage.palette.light)
            for (depth, distance) in [(0.62, 0.9), (0.76, 0.6)] {
                var line = [Point(x, y + height)]
                for step in 0...8 {
                    line.append(Point(x + width * Double(step) / 8, y + height * (depth + chance.number(-0.06...0.06))))
                }
                line.append(Point(x + width, y + height))
                canvas.fill(.polygon(line), stage.tone(distance))
            }
        }
        let bar = near.mixed(wall, 0.3)
        canvas.stroke(shape, bar, width: 1.1 * u)
        canvas.stroke(
            .polyline([Point(x + width / 2, y - height * 0.02), Point(x + width / 2, y + height)]), bar, width: 0.6 * u)
        for share in [0.35, 0.68] {
            canvas.stroke(
                .polyline([Point(x, y + height * share), Point(x + width, y + height * share)]), bar, width: 0.5 * u)
        }
        canvas.fill(.rectangle(x - 1.2 * u, y + height, width + 2.4 * u, 1.2 * u), bar)
        let slant = (x + width / 2 < stage.w / 2 ? 1.0 : -1.0) * 16 * u
        let bottom = stage.h * 0.86
        canvas.fill(
            .polygon([
                Point(x, y), Point(x + width, y), Point(x + width * 1.35 + slant, bottom),
                Point(x - width * 0.2 + slant, bottom),
            ]),
            Paint.vertical(
                y, bottom,
                [(0, stage.palette.light.faded(stage.isDark ? 0.1 : 0.22)), (1, stage.palette.light.faded(0))]
            ).blended(.screen))
    }

    private mutating func fireplace(_ foot: Point, _ width: Double) {
        let height = width * 0.85
        let stone = wall.mixed(near, 0.4).shifted(chroma: 0.6)
        canvas.fill(
            .polygon([
                Point(foot.x - width * 0.42, foot.y - height), Point(foot.x - width * 0.3, top),
                Point(foot.x + width * 0.3, top), Point(foot.x + width * 0.42, foot.y - height),
            ]), stone)
        canvas.fill(.rectangle(foot.x - width / 2, foot.y - height, width, height + u), stone)
        canvas.fill(.rectangle(foot.x - width * 0.58, foot.y - height, width * 1.16, width * 0.09), stone.lighter(0.06))
        var hole = Path()
        hole.move(foot.x - width * 0.33, foot.y)
        hole.line(foot.x - width * 0.33, foot.y - height * 0.5)
        hole.quad(foot.x, foot.y - height * 0.95, foot.x + width * 0.33, foot.y - height * 0.5)
        hole.line(foot.x + width * 0.33, foot.y)
        hole.close()
        canvas.fill(hole, near.mixed(Colour(0x3A1008), 0.5))
        stage.campfire(Point(foot.x, foot.y - 0.6 * u), width * 0.11)
        let glow = Colour(0xFF9A48)
        canvas.fill(
            .ellipse(foot.x, foot.y + 7 * u, width * 1.1, 8 * u),
            Paint.radial(
                Point(foot.x, foot.y + 6 * u), width * 1.1, 8 * u, [(0, glow.faded(0.35)), (1, glow.faded(0))]
            ).blended(.screen))
    }

    /// Boards along a side wall, smaller towards the back.
    private mutating func shelves(onSide side: Double, bottles: Bool = false) {
        let edge = side < 0 ? left : right
        let outer = side < 0 ? 0.0 : stage.w
        let from = edge + (outer - edge) * 0.12
        let to = edge + (outer - edge) * 0.94
        for row in 0..<4 {
            let share = 0.2 + 0.19 * Double(row)
            func at(_ x: Double) -> Point {
                let depth = (x - edge) / (outer - edge)
                let upper = top + (-stage.h * 0.1 - top) * depth
                let lower = floor + (stage.h * 1.12 - floor) * depth
                return Point(x, upper + (lower - upper) * share)
            }
            let a = at(from)
            let b = at(to)
            let size = (floor - top) * 0.13
            var x = 0.02
            while x < 0.97 {
                let place = a.toward(b, x)
                let scale = size * (1 + 1.1 * x) * chance.number(0.6...1)
                let wide = scale * (bottles ? 0.42 : chance.number(0.14...0.26))
                let colour = stage.palette.accent.shifted(hue: chance.number(-70...70)).mixed(
                    near, chance.number(0.35...0.65))
                if bottles {
                    canvas.fill(
                        .rounded(place.x - wide / 2, place.y - scale * 0.62, wide, scale * 0.62, wide * 0.3), colour)
                    canvas.fill(
                        .rectangle(place.x - wide * 0.15, place.y - scale * 0.85, wide * 0.3, scale * 0.3), colour)
                    canvas.fill(
                        .rectangle(place.x - wide * 0.3, place.y - scale * 0.5, wide * 0.14, scale * 0.35),
                        stage.palette.light.faded(0.35))
                } else {
                    canvas.fill(.rectangle(place.x, place.y - scale, wide, scale), colour)
                    canvas.fill(
                        .rectangle(place.x, place.y - scale * 0.82, wide, scale * 0.08), stage.palette.light.faded(0.3))
                }
                x += wide / abs(b.x - a.x) * (bottles ? 1.5 : 1.05)
            }
            canvas.fill(.polygon([a, b, b + Point(0, 1.9 * u), a + Point(0, 0.9 * u)]), near.mixed(wall, 0.3))
        }
    }

    private mutating func barrels() {
        for index in 0..<3 {
            let size = u * chance.number(11...15)
            let x = stage.w * (index == 0 ? 0.08 : index == 1 ? 0.2 : 0.93)
            let foot = stage.h * (index == 1 ? 0.86 : 0.94)
            var barrel = Path()
            barrel.move(x - size * 0.36, foot)
            barrel.quad(x - size * 0.58, foot - size * 0.55, x - size * 0.36, foot - size * 1.1)
            barrel.line(x + size * 0.36, foot - size * 1.1)
            barrel.quad(x + size * 0.58, foot - size * 0.55, x + size * 0.36, foot)
            barrel.close()
            canvas.fill(
                barrel,
                .linear(
                    Point(x - size / 2, 0), Point(x + size / 2, 0),
                    [(0, near), (0.55, wall.mixed(Colour(0x8A5530), 0.5)), (1, near)]))
            for hoop in [0.2, 0.85] {
                canvas.fill(
                    .rectangle(x - size * 0.46, foot - size * hoop - size * 0.06, size * 0.92, size * 0.07),
                    near.faded(0.8))
            }
        }
    }

    private mutating func wallClock() {
        let face = Point(left + (right - left) * 0.8, top + (floor - top) * 0.3)
        let radius = (right - left) * 0.075
        canvas.fill(.circle(face.x, face.y, radius * 1.15), near.mixed(wall, 0.25))
        canvas.fill(.circle(face.x, face.y, radius), stage.palette.light.mixed(Colour(0xF2DDA8), 0.4))
        for mark in 0..<12 {
            let angle = Double(mark) * .pi / 6
            canvas.stroke(
                .polyline([face.moved(radius * 0.75, angle: angle), face.moved(radius * 0.9, angle: angle)]), near,
                width: radius * 0.08)
        }
        let hour = chance.number(0...6.28)
        canvas.stroke(.polyline([face, face.moved(radius * 0.5, angle: hour)]), near, width: radius * 0.13)
        canvas.stroke(
            .polyline([face, face.moved(radius * 0.72, angle: hour + chance.number(1...5))]), near, width: radius * 0.09
        )
    }

    private mutating func hangingLamps() {
        for index in 0..<chance.integer(1...3) {
            let x = stage.w * (0.3 + 0.2 * Double(index)) + chance.number(-4...4) * u
            let y = top + u * chance.number(3...10)
            canvas.stroke(.polyline([Point(x, 0), Point(x, y)]), near, width: 0.3 * u)
            canvas.fill(
                .polygon([
                    Point(x - 2.2 * u, y + 1.6 * u), Point(x - 0.7 * u, y - 0.6 * u), Point(x + 0.7 * u, y - 0.6 * u),
                    Point(x + 2.2 * u, y + 1.6 * u),
                ]), near)
            stage.lamp(Point(x, y + 2 * u), 0.9 * u, 22)
        }
    }

    private mutating func table() {
        let x = stage.w * chance.number(0.42...0.58)
        let y = stage.h * 0.82
        let wide = 27 * u
        let wood = wall.mixed(Colour(0x8A5530), 0.5)
        for side in [-1.0, 1.0] {
            canvas.fill(
                .polygon([
                    Point(x + side * wide * 0.82, y), Point(x + side * wide * 0.92, y),
                    Point(x + side * wide * 0.98, y + 17 * u), Point(x + side * wide * 0.88, y + 17 * u),
                ]), near)
        }
        canvas.fill(
            .polygon([
                Point(x - wide * 0.85, y - 4 * u), Point(x + wide * 0.85, y - 4 * u), Point(x + wide, y + u),
                Point(x - wide, y + u),
            ]), .vertical(y - 4 * u, y + u, [(0, wood), (1, wood.lighter(0.07))]))
        canvas.fill(.rectangle(x - wide, y + u, wide * 2, 1.7 * u), near.mixed(wood, 0.35))
        let candle = Point(x + chance.number(-10...10) * u, y - 2 * u)
        canvas.fill(.rounded(candle.x - 0.8 * u, candle.y - 5 * u, 1.6 * u, 5 * u, 0.5 * u), Colour(0xF2E4C4))
        canvas.glow(candle + Point(0, -6 * u), 24 * u, Colour(0xFFB45A).faded(0.6))
        canvas.fill(.ellipse(candle.x, candle.y - 6.3 * u, 0.55 * u, 1.3 * u), Colour(0xFFF0C0))
        for shift in [-15.0, 13, 18] where chance.happens(0.8) {
            let cup = Point(x + shift * u, y - 1.2 * u)
            canvas.fill(
                .rounded(cup.x - 1.4 * u, cup.y - 3.2 * u, 2.8 * u, 3.2 * u, 0.5 * u),
                near.mixed(stage.palette.accent, 0.4))
            canvas.stroke(
                .ellipse(cup.x + 1.7 * u, cup.y - 1.7 * u, 0.8 * u, 1 * u), near.mixed(stage.palette.accent, 0.4),
                width: 0.4 * u)
        }
        canvas.fill(
            .polygon([
                Point(x - 8 * u, y - 2.6 * u), Point(x - 2 * u, y - 3 * u), Point(x - u, y - 0.6 * u),
                Point(x - 8.4 * u, y - 0.2 * u),
            ]), Colour(0xF0E2C2).mixed(wall, 0.15))
    }

    /// Who sits and stands behind the table, in the light of its candle.
    private mutating func company() {
        guard stage.reading.shows(.people) || place == .tavern || chance.happens(0.75) else { return }
        let light = Point(stage.w / 2, stage.h * 0.76)
        let isFull = place == .tavern || stage.reading.shows(.people)
        for share in [0.3, 0.41, 0.58, 0.7, 0.2, 0.82] where chance.happens(isFull ? 0.7 : 0.3) {
            stage.sun = light
            let cloth = stage.palette.accent.shifted(hue: chance.number(-80...80)).mixed(
                near, chance.number(0.45...0.7)
            ).mixed(wall, 0.15)
            stage.figure(Point(stage.w * share, stage.h * chance.number(0.86...0.9)), u * chance.number(24...30), cloth)
        }
    }

    /// A carpet before the back wall, and a picture on it.
    private mutating func rug() {
        let middle = Point(stage.w / 2 + chance.number(-6...6) * u, (floor + stage.h) / 2 + 4 * u)
        let colour = stage.palette.accent.mixed(wall, 0.45)
        for (size, tint) in [
            (1.0, colour.mixed(near, 0.45)), (0.88, colour), (0.6, colour.mixed(stage.palette.light, 0.22)),
            (0.5, colour.mixed(near, 0.2)),
        ] {
            canvas.fill(.ellipse(middle.x, middle.y, 36 * u * size, 10 * u * size), tint.faded(0.85))
        }
        guard chance.happens(0.7) else { return }
        let x = chance.happens(0.5) ? left + 3 * u : right - 15 * u
        let y = top + (floor - top) * 0.5
        canvas.fill(.rectangle(x, y, 12 * u, 9 * u), near.mixed(Colour(0xC89A4A), 0.55))
        canvas.fill(
            .rectangle(x + u, y + u, 10 * u, 7 * u),
            .vertical(y, y + 8 * u, [(0, stage.palette.sky[1]), (1, stage.palette.sky[2])]))
        canvas.fill(
            .polygon([
                Point(x + u, y + 8 * u), Point(x + 4 * u, y + 3.6 * u), Point(x + 6.4 * u, y + 6 * u),
                Point(x + 8.6 * u, y + 4.4 * u), Point(x + 11 * u, y + 8 * u),
            ]), stage.tone(0.5))
    }
}

extension Chance {
    /// A series that begins where this one stands, without changing it.
    func branchCopy() -> Chance {
        var copy = self
        return copy.branch()
    }
}

extension Stage {
    /// Dust that floats in the light of a room.
    mutating func drawWeatherInside() {
        for _ in 0..<30 {
            let point = Point(w * chance.number(0.15...0.85), h * chance.number(0.15...0.9))
            canvas.fill(
                .circle(point.x, point.y, u * chance.number(0.08...0.25)), palette.light.faded(chance.number(0.1...0.4))
            )
        }
    }
}
