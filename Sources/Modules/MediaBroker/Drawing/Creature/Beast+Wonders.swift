internal import Glibc

extension Beast {
    mutating func ghost() {
        let pale = palette.light.mixed(palette.sky[2], 0.3).mixed(.white, 0.25)
        canvas.glow(at(0, -0.1), size * 1.5, pale.faded(0.5))
        var robe = Path()
        robe.move(0, -0.95)
        robe.curve(0.5, -0.95, 0.52, -0.4, 0.56, 0.0)
        let tails = 6
        for tail in 0...tails {
            let share = Double(tail) / Double(tails)
            let x = 0.72 - share * 1.44
            robe.quad(
                x + 0.02, 0.45, x, tail.isMultiple(of: 2) ? chance.number(0.75...0.98) : chance.number(0.35...0.55))
        }
        robe.curve(-0.56, 0.3, -0.52, -0.4, -0.5, -0.5)
        robe.curve(-0.4, -0.9, -0.2, -0.95, 0, -0.95)
        robe.close()
        let shape = put(robe)
        canvas.shadow(shape, blur: size * 0.12, pale.faded(0.6), .screen)
        canvas.fill(
            shape,
            .vertical(
                at(0, -0.95).y, at(0, 0.9).y,
                [
                    (0, pale.faded(0.95)), (0.5, pale.mixed(palette.sky[1], 0.35).faded(0.75)),
                    (1, palette.sky[1].faded(0.05)),
                ]))
        for fold in [-0.3, -0.1, 0.12, 0.32] {
            stroke(
                [Point(fold * 0.6, -0.35), Point(fold * 1.2, 0.2), Point(fold * 1.5, 0.75)], palette.sky[0].faded(0.25),
                0.03)
        }
        for ending in [-1.0, 1.0] {
            solid(
                .limb(
                    [Point(ending * 0.42, -0.3), Point(ending * 0.8, -0.12), Point(ending * 0.95, -0.38)],
                    widths: [0.3, 0.2, 0.05]), pale.mixed(palette.sky[1], 0.3), rim: 0.02)
            canvas.fill(put(.ellipse(ending * 0.17, -0.55, 0.1, 0.15)), palette.near)
            canvas.glow(at(ending * 0.17, -0.52), size * 0.25, mark.faded(0.7))
            canvas.fill(put(.circle(ending * 0.17, -0.52, 0.035)), mark)
        }
        canvas.fill(put(.ellipse(0, -0.22, 0.09, 0.15)), palette.near)
    }

    mutating func dragon() {
        for ending in [-1.0, 1.0] {
            let root = Point(ending * 0.14, -0.15)
            let wrist = Point(ending * 0.75, -0.85)
            var wing = Path()
            wing.move(root)
            wing.quad(ending * 0.35, -0.75, wrist.x, wrist.y)
            var last = Point(ending * 1.25, -0.45)
            wing.quad(ending * 1.1, -0.8, last.x, last.y)
            for tip in [Point(ending * 1.05, 0.05), Point(ending * 0.72, 0.22), Point(ending * 0.35, 0.25)] {
                let middle = last.toward(tip, 0.5)
                wing.quad(middle.x - ending * 0.12, middle.y - 0.12, tip.x, tip.y)
                last = tip
            }
            wing.line(root)
            wing.close()
            solid(wing, hide.mixed(palette.accent, 0.35), rim: 0.03)
            for tip in [Point(ending * 1.25, -0.45), Point(ending * 1.05, 0.05), Point(ending * 0.72, 0.22)] {
                stroke([wrist, wrist.toward(tip, 0.5) + Point(ending * 0.05, -0.04), tip], hide, 0.03)
            }
        }
        solid(
            .limb(
                [Point(0, 0.4), Point(0.4, 0.72), Point(0.8, 0.66), Point(1.05, 0.4)], widths: [0.36, 0.24, 0.14, 0.02]),
            hide, rim: 0.025)
        canvas.fill(put(.polygon([Point(1.0, 0.46), Point(1.18, 0.4), Point(1.08, 0.26)])), palette.accent)
        var body = Path()
        body.move(-0.12, -0.5)
        body.curve(-0.4, -0.2, -0.5, 0.3, -0.36, 0.62)
        body.quad(0, 0.82, 0.36, 0.62)
        body.curve(0.5, 0.3, 0.4, -0.2, 0.12, -0.5)
        body.close()
        solid(body, hide.mixed(palette.land, 0.2), rim: 0.04)
        for row in 0..<7 {
            let y = -0.25 + 0.13 * Double(row)
            let half = 0.1 + 0.025 * Double(row)
            canvas.fill(put(.rounded(-half, y, half * 2, 0.09, 0.04)), palette.light.mixed(hide, 0.55))
        }
        for ending in [-1.0, 1.0] {
            solid(
                .limb(
                    [Point(ending * 0.32, 0.4), Point(ending * 0.48, 0.62), Point(ending * 0.42, 0.82)],
                    widths: [0.3, 0.24, 0.2]), hide, rim: 0.02)
            for claw in -1...1 {
                canvas.fill(
                    put(
                        .polygon([
                            Point(ending * 0.42 + Double(claw) * 0.09 - 0.035, 0.84),
                            Point(ending * 0.42 + Double(claw) * 0.09 + 0.035, 0.84),
                            Point(ending * 0.42 + Double(claw) * 0.1, 0.96),
                        ])), Colour(0xE8DCC4))
            }
            solid(
                .limb(
                    [Point(ending * 0.12, -0.88), Point(ending * 0.3, -1.08), Point(ending * 0.26, -1.32)],
                    widths: [0.1, 0.07, 0.01]), Colour(0xD8C8A4).mixed(hide, 0.3), rim: 0.012)
        }
        var head = Path()
        head.move(-0.22, -0.92)
        head.curve(-0.3, -0.72, -0.24, -0.55, -0.14, -0.42)
        head.quad(0, -0.3, 0.14, -0.42)
        head.curve(0.24, -0.55, 0.3, -0.72, 0.22, -0.92)
        head.quad(0, -1.06, -0.22, -0.92)
        head.close()
        solid(head, hide.lighter(0.03), rim: 0.03)
        solid(.ellipse(0, -0.5, 0.19, 0.15), hide.mixed(palette.land, 0.25).lighter(0.04), rim: 0.02)
        stroke([Point(-0.13, -0.42), Point(0, -0.34), Point(0.13, -0.42)], palette.near, 0.025)
        for ending in [-1.0, 1.0] {
            canvas.fill(put(.ellipse(ending * 0.06, -0.46, 0.025, 0.035)), Colour(0x140A0A))
            eye(ending * 0.14, -0.74, 0.05)
            stroke(
                [Point(ending * 0.06, -0.78), Point(ending * 0.16, -0.86), Point(ending * 0.26, -0.84)],
                hide.mixed(palette.near, 0.6), 0.035)
        }
        if chance.happens(0.6) { canvas.glow(at(0, -0.32), size * 0.55, Colour(0xFF8A3C).faded(0.7)) }
    }

    mutating func moth() {
        let wingColour = hide.mixed(palette.accent, 0.45)
        for ending in [-1.0, 1.0] {
            var lower = Path()
            lower.move(ending * 0.08, 0.05)
            lower.curve(ending * 0.5, 0.0, ending * 0.85, 0.35, ending * 0.62, 0.72)
            lower.curve(ending * 0.4, 0.9, ending * 0.15, 0.6, ending * 0.06, 0.3)
            lower.close()
            solid(lower, wingColour.mixed(palette.near, 0.25), rim: 0.03)
            var upper = Path()
            upper.move(ending * 0.08, -0.2)
            upper.curve(ending * 0.4, -0.9, ending * 1.0, -0.95, ending * 1.15, -0.7)
            upper.curve(ending * 1.15, -0.3, ending * 0.95, 0.15, ending * 0.6, 0.22)
            upper.curve(ending * 0.35, 0.24, ending * 0.15, 0.1, ending * 0.08, 0.02)
            upper.close()
            solid(upper, wingColour, rim: 0.035)
            canvas.clipped(to: put(upper)) {
                for ring in 0..<3 {
                    canvas.stroke(
                        put(.ellipse(ending * 0.08, -0.1, 0.7 + 0.16 * Double(ring), 0.62 + 0.16 * Double(ring))),
                        palette.light.faded(0.28), width: size * 0.025)
                }
            }
            for (x, y, r) in [(0.68, -0.42, 0.15), (0.45, 0.42, 0.1)] {
                canvas.glow(at(ending * x, y), r * size * 2.6, mark.faded(0.45))
                canvas.fill(put(.circle(ending * x, y, r)), palette.near)
                canvas.fill(put(.circle(ending * x, y, r * 0.72)), mark)
                canvas.fill(put(.circle(ending * x, y, r * 0.42)), palette.near)
                canvas.fill(put(.circle(ending * (x - 0.02), y - r * 0.16, r * 0.14)), .white)
            }
            for barb in 0..<7 {
                let share = Double(barb) / 6
                let root = Point(ending * (0.06 + 0.26 * share), -0.42 - 0.45 * share)
                stroke([root, root + Point(ending * 0.1, -0.02 + 0.05 * share)], hide, 0.015)
            }
            stroke([Point(ending * 0.05, -0.4), Point(ending * 0.14, -0.7), Point(ending * 0.34, -0.9)], hide, 0.025)
        }
        for ring in 0..<6 {
            solid(
                .ellipse(0, 0.62 - 0.13 * Double(ring), 0.09 + 0.018 * Double(ring), 0.1),
                ring.isMultiple(of: 2) ? hide : hide.mixed(palette.accent, 0.35), rim: 0.015)
        }
        solid(.ellipse(0, -0.15, 0.2, 0.26), hide.mixed(palette.light, 0.15), rim: 0.025)
        solid(.circle(0, -0.42, 0.13), hide, rim: 0.02)
        eye(-0.07, -0.44, 0.05)
        eye(0.07, -0.44, 0.05)
    }

    mutating func slime() {
        groundShadow(1.0)
        let jelly = palette.accent.mixed(Colour(chance.pick([0x6AC86A, 0x6AB8C8, 0xC86AB0, 0xD8B84A])), 0.5)
        canvas.glow(at(0, 0.2), size * 1.2, jelly.faded(0.4))
        var body = Path()
        body.move(-0.95, 0.8)
        body.curve(-1.05, 0.3, -0.75, 0.05, -0.6, -0.25)
        body.curve(-0.4, -0.72, 0.3, -0.82, 0.52, -0.35)
        body.curve(0.62, -0.1, 1.0, 0.15, 0.98, 0.8)
        body.quad(0.5, 0.9, 0, 0.84)
        body.quad(-0.5, 0.92, -0.95, 0.8)
        body.close()
        let shape = put(body)
        canvas.fill(
            shape,
            .vertical(
                at(0, -0.7).y, at(0, 0.85).y,
                [
                    (0, jelly.mixed(.white, 0.3).faded(0.9)), (0.5, jelly.faded(0.88)),
                    (1, jelly.mixed(palette.near, 0.5).faded(0.95)),
                ]))
        canvas.clipped(to: shape) {
            for (x, y) in [(-0.45, 0.45), (0.1, 0.6), (0.5, 0.35)] {
                let bone = Path.brush([Point(x - 0.12, y), Point(x + 0.12, y + 0.06)], widths: [0.05, 0.05])
                canvas.fill(put(bone), Colour(0xF0E8D0).faded(0.45))
                for end in [-0.13, 0.13] {
                    canvas.fill(put(.circle(x + end, y + 0.03 + end * 0.2, 0.045)), Colour(0xF0E8D0).faded(0.45))
                }
            }
            for _ in 0..<18 {
                let point = at(chance.number(-0.85...0.85), chance.number(-0.4...0.75))
                let radius = size * chance.number(0.015...0.06)
                canvas.stroke(.circle(point.x, point.y, radius), Colour.white.faded(0.35), width: size * 0.01)
            }
            canvas.fill(put(.ellipse(side * 0.32, -0.4, 0.16, 0.09)), Colour.white.faded(0.55))
        }
        canvas.stroke(shape, jelly.mixed(.white, 0.45).faded(0.7), width: size * 0.025)
        for (x, y, r) in [(-0.2, -0.1, 0.13), (0.2, -0.12, 0.15), (0.02, -0.38, 0.09)] {
            canvas.fill(put(.circle(x, y, r)), Colour(0xF8F2E4))
            canvas.fill(put(.circle(x + r * 0.15, y + r * 0.12, r * 0.55)), Colour(0x1A1018))
            canvas.fill(put(.circle(x - r * 0.1, y - r * 0.2, r * 0.2)), .white)
        }
        stroke([Point(-0.3, 0.2), Point(0, 0.38), Point(0.34, 0.16)], palette.near.faded(0.8), 0.05)
    }

    mutating func plant() {
        groundShadow(0.8)
        let green = Colour(0x4A7A48).mixed(hide, 0.4)
        for vine in 0..<6 {
            let ending = vine.isMultiple(of: 2) ? 1.0 : -1.0
            let reach = chance.number(0.5...1.1)
            let lift = chance.number(-0.7...0.3)
            let end = Point(ending * reach, lift)
            let middle = Point(ending * reach * 0.6, 0.6)
            let spine = (0...8).map { step -> Point in
                let share = Double(step) / 8
                return Point(0, 0.8).toward(middle, share).toward(middle.toward(end, share), share)
            }
            solid(.limb(spine, widths: spine.indices.map { 0.12 - 0.012 * Double($0) }), green, rim: 0.015)
            for leaf in [3, 5, 7] {
                solid(
                    Path.ellipse(0.1, 0, 0.13, 0.055).placed(
                        at: spine[leaf], turned: chance.number(-1.4...1.4) + (ending < 0 ? .pi : 0)),
                    green.lighter(0.05), rim: 0.01)
            }
        }
        solid(
            .limb([Point(0.05, 0.85), Point(-0.08, 0.4), Point(0, -0.1)], widths: [0.3, 0.22, 0.2]), green, rim: 0.03)
        for petal in 0..<11 {
            let angle = Double(petal) / 11 * 2 * .pi
            solid(
                Path.ellipse(0.42, 0, 0.26, 0.13).placed(at: Point(0, -0.35), turned: angle),
                palette.accent.mixed(hide, petal.isMultiple(of: 2) ? 0.25 : 0.45), rim: 0.02)
        }
        solid(.circle(0, -0.35, 0.34), green.mixed(palette.near, 0.3), rim: 0.03)
        canvas.fill(put(.ellipse(0, -0.24, 0.23, 0.16)), Colour(0x2A0A12))
        for tooth in 0..<9 {
            let angle = Double(tooth) / 9 * 2 * .pi
            let point = Point(cos(angle) * 0.22, -0.24 + sin(angle) * 0.15)
            canvas.fill(
                put(
                    .polygon([
                        point + Point(-0.03, 0), point + Point(0.03, 0),
                        Point(point.x * 0.6, -0.24 + sin(angle) * 0.07),
                    ])), Colour(0xF0E8D0))
        }
        eye(-0.12, -0.5, 0.055)
        eye(0.13, -0.5, 0.055)
    }
}
