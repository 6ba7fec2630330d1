internal import Glibc

extension Emblem {
    mutating func ring() {
        var band = Path.ellipse(0, 8, 20, 19)
        band.append(.ellipse(0, 8.6, 14.6, 14))
        let shape = put(band)
        let u = canvas.unit
        canvas.shadow(put(.ellipse(0, 8, 20, 19)), blur: 2.4 * u, offset: Point(u, 2 * u), Colour.black.faded(0.4))
        canvas.fill(put(.ellipse(0, 8.6, 14.8, 14.2)), palette.near.mixed(gem, 0.25))
        canvas.fill(
            shape,
            .linear(
                place(-18, -10), place(18, 28),
                [
                    (0, gold.mixed(.white, 0.55)), (0.4, gold), (0.7, gold.mixed(palette.near, 0.5)),
                    (1, gold.lighter(0.08)),
                ]), evenOdd: true)
        part(.polygon([Point(-9, -9), Point(9, -9), Point(7, -3), Point(-7, -3)]), gold, lift: 0.6)
        canvas.glow(place(0, -16), 22 * u, gem.faded(0.7))
        facets(Point(0, -16), 11)
    }

    mutating func amulet() {
        var chain = Path()
        chain.move(-18, -31)
        chain.curve(-18, -10, -8, -4, 0, -2)
        chain.curve(8, -4, 18, -10, 18, -31)
        canvas.stroke(put(chain), gold.darker(0.15), width: 1.8 * canvas.unit)
        for bead in 0...12 {
            // On the chain's curve, one half after the other.
            let share = Double(bead) / 12 * 2 - 1
            let ending = share < 0 ? -1.0 : 1.0
            let t = 1 - abs(share)
            let s = 1 - t
            let x = 18 * s * s * s + 54 * s * s * t + 24 * s * t * t
            let y = -31 * s * s * s - 30 * s * s * t - 12 * s * t * t - 2 * t * t * t
            part(.circle(ending * x, y, 1.2), gold.lighter(0.1), lift: 0)
        }
        part(.star(0, 13, points: chance.pick([6, 8, 10, 12]), outer: 18, inner: 13.5), gold, lift: 2)
        part(.circle(0, 13, 12), gold.darker(0.14), lift: 0)
        canvas.glow(place(0, 13), 26 * canvas.unit, gem.faded(0.65))
        facets(Point(0, 13), 9.6)
        part(.circle(0, -4, 2.4), gold, lift: 0.4)
    }

    /// A cut stone, from above.
    func facets(_ centre: Point, _ radius: Double) {
        let sides = 8
        func corner(_ index: Int, _ share: Double) -> Point {
            centre.moved(radius * share, angle: (Double(index) + 0.5) / Double(sides) * 2 * .pi)
        }
        part(.polygon((0..<sides).map { corner($0, 1) }), gem, lift: 0.8)
        for index in 0..<sides {
            let tint = index < 3 ? gem.darker(0.14) : index < 5 ? gem : gem.mixed(.white, 0.3)
            canvas.fill(
                put(.polygon([corner(index, 1), corner(index + 1, 1), corner(index + 1, 0.55), corner(index, 0.55)])),
                tint)
        }
        canvas.fill(put(.polygon((0..<sides).map { corner($0, 0.55) })), gem.mixed(.white, 0.18))
        shine(.polygon([corner(4, 0.55), corner(5, 0.55), corner(6, 0.55)]), 0.5)
    }

    mutating func crystal() {
        let u = canvas.unit
        canvas.glow(Point(canvas.w / 2, canvas.h / 2), 40 * u, gem.faded(0.7))
        if chance.happens(0.5) { return facets(Point(0, 0), 25) }
        for (x, tall, lean) in [(-13.0, 34.0, -0.35), (13.0, 38.0, 0.32), (-4.0, 50.0, -0.08), (6.0, 26.0, 0.12)] {
            let foot = Point(canvas.w / 2 + x * u * 0.6, canvas.h / 2 + 27 * u)
            let half = tall * 0.16
            let shape = Path.polygon([
                Point(-half * 0.8, 0), Point(-half, -tall * 0.72), Point(0, -tall), Point(half, -tall * 0.72),
                Point(half * 0.8, 0),
            ])
            canvas.shadow(
                shape.placed(at: foot, scale: u, turned: lean), blur: 1.6 * u, offset: Point(u, u),
                Colour.black.faded(0.4))
            canvas.fill(shape.placed(at: foot, scale: u, turned: lean), gem.darker(0.06))
            canvas.fill(
                Path.polygon([
                    Point(-half * 0.8, 0), Point(-half, -tall * 0.72), Point(0, -tall),
                    Point(-half * 0.15, -tall * 0.62), Point(-half * 0.1, 0),
                ]).placed(at: foot, scale: u, turned: lean), gem.mixed(.white, 0.4))
            canvas.fill(
                Path.polygon([
                    Point(half * 0.35, 0), Point(half * 0.3, -tall * 0.64), Point(half, -tall * 0.72),
                    Point(half * 0.8, 0),
                ]).placed(at: foot, scale: u, turned: lean), gem.darker(0.2))
        }
        part(
            .blob(
                (0..<14).map {
                    Point(
                        cos(Double($0) / 14 * 6.28) * ($0.isMultiple(of: 2) ? 22 : 18),
                        27 + sin(Double($0) / 14 * 6.28) * 5)
                }), palette.near.mixed(steel, 0.35), lift: 1)
    }

    mutating func coins() {
        for (x, y) in [(-12.0, 18.0), (10.0, 20.0), (-2.0, 9.0), (14.0, 4.0), (-15.0, 2.0), (0.0, -10.0)] {
            let metal = gold.mixed(gem, 0.12)
            part(.ellipse(x, y + 2.4, 13, 11.4), metal.darker(0.2), lift: 1.2)
            part(.ellipse(x, y, 13, 11.4), metal, lift: 0)
            canvas.stroke(put(.ellipse(x, y, 10, 8.6)), metal.darker(0.16), width: 0.8 * canvas.unit)
            part(.star(x, y, points: 5, outer: 6, inner: 2.6), metal.lighter(0.1), lift: 0)
            shine(.ellipse(x - 5, y - 5, 3, 1.4).placed(), 0.5)
        }
    }

    mutating func crown() {
        var points = [Point(-26, 18)]
        for tooth in 0...6 { points.append(Point(-28 + 56 * Double(tooth) / 6, tooth.isMultiple(of: 2) ? -20 : -2)) }
        points.append(Point(26, 18))
        part(.polygon(points), gold, lift: 2.2)
        for tooth in stride(from: 0, through: 6, by: 2) { jewel(-28 + 56 * Double(tooth) / 6, -21, 2.8) }
        part(.rounded(-27, 14, 54, 8, 2), gold.lighter(0.05), lift: 0.6)
        for stone in -2...2 {
            stone.isMultiple(of: 2)
                ? jewel(Double(stone) * 10, 18, 2.8) : part(.circle(Double(stone) * 10, 18, 1.8), .white, lift: 0)
        }
        shine(.polygon([Point(-22, 12), Point(-19, -8), Point(-17, 12)]), 0.35)
    }
}
