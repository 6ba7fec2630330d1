internal import Glibc

extension Beast {
    mutating func wolf() {
        groundShadow(0.85)
        for (x, back) in [(-0.42, 0.1), (0.34, 0.0)] {
            solid(
                .limb([Point(x, 0.1), Point(x - back - 0.06, 0.45), Point(x + 0.02, 0.8)], widths: [0.26, 0.13, 0.1]),
                hide.mixed(palette.near, 0.4), rim: 0.01)
        }
        solid(.limb([Point(-0.55, 0.0), Point(-0.85, 0.12), Point(-1.02, 0.42)], widths: [0.14, 0.22, 0.03]), hide)
        var body = Path()
        body.move(-0.66, 0.28)
        body.curve(-0.75, -0.12, -0.5, -0.32, -0.2, -0.3)
        body.curve(0.02, -0.42, 0.12, -0.52, 0.24, -0.62)
        for tooth in 0..<5 {
            let share = Double(tooth) / 5
            body.line(0.2 + share * 0.02 - 0.06, -0.62 - share * 0.08 + 0.05)
            body.line(0.28 + share * 0.05, -0.68 - share * 0.06)
        }
        body.line(0.4, -1.02)
        body.line(0.53, -0.76)
        body.line(0.68, -0.98)
        body.line(0.72, -0.66)
        body.curve(0.86, -0.6, 0.98, -0.5, 1.06, -0.4)
        body.curve(1.08, -0.32, 1.02, -0.26, 0.94, -0.26)
        body.line(0.74, -0.24)
        body.curve(0.64, -0.14, 0.6, 0.06, 0.52, 0.24)
        body.curve(0.4, 0.42, 0.1, 0.34, -0.1, 0.3)
        body.curve(-0.3, 0.26, -0.4, 0.5, -0.66, 0.28)
        body.close()
        solid(body, hide)
        for (x, back) in [(-0.5, 0.16), (0.4, -0.04)] {
            solid(
                .limb(
                    [Point(x, 0.08), Point(x - back, 0.44), Point(x + 0.06, 0.8), Point(x + 0.18, 0.81)],
                    widths: [0.32, 0.15, 0.12, 0.08]), hide, rim: 0.02)
        }
        for tuft in 0..<7 {
            let x = -0.5 + Double(tuft) * 0.14
            stroke(
                [Point(x, -0.1 + 0.02 * Double(tuft % 3)), Point(x + 0.06, 0.0), Point(x + 0.03, 0.14)],
                palette.light.faded(0.12), 0.018)
        }
        for tooth in 0..<4 {
            let x = 0.78 + 0.055 * Double(tooth)
            canvas.fill(
                put(.polygon([Point(x, -0.3), Point(x + 0.045, -0.3), Point(x + 0.02, -0.2)])), Colour(0xF2EAD8))
        }
        canvas.fill(put(.ellipse(1.03, -0.4, 0.06, 0.045)), Colour(0x100C10))
        eye(0.7, -0.52, 0.055)
    }

    mutating func bear(isHorned: Bool) {
        groundShadow(0.95)
        for x in [-0.55, 0.5] {
            solid(
                .limb([Point(x, 0.2), Point(x, 0.8)], widths: [0.4, 0.34]), hide.mixed(palette.near, 0.35), rim: 0.015)
        }
        var points: [Point] = []
        for index in 0..<40 {
            let angle = Double(index) / 40 * 2 * .pi
            let reach = index.isMultiple(of: 2) ? 1.0 : 0.93
            points.append(Point(cos(angle) * 0.86 * reach, 0.08 + sin(angle) * 0.66 * reach))
        }
        solid(.polygon(points), hide, rim: 0.05)
        var head: [Point] = []
        for index in 0..<30 {
            let angle = Double(index) / 30 * 2 * .pi
            let reach = index.isMultiple(of: 2) ? 1.0 : 0.94
            head.append(Point(0.12 + cos(angle) * 0.46 * reach, -0.36 + sin(angle) * 0.42 * reach))
        }
        for x in [-0.2, 0.44] {
            if isHorned {
                solid(
                    .limb(
                        [
                            Point(x, -0.62), Point(x + (x < 0.1 ? -0.22 : 0.22), -0.85),
                            Point(x + (x < 0.1 ? -0.16 : 0.16), -1.12),
                        ], widths: [0.16, 0.11, 0.01]), Colour(0xC8B898).mixed(hide, 0.4), rim: 0.015)
            } else {
                solid(.circle(x, -0.7, 0.14), hide, rim: 0.02)
            }
        }
        solid(.polygon(head), hide.lighter(0.02), rim: 0.035)
        canvas.fill(put(.ellipse(0.12, -0.18, 0.22, 0.17)), hide.mixed(palette.light, 0.22))
        canvas.fill(put(.ellipse(0.12, -0.27, 0.1, 0.065)), Colour(0x120C10))
        var mouth = Path.polygon([Point(-0.04, -0.12), Point(0.28, -0.12), Point(0.24, 0.02), Point(0, 0.02)])
        canvas.fill(put(mouth), Colour(0x2A0C10))
        mouth = Path()
        for x in [-0.01, 0.2] {
            canvas.fill(
                put(.polygon([Point(x, -0.12), Point(x + 0.07, -0.12), Point(x + 0.035, -0.0)])), Colour(0xF2EAD8))
        }
        eye(-0.06, -0.42, 0.05)
        eye(0.3, -0.42, 0.05)
        for x in [-0.72, 0.7] {
            solid(
                .limb([Point(x, -0.1), Point(x * 1.15, 0.25), Point(x * 0.95, 0.55)], widths: [0.34, 0.32, 0.26]), hide,
                rim: 0.03)
            for claw in -1...1 {
                canvas.fill(
                    put(
                        .polygon([
                            Point(x * 0.95 + Double(claw) * 0.09 - 0.03, 0.62),
                            Point(x * 0.95 + Double(claw) * 0.09 + 0.03, 0.62),
                            Point(x * 0.95 + Double(claw) * 0.1, 0.78),
                        ])), Colour(0xE8DCC4))
            }
        }
    }

    mutating func bird() {
        let spread = chance.happens(0.6)
        if spread {
            for ending in [-1.0, 1.0] {
                for feather in 0..<9 {
                    let share = Double(feather) / 8
                    let angle = -.pi / 2 + ending * (0.55 + share * 1.35)
                    let root = Point(ending * (0.12 + 0.36 * (1 - share)), -0.18 - 0.1 * (1 - share))
                    let long = 0.62 + 0.5 * sin(.pi * (0.25 + 0.6 * share))
                    solid(
                        .limb(
                            [
                                root, root.moved(long * 0.55, angle: angle - ending * 0.08),
                                root.moved(long, angle: angle),
                            ], widths: [0.13, 0.17, 0.03]), feather.isMultiple(of: 2) ? hide : hide.lighter(0.025),
                        rim: 0.012)
                }
            }
        }
        for feather in -2...2 {
            solid(
                .limb([Point(Double(feather) * 0.05, 0.3), Point(Double(feather) * 0.14, 0.85)], widths: [0.14, 0.1]),
                hide.mixed(palette.near, 0.3), rim: 0.01)
        }
        var body = Path()
        body.move(0.02, -0.62)
        body.curve(0.36, -0.6, 0.38, 0.0, 0.28, 0.25)
        body.curve(0.2, 0.5, -0.2, 0.5, -0.28, 0.25)
        body.curve(-0.38, 0.0, -0.36, -0.6, 0.02, -0.62)
        body.close()
        solid(body, hide, rim: 0.03)
        if !spread {
            for ending in [-1.0, 1.0] {
                solid(
                    .limb(
                        [Point(ending * 0.28, -0.3), Point(ending * 0.4, 0.05), Point(ending * 0.2, 0.5)],
                        widths: [0.14, 0.24, 0.03]), hide.lighter(0.025), rim: 0.02)
            }
        }
        for row in 0..<4 {
            for column in -2...2 {
                let x = Double(column) * 0.1 + (row.isMultiple(of: 2) ? 0.05 : 0)
                let y = -0.12 + 0.11 * Double(row)
                stroke([Point(x - 0.045, y), Point(x, y + 0.07), Point(x + 0.045, y)], palette.light.faded(0.2), 0.014)
            }
        }
        solid(.circle(0.02, -0.62, 0.26), hide.lighter(0.02), rim: 0.025)
        if chance.happens(0.5) {
            for ending in [-1.0, 1.0] {
                solid(
                    .polygon([Point(ending * 0.1, -0.8), Point(ending * 0.3, -1.05), Point(ending * 0.24, -0.72)]),
                    hide, rim: 0.01)
            }
        } else {
            for spike in -2...2 {
                solid(
                    .limb(
                        [Point(Double(spike) * 0.05, -0.84), Point(Double(spike) * 0.12, -1.08)], widths: [0.09, 0.02]),
                    palette.accent.mixed(hide, 0.3), rim: 0.008)
            }
        }
        canvas.fill(
            put(.polygon([Point(-0.08, -0.6), Point(0.12, -0.6), Point(0.03, -0.36)])),
            Colour(0xE8B04A).mixed(hide, 0.15))
        eye(-0.1, -0.67, 0.07)
        eye(0.14, -0.67, 0.07)
        for ending in [-1.0, 1.0] {
            stroke([Point(ending * 0.12, 0.4), Point(ending * 0.14, 0.78)], Colour(0xC89A4A).mixed(hide, 0.3), 0.045)
            for toe in -1...1 {
                stroke(
                    [Point(ending * 0.14, 0.74), Point(ending * 0.14 + Double(toe) * 0.1, 0.86)],
                    Colour(0xC89A4A).mixed(hide, 0.3), 0.035)
            }
        }
    }

    mutating func spider() {
        stroke([Point(0.1, -2.2), Point(0.1, -0.2)], palette.light.faded(0.5), 0.008)
        groundShadow(0.9)
        for ending in [-1.0, 1.0] {
            for leg in 0..<4 {
                let share = Double(leg) / 3
                let hip = Point(ending * 0.14, 0.06 + 0.03 * Double(leg))
                let knee = Point(ending * (0.55 + 0.25 * share), -0.55 + 0.3 * share + chance.number(-0.05...0.05))
                let foot = Point(ending * (0.72 + 0.42 * share), 0.8 - 0.12 * (1 - share))
                solid(.limb([hip, knee], widths: [0.12, 0.08]), hide, rim: 0.012)
                solid(
                    .limb(
                        [knee, knee.toward(foot, 0.5) + Point(ending * 0.06, 0), foot], widths: [0.085, 0.06, 0.015]),
                    hide, rim: 0.01)
            }
        }
        solid(.ellipse(0, -0.34, 0.44, 0.42), hide, rim: 0.04)
        for band in 0..<3 {
            let y = -0.52 + 0.16 * Double(band)
            canvas.fill(
                put(.polygon([Point(-0.1, y), Point(0, y + 0.1), Point(0.1, y), Point(0, y + 0.04)])), mark.faded(0.55))
        }
        solid(.ellipse(0, 0.1, 0.27, 0.23), hide.lighter(0.02), rim: 0.025)
        for (x, y, r) in [
            (-0.08, 0.1, 0.045), (0.08, 0.1, 0.045), (-0.17, 0.04, 0.028), (0.17, 0.04, 0.028), (-0.04, 0.0, 0.022),
            (0.04, 0.0, 0.022),
        ] { eye(x, y, r) }
        for ending in [-1.0, 1.0] {
            solid(
                .limb(
                    [Point(ending * 0.07, 0.24), Point(ending * 0.12, 0.36), Point(ending * 0.04, 0.44)],
                    widths: [0.07, 0.06, 0.01]), hide, rim: 0.008)
        }
    }

    mutating func fish() {
        for bubble in 0..<9 {
            let point = at(0.75 + 0.05 * Double(bubble % 3), -0.2 - 0.14 * Double(bubble))
            canvas.stroke(
                .circle(point.x, point.y, size * (0.02 + 0.012 * Double(bubble % 4))), palette.light.faded(0.5),
                width: size * 0.01)
        }
        solid(
            .polygon([Point(-0.62, 0), Point(-1.1, -0.42), Point(-0.95, 0), Point(-1.1, 0.42)]),
            hide.mixed(palette.accent, 0.3), rim: 0.02)
        var fin = Path()
        fin.move(-0.4, -0.3)
        for spike in 0..<6 {
            fin.line(-0.34 + Double(spike) * 0.15, -0.72 + 0.04 * Double(spike))
            fin.line(-0.28 + Double(spike) * 0.15, -0.45)
        }
        fin.line(0.5, -0.3)
        fin.close()
        solid(fin, hide.mixed(palette.accent, 0.35), rim: 0.015)
        var body = Path()
        body.move(-0.75, 0)
        body.curve(-0.4, -0.5, 0.4, -0.62, 0.92, -0.12)
        body.line(0.72, 0.02)
        body.line(0.9, 0.2)
        body.curve(0.4, 0.6, -0.4, 0.42, -0.75, 0)
        body.close()
        solid(body, hide.mixed(palette.land, 0.3), rim: 0.045)
        for row in 0..<4 {
            for column in 0..<6 {
                let x = -0.45 + Double(column) * 0.14 + (row.isMultiple(of: 2) ? 0.07 : 0)
                let y = -0.2 + Double(row) * 0.12
                stroke([Point(x, y - 0.05), Point(x + 0.07, y), Point(x, y + 0.05)], palette.light.faded(0.2), 0.013)
            }
        }
        for tooth in 0..<5 {
            let share = Double(tooth) / 5
            canvas.fill(
                put(
                    .polygon([
                        Point(0.9 - share * 0.17, -0.1 + share * 0.1), Point(0.87 - share * 0.17, -0.08 + share * 0.1),
                        Point(0.86 - share * 0.14, 0.02 + share * 0.03),
                    ])), Colour(0xF2EAD8))
        }
        solid(
            .limb([Point(0.05, 0.2), Point(-0.1, 0.45), Point(-0.25, 0.6)], widths: [0.22, 0.24, 0.04]),
            hide.mixed(palette.accent, 0.3), rim: 0.012)
        stroke([Point(0.4, -0.35), Point(0.3, -0.05), Point(0.42, 0.28)], palette.near.faded(0.6), 0.025)
        eye(0.58, -0.16, 0.085)
        solid(
            .limb([Point(0.62, -0.38), Point(0.85, -0.75), Point(1.08, -0.6)], widths: [0.035, 0.025, 0.02]), hide,
            rim: 0.005)
        let lure = at(1.09, -0.57)
        stage.lamp(lure, size * 0.04, 12)
    }

    mutating func serpent() {
        groundShadow(0.9)
        let spine = [
            Point(-0.95, 0.7), Point(-0.4, 0.8), Point(0.5, 0.68), Point(0.62, 0.36), Point(0.0, 0.24),
            Point(-0.48, 0.06), Point(-0.34, -0.3),
            Point(0, -0.42),
        ]
        let body = Path.limb(spine, widths: [0.03, 0.17, 0.27, 0.29, 0.29, 0.27, 0.22, 0.18])
        solid(body, hide.mixed(palette.land, 0.4), rim: 0.035)
        canvas.clipped(to: put(body)) {
            for band in 0..<16 {
                let place = Double(band) / 16 * Double(spine.count - 1)
                let index = Int(place)
                let centre = spine[index].toward(spine[index + 1], place - Double(index))
                let diamond = Path.star(centre.x, centre.y, points: 4, outer: 0.13, inner: 0.06)
                canvas.fill(put(diamond), palette.accent.mixed(hide, 0.25).faded(0.8))
            }
        }
        let neck = spine[7]
        var head = Path()
        head.move(neck.x - 0.16, neck.y + 0.04)
        head.curve(neck.x - 0.3, neck.y - 0.2, neck.x - 0.12, neck.y - 0.36, neck.x + 0.06, neck.y - 0.34)
        head.curve(neck.x + 0.3, neck.y - 0.32, neck.x + 0.46, neck.y - 0.16, neck.x + 0.5, neck.y - 0.08)
        head.curve(neck.x + 0.3, neck.y + 0.05, neck.x + 0.1, neck.y + 0.1, neck.x - 0.16, neck.y + 0.04)
        head.close()
        solid(head, hide.mixed(palette.land, 0.3), rim: 0.03)
        stroke(
            [Point(neck.x + 0.48, neck.y - 0.06), Point(neck.x + 0.62, neck.y), Point(neck.x + 0.7, neck.y - 0.08)],
            Colour(0xE04A4A), 0.022)
        stroke([Point(neck.x + 0.58, neck.y - 0.02), Point(neck.x + 0.68, neck.y + 0.05)], Colour(0xE04A4A), 0.018)
        eye(neck.x + 0.14, neck.y - 0.18, 0.06)
    }
}
