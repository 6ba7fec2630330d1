internal import Glibc

extension Emblem {
    private static let slant = Double.pi / 4

    mutating func sword(length: Double, width: Double) {
        let turn = Self.slant
        let top = -length * 0.62
        let hilt = length * 0.24
        let isCurved = chance.happens(0.25)
        var blade = Path()
        if isCurved {
            blade.move(-width / 2, hilt)
            blade.curve(-width * 0.6, hilt - length * 0.4, -width * 0.2, top + 10, width * 1.1, top)
            blade.curve(width * 0.9, top + 14, width * 0.6, hilt - length * 0.3, width / 2, hilt)
        } else {
            blade.move(-width / 2, hilt)
            blade.line(-width * 0.42, top + 6)
            blade.line(0, top)
            blade.line(width * 0.42, top + 6)
            blade.line(width / 2, hilt)
        }
        blade.close()
        part(blade, steel, turned: turn)
        if !isCurved {
            shine(
                .polygon([Point(-width * 0.46, hilt), Point(-width * 0.38, top + 6), Point(0, top), Point(0, hilt)]),
                turned: turn, 0.35)
            line([Point(0, hilt), Point(0, top + 12)], palette.near.faded(0.3), 0.7, turned: turn)
        }
        part(.rounded(-1.5, hilt + 2, 3, length * 0.2, 1), leather, turned: turn, lift: 0.8)
        for wrap in 0..<4 {
            line(
                [Point(-1.5, hilt + 4 + Double(wrap) * 2.6), Point(1.5, hilt + 5.4 + Double(wrap) * 2.6)],
                gold.faded(0.7), 0.5, turned: turn)
        }
        var guardPath = Path()
        let half = chance.number(8...11)
        let droop = chance.number(-3...3)
        guardPath.move(-half, hilt + droop)
        guardPath.quad(0, hilt - 1.5, half, hilt + droop)
        guardPath.line(half, hilt + 2.6 + droop)
        guardPath.quad(0, hilt + 3.4, -half, hilt + 2.6 + droop)
        guardPath.close()
        part(guardPath, gold, turned: turn, lift: 1)
        part(.circle(0, hilt + length * 0.24, 2.8), gold, turned: turn, lift: 0.8)
        jewel(0, hilt + 1.2, 1.8, turned: turn)
    }

    mutating func axe() {
        let turn = Self.slant * 0.8
        part(.rounded(-1.5, -26, 3, 58, 1.2), wood, turned: turn)
        for band in [8.0, 14, 20] { part(.rectangle(-1.9, band, 3.8, 1.3), leather, turned: turn, lift: 0) }
        let isHammer = words.contains {
            $0.hasPrefix("hammer") || $0.hasPrefix("mace") || $0.hasPrefix("молот") || $0.hasPrefix("булав")
        }
        if isHammer {
            part(.rounded(-12, -30, 24, 14, 2), steel, turned: turn)
            shine(.rectangle(-11, -29, 22, 3), turned: turn, 0.35)
            part(.rectangle(-3, -31, 6, 16), gold, turned: turn, lift: 0.6)
        } else {
            for ending in chance.happens(0.5) ? [-1.0, 1] : [1.0] {
                var head = Path()
                head.move(ending * 1.4, -25)
                head.curve(ending * 7, -26, ending * 12, -30, ending * 15, -33)
                head.curve(ending * 21, -24, ending * 21, -14, ending * 15, -6)
                head.curve(ending * 11, -11, ending * 7, -14, ending * 1.4, -14)
                head.close()
                part(head, steel, turned: turn)
                line(
                    [Point(ending * 14, -30), Point(ending * 18.5, -20), Point(ending * 14, -8.5)],
                    Colour.white.faded(0.6), 0.8, turned: turn)
            }
            part(.rounded(-2.6, -27, 5.2, 15, 1), gold, turned: turn, lift: 0.6)
        }
        jewel(0, -20, 1.9, turned: turn)
    }

    mutating func bow() {
        let turn = Self.slant
        let spine = (0...16).map { step -> Point in
            let share = Double(step) / 8 - 1
            return Point(-12 + 16 * (1 - share * share) + (abs(share) > 0.85 ? -2 : 0), share * 31)
        }
        line([spine[0], Point(-9, 0), spine[16]], Colour(0xF0E6CC), 0.6, turned: turn)
        part(.brush(spine, widths: spine.indices.map { 1.6 + 2.6 * (1 - abs(Double($0) / 8 - 1)) }), wood, turned: turn)
        part(.rounded(2, -5, 4.4, 10, 1.2), leather, turned: turn, lift: 0.5)
        part(.rectangle(-26, -0.5, 52, 1), wood.lighter(0.15), turned: turn, lift: 1)
        part(.polygon([Point(25, -2.6), Point(33, 0), Point(25, 2.6)]), steel, turned: turn, lift: 0.8)
        for ending in [-1.0, 1.0] {
            part(
                .polygon([Point(-26, 0), Point(-30, ending * 3.6), Point(-22, ending * 3.6), Point(-18, 0)]), gem,
                turned: turn, lift: 0.5)
        }
        for end in [spine[0], spine[16]] { part(.circle(end.x, end.y, 1.5), gold, turned: turn, lift: 0) }
    }

    mutating func staff() {
        let turn = Self.slant * 0.75
        part(.brush([Point(0.6, 34), Point(-0.6, 8), Point(0.5, -16)], widths: [2.4, 2.8, 3.2]), wood, turned: turn)
        for band in [-12.0, 4, 24] { part(.rounded(-2.1, band, 4.2, 2, 0.6), gold, turned: turn, lift: 0.3) }
        canvas.glow(
            Point(canvas.w / 2, canvas.h / 2).moved(24 * canvas.unit, angle: -.pi / 2 + turn), 20 * canvas.unit,
            gem.faded(0.8))
        for ending in [-1.0, 1.0] {
            part(
                .brush(
                    [Point(0, -14), Point(ending * 7, -20), Point(ending * 6, -30), Point(ending * 2, -33)],
                    widths: [3, 2.6, 1.8, 0.6]), wood.lighter(0.05), turned: turn, lift: 0.8)
        }
        jewel(0, -24, 4.8, turned: turn)
    }

    mutating func shield() {
        var shape = Path()
        if chance.happens(0.3) {
            shape = .circle(0, 0, 27)
        } else {
            shape.move(-23, -26)
            shape.quad(0, -31, 23, -26)
            shape.curve(24, 2, 18, 20, 0, 32)
            shape.curve(-18, 20, -24, 2, -23, -26)
            shape.close()
        }
        part(shape, steel, lift: 2.4)
        part(shape.stretched(0.87, 0.87), cloth, lift: 0)
        canvas.clipped(to: put(shape.stretched(0.87, 0.87))) {
            switch chance.integer(0...2) {
            case 0: canvas.fill(put(.rectangle(0, -40, 40, 80)), palette.light.mixed(cloth, 0.35))
            case 1: canvas.fill(put(.polygon([Point(-40, -14), Point(-40, -28), Point(40, 20), Point(40, 34)])), gold)
            default:
                canvas.fill(
                    put(
                        .polygon([
                            Point(-40, 10), Point(0, -14), Point(40, 10), Point(40, 22), Point(0, -2), Point(-40, 22),
                        ])), gold)
            }
            shine(.ellipse(-12, -14, 14, 20), 0.13)
        }
        canvas.stroke(put(shape.stretched(0.87, 0.87)), palette.near.faded(0.5), width: 0.6 * canvas.unit)
        part(.star(0, -2, points: chance.pick([4, 5, 6, 8]), outer: 10, inner: 4.4), gold, lift: 1)
        jewel(0, -2, 2.8)
    }

    mutating func helmet() {
        part(
            .brush([Point(2, -22), Point(12, -32), Point(24, -28), Point(28, -14)], widths: [4, 8, 9, 1]), cloth,
            lift: 1.4)
        var shape = Path()
        shape.move(-20, 22)
        shape.curve(-23, -8, -16, -27, 0, -27)
        shape.curve(16, -27, 23, -8, 20, 22)
        shape.line(7, 27)
        shape.line(6, 6)
        shape.line(-6, 6)
        shape.line(-7, 27)
        shape.close()
        part(shape, steel, lift: 2)
        dark(.polygon([Point(-15, -4), Point(-4, -1), Point(-4, 4), Point(-15, 2)]), 0.9)
        dark(.polygon([Point(15, -4), Point(4, -1), Point(4, 4), Point(15, 2)]), 0.9)
        dark(.rectangle(-6, 6, 12, 22), 0.75)
        part(.polygon([Point(-2, -27), Point(2, -27), Point(2.6, 9), Point(0, 13), Point(-2.6, 9)]), gold, lift: 0.6)
        shine(.ellipse(-10, -14, 3, 8), 0.35)
        for ending in [-1.0, 1.0] {
            for rivet in 0..<4 {
                part(.circle(ending * (17 - Double(rivet) * 0.2), 8 + Double(rivet) * 4, 0.9), gold, lift: 0)
            }
        }
    }

    mutating func armour() {
        let isCloth = words.contains {
            $0.hasPrefix("cloak") || $0.hasPrefix("robe") || $0.hasPrefix("coat") || $0.hasPrefix("плащ")
                || $0.hasPrefix("кожан") || $0.hasPrefix("leather") || $0.hasPrefix("мант") || $0.hasPrefix("курт")
        }
        let isMetal = !isCloth
        let colour = isMetal ? steel : cloth
        for ending in [-1.0, 1.0] { part(.ellipse(ending * 22, -14, 9, 10), colour.darker(0.04), lift: 1.6) }
        var shape = Path()
        shape.move(-9, -27)
        shape.quad(0, -18, 9, -27)
        shape.line(20, -22)
        shape.curve(16, -8, 17, 4, 19, 26)
        shape.quad(0, 33, -19, 26)
        shape.curve(-17, 4, -16, -8, -20, -22)
        shape.close()
        part(shape, colour, lift: 2)
        dark(.polygon([Point(0, -21), Point(18, -22), Point(16, 27), Point(0, 31)]), 0.16)
        if isMetal {
            for row in 0..<3 {
                line(
                    [Point(-17, 8 + 6 * Double(row)), Point(0, 12 + 6 * Double(row)), Point(17, 8 + 6 * Double(row))],
                    palette.near.faded(0.4), 0.8)
            }
            line([Point(-13, -12), Point(-5, -4), Point(0, -6)], palette.near.faded(0.3), 0.7)
            line([Point(13, -12), Point(5, -4), Point(0, -6)], palette.near.faded(0.3), 0.7)
        } else {
            for button in 0..<5 { part(.circle(0, -12 + 8 * Double(button), 1.3), gold, lift: 0.3) }
        }
        part(.rounded(-18, 14, 36, 4.4, 1), leather, lift: 0.5)
        part(.rounded(-3.6, 13, 7.2, 6.4, 1), gold, lift: 0.5)
        jewel(0, -10, 3)
    }

    mutating func boots() {
        for (x, y, shade) in [(-7.0, -3.0, 0.06), (7.0, 3.0, 0.0)] {
            var boot = Path()
            boot.move(x - 8, y - 26)
            boot.line(x + 6, y - 26)
            boot.curve(x + 5, y - 8, x + 5, y + 4, x + 8, y + 10)
            boot.curve(x + 18, y + 12, x + 20, y + 16, x + 19, y + 21)
            boot.line(x - 9, y + 21)
            boot.curve(x - 10, y + 4, x - 7, y - 10, x - 8, y - 26)
            boot.close()
            part(boot, leather.mixed(cloth, 0.3).darker(shade), lift: 1.6)
            dark(.rectangle(x - 10, y + 19, 29, 3.4), 0.7)
            part(.rounded(x - 9.5, y - 28, 17.5, 6, 2), cloth.lighter(0.08), lift: 0.6)
            part(.rectangle(x - 8.6, y - 4, 14.6, 2.6), wood, lift: 0)
            part(.rounded(x - 1, y - 5, 4, 4.6, 0.8), gold, lift: 0)
        }
    }
}
