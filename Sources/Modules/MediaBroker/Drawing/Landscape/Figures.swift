internal import Glibc

extension Stage {
    /// A traveller in a cloak, seen from behind or aside; `height` in pixels, feet at `foot`.
    mutating func figure(_ foot: Point, _ height: Double, _ colour: Colour, lantern: Bool = false) {
        let kind = chance.integer(0...3)
        let lean = chance.number(-0.04...0.04) * height
        let wide = height * chance.number(0.2...0.27)
        let neck = Point(foot.x + lean, foot.y - height * 0.8)
        var cloak = Path()
        cloak.move(foot.x - wide, foot.y)
        cloak.curve(
            foot.x - wide * 0.8, foot.y - height * 0.4, neck.x - wide * 0.75, neck.y + height * 0.12,
            neck.x - wide * 0.2, neck.y)
        cloak.line(neck.x + wide * 0.2, neck.y)
        cloak.curve(
            neck.x + wide * 0.75, neck.y + height * 0.12, foot.x + wide * 0.8, foot.y - height * 0.4, foot.x + wide,
            foot.y)
        cloak.quad(foot.x, foot.y + height * 0.05, foot.x - wide, foot.y)
        cloak.close()
        let cloth = kind == 0 ? colour.mixed(palette.accent, 0.55) : colour
        canvas.fill(cloak, cloth)
        let head = Point(neck.x, neck.y - height * 0.07)
        canvas.fill(.circle(head.x, head.y, height * 0.085), colour)
        switch kind {
        case 1:
            canvas.fill(
                .polygon([
                    Point(head.x - height * 0.17, head.y - height * 0.03), Point(head.x, head.y - height * 0.3),
                    Point(head.x + height * 0.17, head.y - height * 0.03),
                ]), colour)
        case 2:
            canvas.fill(.ellipse(head.x, head.y - height * 0.05, height * 0.15, height * 0.03), colour)
            canvas.fill(
                .rounded(head.x - height * 0.075, head.y - height * 0.13, height * 0.15, height * 0.1, height * 0.03),
                colour)
        case 3:
            canvas.stroke(
                .polyline([Point(foot.x + wide * 1.2, foot.y), Point(foot.x + wide * 0.9, foot.y - height * 1.08)]),
                colour, width: height * 0.03)
        default:
            canvas.fill(
                .polygon([
                    Point(head.x - height * 0.11, head.y + height * 0.08), Point(head.x, head.y - height * 0.14),
                    Point(head.x + height * 0.11, head.y + height * 0.08),
                ]), cloth)
        }
        // The edge that the light catches.
        let side = lit(foot.x)
        var rim = Path()
        rim.move(foot.x + side * wide * 0.95, foot.y - height * 0.02)
        rim.curve(
            foot.x + side * wide * 0.78, foot.y - height * 0.4, neck.x + side * wide * 0.72, neck.y + height * 0.12,
            neck.x + side * wide * 0.2, neck.y)
        canvas.stroke(rim, palette.light.faded(0.6), width: height * 0.025)
        if lantern {
            let hand = Point(foot.x - side * wide * 1.25, foot.y - height * 0.42)
            canvas.stroke(
                .polyline([Point(neck.x - side * wide * 0.4, neck.y + height * 0.2), hand]), colour,
                width: height * 0.05)
            lamp(hand + Point(0, height * 0.06), height * 0.045, 16)
        }
    }

    /// Two to four of them, one behind the other.
    mutating func party(_ line: [Point], x: Double, _ height: Double, _ colour: Colour) {
        let count = chance.integer(1...4)
        let step = height * chance.number(0.55...0.8)
        let bearer = chance.integer(0...count - 1)
        for index in 0..<count {
            let place = x + (Double(index) - Double(count - 1) / 2) * step
            let tall = height * chance.number(0.82...1.05)
            figure(
                Point(place, surface(line, place) + 0.3 * u), tall, colour,
                lantern: index == bearer && (isDark || chance.happens(0.3)))
        }
    }

    /// A horse with its rider, from the side.
    mutating func rider(_ foot: Point, _ size: Double, _ colour: Colour) {
        let mirrored = lit(foot.x) < 0
        var horse = Path.ellipse(0, -0.55, 0.38, 0.17)
        horse.append(.brush([Point(0.28, -0.58), Point(0.42, -0.8), Point(0.5, -0.95)], widths: [0.24, 0.17, 0.12]))
        horse.append(.brush([Point(0.44, -0.94), Point(0.56, -0.9), Point(0.66, -0.82)], widths: [0.14, 0.12, 0.07]))
        for (x, bend) in [(-0.28, 0.08), (-0.2, -0.05), (0.2, 0.1), (0.28, -0.03)] {
            horse.append(.brush([Point(x, -0.5), Point(x + bend, -0.25), Point(x, 0)], widths: [0.1, 0.06, 0.05]))
        }
        horse.append(.brush([Point(-0.36, -0.6), Point(-0.5, -0.45), Point(-0.52, -0.2)], widths: [0.08, 0.09, 0.02]))
        var man = Path.brush([Point(-0.02, -0.6), Point(-0.02, -0.85), Point(0, -1.02)], widths: [0.22, 0.24, 0.12])
        man.append(.circle(0.01, -1.12, 0.075))
        canvas.fill(horse.placed(at: foot, scale: size, mirrored: mirrored), colour)
        canvas.fill(man.placed(at: foot, scale: size, mirrored: mirrored), colour.mixed(palette.accent, 0.4))
    }
}
