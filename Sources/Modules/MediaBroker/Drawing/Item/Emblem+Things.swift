internal import Glibc

extension Emblem {
    mutating func potion() {
        let liquid = gem.shifted(hue: chance.number(-40...40))
        let isRound = chance.happens(0.6)
        var glass = Path()
        if isRound {
            glass.move(-5, -18)
            glass.line(-5, -9)
            glass.curve(-26, -2, -24, 29, 0, 29)
            glass.curve(24, 29, 26, -2, 5, -9)
            glass.line(5, -18)
        } else {
            glass.move(-5, -20)
            glass.line(-5, -10)
            glass.line(-19, 22)
            glass.quad(-21, 29, -13, 29)
            glass.line(13, 29)
            glass.quad(21, 29, 19, 22)
            glass.line(5, -10)
            glass.line(5, -20)
        }
        glass.close()
        canvas.glow(Point(canvas.w / 2, canvas.h / 2 + 10 * canvas.unit), 34 * canvas.unit, liquid.faded(0.6))
        part(glass, Colour(0xC8DCE0).mixed(palette.near, 0.4), lift: 2)
        canvas.clipped(to: put(glass.stretched(0.9, 0.95))) {
            canvas.fill(
                put(.rectangle(-30, 4, 60, 40)),
                .vertical(
                    canvas.h / 2, canvas.h / 2 + 30 * canvas.unit,
                    [(0, liquid.mixed(.white, 0.25)), (1, liquid.darker(0.18))]))
            canvas.fill(put(.ellipse(0, 4, 24, 2.2)), liquid.mixed(.white, 0.5))
            for _ in 0..<9 {
                let x = chance.number(-14...14)
                let y = chance.number(8...25)
                canvas.stroke(
                    put(.circle(x, y, chance.number(0.6...1.9))), Colour.white.faded(0.6), width: 0.4 * canvas.unit)
            }
        }
        shine(.ellipse(-10, 12, 1.8, 6), 0.45)
        part(.rounded(-6.6, -22, 13.2, 4, 1.4), gold, lift: 0.5)
        part(
            .polygon([Point(-4.2, -21), Point(-4.8, -30), Point(4.8, -30), Point(4.2, -21)]), wood.lighter(0.1),
            lift: 0.6)
        part(.rounded(-8, 12, 16, 10, 1), Colour(0xE8DCC0), lift: 0.4)
        part(
            .star(0, 17, points: chance.pick([4, 5, 6]), outer: 3.6, inner: 1.5), palette.near.mixed(gem, 0.4), lift: 0)
    }

    mutating func book() {
        part(
            .polygon([Point(-22, -26), Point(18, -29), Point(24, -25), Point(24, 26), Point(-16, 30), Point(-22, 26)]),
            Colour(0xE8DCC0), lift: 2)
        for page in 0..<4 {
            line(
                [Point(19.5 + Double(page), -27 + Double(page)), Point(19.5 + Double(page), 27 - Double(page) * 0.3)],
                palette.near.faded(0.25), 0.3)
        }
        part(.polygon([Point(-22, -26), Point(18, -29), Point(18, 26), Point(-22, 29)]), cloth, lift: 1)
        dark(.polygon([Point(-22, -26), Point(-16, -26.4), Point(-16, 28.6), Point(-22, 29)]), 0.3)
        for (x, y) in [(-14.0, -24.0), (13.0, -26.0), (-14.0, 23.0), (13.0, 21.0)] {
            part(.star(x, y + 2, points: 4, outer: 5, inner: 2.4), gold, lift: 0)
        }
        canvas.stroke(
            put(.polygon([Point(-12, -20), Point(14, -22), Point(14, 20), Point(-12, 22)])), gold,
            width: 0.7 * canvas.unit)
        part(.circle(1, 0, 9.5), gold, lift: 0.8)
        part(
            .star(1, 0, points: chance.pick([5, 6, 7, 8]), outer: 8, inner: 3.6, turned: 0.2), cloth.darker(0.1),
            lift: 0)
        jewel(1, 0, 3)
        part(.rounded(15, -3, 11, 6, 1.4), leather, lift: 0.8)
        part(.circle(19, 0, 1.5), gold, lift: 0)
        part(.polygon([Point(-6, 28), Point(-2, 27.6), Point(-2, 36), Point(-4, 34), Point(-6, 36)]), gem, lift: 0.5)
    }

    mutating func scroll() {
        let turn = chance.number(-0.25...0.25)
        let paper = Colour(0xEBDDB8)
        part(
            .polygon([Point(-20, -24), Point(20, -24), Point(19, 0), Point(20, 24), Point(-20, 24), Point(-19, 0)]),
            paper, turned: turn, lift: 2)
        if chance.happens(0.5) {
            for row in 0..<7 {
                line(
                    [Point(-14, -16 + 5 * Double(row)), Point(-14 + chance.number(18...28), -16 + 5 * Double(row))],
                    Colour(0x5A4632).faded(0.8), 0.8, turned: turn)
            }
        } else {
            line([Point(-13, -10), Point(-2, -18), Point(4, -4)], Colour(0x7A5A3A), 0.9, turned: turn)
            line([Point(4, -4), Point(9, 8), Point(-4, 12)], Colour(0x7A5A3A), 0.9, turned: turn)
            for peak in [-8.0, -2, 10] {
                line([Point(peak - 4, 4), Point(peak, -3)], Colour(0x5A4632), 0.8, turned: turn)
            }
            for peak in [-8.0, -2, 10] {
                line([Point(peak, -3), Point(peak + 4, 4)], Colour(0x5A4632), 0.8, turned: turn)
            }
            for ending in [-1.0, 1.0] {
                line([Point(-7, 9), Point(-7 + 6, 9 + ending * 6)], Colour(0xB8402E), 1.4, turned: turn)
            }
        }
        for y in [-26.0, 26.0] {
            part(.rounded(-23, y - 4, 46, 8, 4), paper.darker(0.05), turned: turn, lift: 1.2)
            for ending in [-1.0, 1.0] {
                part(.rounded(ending * 26 - 3, y - 2.4, 6, 4.8, 2), wood, turned: turn, lift: 0.5)
                part(.circle(ending * 29.4, y, 2), gold, turned: turn, lift: 0)
            }
        }
        part(.circle(9, 15, 5), Colour(0xB8402E).mixed(gem, 0.35), turned: turn, lift: 0.8)
        part(.star(9, 15, points: 5, outer: 3, inner: 1.3), gold, turned: turn, lift: 0)
    }

    mutating func key() {
        let turn = Double.pi / 4
        let metal = chance.happens(0.6) ? gold : steel
        part(.rounded(-1.7, -8, 3.4, 40, 1), metal, turned: turn)
        for (y, long) in [(22.0, 8.0), (28.0, 10.0)] {
            part(
                .polygon([
                    Point(1.5, y), Point(1.5 + long, y), Point(1.5 + long, y + 2), Point(1.5 + long - 2, y + 2),
                    Point(1.5 + long - 2, y + 3.4), Point(1.5, y + 3.4),
                ]), metal, turned: turn, lift: 0.8)
        }
        for band in [-8.0, -4] { part(.rounded(-3, band, 6, 2.2, 0.8), metal.lighter(0.05), turned: turn, lift: 0) }
        for petal in 0..<4 {
            let angle = Double(petal) * .pi / 2
            var loop = Path.circle(cos(angle) * 7, -20 + sin(angle) * 7, 6.2)
            loop.append(.circle(cos(angle) * 7, -20 + sin(angle) * 7, 3.4))
            canvas.shadow(
                put(loop, turned: turn), blur: canvas.unit, offset: Point(canvas.unit, canvas.unit),
                Colour.black.faded(0.3))
            canvas.fill(
                put(loop, turned: turn), .solid(metal.mixed(petal < 2 ? palette.near : .white, 0.18)), evenOdd: true)
        }
        part(.circle(0, -20, 4.6), metal, turned: turn, lift: 0.5)
        jewel(0, -20, 3, turned: turn)
    }

    mutating func lantern() {
        let light = palette.light.mixed(Colour(0xFFC060), 0.5)
        let u = canvas.unit
        canvas.stroke(put(.ellipse(0, -24, 7, 8)), steel.darker(0.25), width: 1.6 * u)
        canvas.glow(place(0, 4), 46 * u, light.faded(0.75))
        part(.polygon([Point(-14, -12), Point(0, -24), Point(14, -12)]), leather.mixed(gold, 0.35), lift: 1.6)
        canvas.fill(
            put(.polygon([Point(-12, -12), Point(12, -12), Point(10, 22), Point(-10, 22)])),
            .vertical(
                canvas.h / 2 - 12 * u, canvas.h / 2 + 22 * u,
                [(0, light.mixed(.white, 0.3).faded(0.9)), (1, light.mixed(Colour(0xE07A2A), 0.5).faded(0.9))]))
        var flame = Path()
        flame.move(0, -6)
        flame.curve(8, 6, 6, 16, 0, 16)
        flame.curve(-6, 16, -8, 6, 0, -6)
        flame.close()
        canvas.glow(place(0, 8), 16 * u, Colour.white.faded(0.8))
        canvas.fill(put(flame), Colour(0xFFF6D8))
        for x in [-11.5, 0, 11.5] { line([Point(x, -12), Point(x * 0.84, 22)], leather.mixed(gold, 0.3), 1.4) }
        part(.rounded(-15, -14, 30, 4, 1.2), leather.mixed(gold, 0.5), lift: 0.6)
        part(.rounded(-13.5, 21, 27, 6, 1.6), leather.mixed(gold, 0.5), lift: 1)
        part(.circle(0, -25, 2.2), gold, lift: 0.3)
    }

    mutating func clock() {
        if chance.happens(0.35) {
            let frame = gold.mixed(wood, 0.3)
            var glass = Path()
            glass.move(-15, -24)
            glass.curve(-15, -6, -3, -4, -2, 0)
            glass.curve(-3, 4, -15, 6, -15, 24)
            glass.line(15, 24)
            glass.curve(15, 6, 3, 4, 2, 0)
            glass.curve(3, -4, 15, -6, 15, -24)
            glass.close()
            part(glass, Colour(0xCFE0E0).mixed(palette.near, 0.3), lift: 1.6)
            canvas.clipped(to: put(glass.stretched(0.88, 0.94))) {
                canvas.fill(
                    put(.polygon([Point(-20, -11), Point(0, -8), Point(20, -11), Point(2, 0), Point(-2, 0)])),
                    Colour(0xE8C070))
                canvas.fill(put(.polygon([Point(-20, 26), Point(0, 9), Point(20, 26)])), Colour(0xE8C070))
            }
            line([Point(0, 0), Point(0, 12)], Colour(0xF0D088), 0.8)
            for y in [-28.0, 24.0] { part(.rounded(-20, y, 40, 5, 1.6), frame, lift: 1) }
            for x in [-18.0, 16.0] { part(.rounded(x, -24, 2.4, 48, 1), frame, lift: 0.6) }
            return shine(.ellipse(-8, -15, 1.6, 6), 0.6)
        }
        canvas.stroke(put(.circle(0, -29, 4)), gold, width: 1.4 * canvas.unit)
        part(.circle(0, 2, 26), gold, lift: 2.2)
        part(.circle(0, 2, 21.5), Colour(0xF4EAD2), lift: 0)
        for mark in 0..<12 {
            let angle = Double(mark) * .pi / 6
            let long = mark.isMultiple(of: 3) ? 4.6 : 2.4
            line(
                [Point(0, 2).moved(19.5, angle: angle), Point(0, 2).moved(19.5 - long, angle: angle)], palette.near,
                mark.isMultiple(of: 3) ? 1.3 : 0.7)
        }
        let hour = chance.number(0...6.28)
        line([Point(0, 2), Point(0, 2).moved(10, angle: hour)], palette.near, 1.9)
        line([Point(0, 2), Point(0, 2).moved(15.5, angle: hour + chance.number(1.1...5))], palette.near, 1.2)
        part(.circle(0, 2, 1.8), gem, lift: 0)
        shine(.ellipse(-8, -8, 8, 4).placed(turned: -0.5), 0.3)
        part(.rounded(-2.4, -26.5, 4.8, 4, 1), gold, lift: 0.4)
    }

    mutating func food() {
        if chance.happens(0.5) {
            part(.ellipse(0, 6, 30, 18), Colour(0xB8743A), lift: 2)
            part(.ellipse(-1, 4, 27, 15), Colour(0xD89A52), lift: 0)
            for cut in -2...2 {
                line(
                    [Point(Double(cut) * 9 - 4, -6), Point(Double(cut) * 9, 2), Point(Double(cut) * 9 + 4, 12)],
                    Colour(0x8A5024), 1.6)
            }
            return shine(.ellipse(-10, -2, 9, 2.4).placed(turned: -0.15), 0.3)
        }
        var apple = Path()
        apple.move(0, -13)
        apple.curve(14, -23, 29, -10, 24, 8)
        apple.curve(19, 26, 8, 30, 0, 25)
        apple.curve(-8, 30, -19, 26, -24, 8)
        apple.curve(-29, -10, -14, -23, 0, -13)
        apple.close()
        part(apple, Colour(0xC8402E).mixed(gem, 0.25), lift: 2)
        shine(.ellipse(-12, -4, 3.6, 8).placed(turned: 0.3), 0.4)
        line([Point(0, -13), Point(1, -20), Point(4, -26)], wood, 1.8)
        part(Path.ellipse(8, 0, 8, 3.4).placed(at: Point(3, -22), turned: -0.5), Colour(0x6A9A4A), lift: 0.5)
    }

    mutating func bag() {
        if chance.happens(0.45) {
            part(.rounded(-25, -4, 50, 28, 2), wood, lift: 2)
            var lid = Path()
            lid.move(-26, -4)
            lid.curve(-26, -26, 26, -26, 26, -4)
            lid.close()
            part(lid, wood.lighter(0.04), lift: 0.6)
            for x in [-19.0, 13.0] { part(.rounded(x, -21, 6, 45, 1), gold, lift: 0.3) }
            part(.rectangle(-26, -6, 52, 4), gold.darker(0.08), lift: 0.3)
            part(.rounded(-5, -8, 10, 12, 2), gold, lift: 0.8)
            dark(.circle(0, -3, 1.6), 0.9)
            return dark(.rectangle(-0.8, -3, 1.6, 4.4), 0.9)
        }
        var sack = Path()
        sack.move(-8, -14)
        sack.curve(-32, 0, -30, 29, 0, 29)
        sack.curve(30, 29, 32, 0, 8, -14)
        sack.close()
        part(sack, leather.mixed(cloth, 0.35), lift: 2)
        part(
            .blob(
                (0..<12).map {
                    Point(
                        cos(Double($0) / 12 * 6.28) * ($0.isMultiple(of: 2) ? 14 : 10),
                        -20 + sin(Double($0) / 12 * 6.28) * 7)
                }), leather.mixed(cloth, 0.3).lighter(0.05), lift: 0.8)
        part(.rounded(-9, -16, 18, 4, 2), gold, lift: 0.5)
        for fold in [-12.0, -4, 6, 14] {
            line([Point(fold * 0.4, -11), Point(fold * 1.1, 2), Point(fold * 1.3, 16)], palette.near.faded(0.35), 1)
        }
        part(.circle(0, 10, 6.5), gold, lift: 0.6)
        part(.star(0, 10, points: 5, outer: 4.6, inner: 2), leather, lift: 0)
    }

    mutating func feather() {
        let turn = 0.65
        var vane = Path()
        vane.move(0, 24)
        vane.curve(-13, 12, -13, -18, 0, -33)
        vane.curve(13, -18, 13, 12, 0, 24)
        vane.close()
        part(vane, gem.mixed(cloth, 0.4), turned: turn, lift: 1.8)
        for barb in 0..<15 {
            let y = 20 - Double(barb) * 3.3
            let half = 9.4 * sin(min(1, Double(16 - barb) / 13) * .pi * 0.9) + 1
            for ending in [-1.0, 1.0] {
                line(
                    [Point(0, y), Point(ending * half * 0.6, y - 3), Point(ending * half, y - 6)],
                    (ending < 0 ? Colour.white : palette.near).faded(0.28), 0.6, turned: turn)
            }
        }
        line([Point(0, -30), Point(0.8, 0), Point(0, 36)], Colour(0xF2E8D0), 1.3, turned: turn)
    }

    mutating func tool() {
        if chance.happens(0.5) {
            for coil in 0..<6 {
                let y = 14 - Double(coil) * 5
                canvas.stroke(
                    put(.ellipse(0, y, 24 - Double(coil % 2) * 2, 9)), wood.mixed(palette.near, 0.4),
                    width: 5.4 * canvas.unit)
                canvas.stroke(
                    put(.ellipse(0, y - 0.6, 24 - Double(coil % 2) * 2, 9)),
                    Colour(0xC8A468).lighter(coil.isMultiple(of: 2) ? 0.03 : -0.03), width: 4 * canvas.unit)
            }
            return line([Point(20, 12), Point(30, 20), Point(24, 31)], Colour(0xC8A468), 4)
        }
        let turn = Double.pi / 4
        for (x, length) in [(-6.0, 52.0), (6.0, 46.0)] {
            part(.rounded(x - 2.4, 6, 4.8, length * 0.42, 2), leather, turned: turn, lift: 1)
            part(
                .brush([Point(x, 8), Point(x, -length * 0.5), Point(x + 4, -length * 0.62)], widths: [2.2, 1.6, 1]),
                steel, turned: turn)
        }
        part(.rounded(-12, 9, 24, 4, 1), gold, turned: turn, lift: 0.4)
    }
}
