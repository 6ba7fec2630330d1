internal import Glibc

extension Bust {
    private var isHooded: Bool {
        person.headgear == .hood || (person.headgear == nil && person.garment == .cloak && person.haircut == 6)
    }
    private var isLong: Bool { person.isWoman ? person.haircut < 5 : person.haircut == 2 }
    private var isBald: Bool { !person.isWoman && person.age == .old && person.haircut < 3 }

    /// Long hair, and the back of a hood, behind the neck.
    func drawHairBehind() {
        if isHooded {
            var hood = Path()
            hood.move(-1.25, 2.4)
            hood.curve(-1.75, 0.2, -1.35, -1.75, 0, -1.85)
            hood.curve(1.35, -1.75, 1.75, 0.2, 1.25, 2.4)
            hood.close()
            piece(hood, person.cloth.mixed(palette.near, 0.55), lift: 0.15)
        }
        guard isLong, !isHooded else { return }
        let low = person.haircut.isMultiple(of: 2) ? 2.3 : 1.3
        var hair = Path()
        hair.move(0, -1.35)
        hair.curve(1.35, -1.4, 1.3, 0, 1.22, low * 0.6)
        hair.curve(1.2, low, 0.9, low + 0.15, 0.55, low)
        hair.line(-0.55, low)
        hair.curve(-0.9, low + 0.15, -1.2, low, -1.22, low * 0.6)
        hair.curve(-1.3, 0, -1.35, -1.4, 0, -1.35)
        hair.close()
        piece(hair, person.hair.mixed(shade, 0.3), lift: 0.12)
    }

    func drawHair() {
        guard !isHooded, person.headgear != .helmet, person.headgear != .scarf else { return }
        let c = person.cheek
        let colour = person.hair
        let part = side * 0.25
        var hair = Path()
        if isBald {
            for ending in [-1.0, 1.0] {
                var tuft = Path()
                tuft.move(ending * c * 0.96, 0.3)
                tuft.curve(ending * (c + 0.3), 0.1, ending * (c + 0.22), -0.6, ending * c * 0.84, -0.72)
                tuft.curve(ending * c * 0.9, -0.4, ending * c * 0.9, 0, ending * c * 0.96, 0.3)
                tuft.close()
                canvas.fill(put(tuft), colour)
            }
            return
        }
        let fringe = [-0.62, -0.78, -0.5, -0.86, -0.7, -0.4, -0.66][person.haircut]
        let low = isLong ? 0.75 : 0.05
        hair.move(-c * 1.0, low)
        hair.curve(-c * 1.28, -0.3, -c * 1.2, -1.42, -0.1, -1.5)
        hair.curve(c * 1.1, -1.55, c * 1.28, -0.4, c * 1.0, low)
        hair.curve(c * 0.98, -0.1, c * 0.95, -0.35, c * 0.72, fringe - 0.06)
        hair.curve(c * 0.4, fringe - 0.05, part + 0.2, fringe - 0.2, part, fringe - 0.32)
        hair.curve(part - 0.25, fringe - 0.1, -c * 0.4, fringe + 0.06, -c * 0.74, fringe)
        hair.curve(-c * 0.95, -0.35, -c * 0.98, -0.1, -c * 1.0, low)
        hair.close()
        piece(hair, colour, lift: 0.07)
        canvas.clipped(to: put(hair)) {
            canvas.fill(put(.rectangle(side > 0 ? -3 : 0.1, -2, 2.9, 3.5)), shade.faded(0.25))
            for strand in 0..<7 {
                let x = (Double(strand) - 3) * 0.3
                line(
                    [Point(part + x * 0.2, -1.4), Point(part + x * 0.9, -1.3), Point(x * 1.15, -0.5)],
                    (x * side > 0 ? colour.mixed(palette.light, 0.35) : colour.mixed(shade, 0.4)).faded(0.55), 0.04)
            }
        }
        if person.isWoman, person.haircut == 5 { piece(.circle(0, -1.62, 0.42), colour.lighter(0.02), lift: 0.07) }
    }

    func drawHeadgear() {
        let cloth = person.cloth.mixed(palette.land, 0.2)
        let dark = cloth.mixed(shade, 0.4)
        if isHooded {
            var hood = Path()
            hood.move(-1.2, 1.9)
            hood.curve(-1.5, 0.4, -1.42, -1.6, 0, -1.72)
            hood.curve(1.42, -1.6, 1.5, 0.4, 1.2, 1.9)
            hood.curve(0.92, 1.2, 1.05, -1.02, 0, -1.06)
            hood.curve(-1.05, -1.02, -0.92, 1.2, -1.2, 1.9)
            hood.close()
            piece(hood, cloth, lift: 0.12)
            line([Point(side * 1.28, 1.2), Point(side * 1.5, -1.2), Point(0, -1.66)], palette.light.faded(0.4), 0.04)
            return
        }
        switch person.headgear {
        case .wideHat:
            piece(.ellipse(0, -0.78, 1.85, 0.3), cloth, lift: 0.14)
            piece(hatCrown(-0.85, 0.88, 1.05), cloth.lighter(0.03), lift: 0.03)
            canvas.fill(
                put(.polygon([Point(-0.9, -0.98), Point(0.9, -0.98), Point(0.86, -1.2), Point(-0.86, -1.2)])),
                palette.accent.mixed(dark, 0.25))
        case .pointedHat:
            piece(.ellipse(0, -0.76, 1.8, 0.28), cloth, lift: 0.14)
            var cone = Path()
            cone.move(-0.92, -0.8)
            cone.curve(-0.55, -1.6, -0.2, -2.3, side * 0.45, -2.75)
            cone.curve(0.25, -2.2, 0.6, -1.5, 0.92, -0.8)
            cone.close()
            piece(cone, cloth.lighter(0.03), lift: 0.03)
            canvas.fill(
                put(.polygon([Point(-0.9, -0.86), Point(0.9, -0.86), Point(0.8, -1.1), Point(-0.8, -1.1)])),
                palette.accent)
        case .helmet:
            let steel = Colour(0x9AA4AE).mixed(palette.sky[1], 0.25)
            var helm = Path()
            helm.move(-1.12, 0.55)
            helm.curve(-1.22, -0.9, -0.9, -1.62, 0, -1.68)
            helm.curve(0.9, -1.62, 1.22, -0.9, 1.12, 0.55)
            helm.line(0.82, 0.62)
            helm.line(0.8, -0.42)
            helm.line(0.12, -0.5)
            helm.line(0.09, 0.35)
            helm.line(-0.09, 0.35)
            helm.line(-0.12, -0.5)
            helm.line(-0.8, -0.42)
            helm.line(-0.82, 0.62)
            helm.close()
            piece(helm, steel, lift: 0.1)
            canvas.clipped(to: put(helm)) {
                canvas.fill(put(.rectangle(side > 0 ? -3 : 0.1, -2, 2.9, 4)), shade.faded(0.35))
                canvas.fill(put(.ellipse(side * 0.5, -1.1, 0.2, 0.45)), Colour.white.faded(0.45))
            }
            line([Point(0, -1.68), Point(0, -1.1), Point(0, -0.5)], steel.darker(0.2), 0.06)
        case .crown:
            let gold = Colour(0xE2B24A)
            var points = [Point(-0.95, -0.82)]
            for tooth in 0...6 {
                points.append(Point(-0.98 + 1.96 * Double(tooth) / 6, tooth.isMultiple(of: 2) ? -1.62 : -1.2))
            }
            points.append(Point(0.95, -0.82))
            piece(.polygon(points), gold, lift: 0.08)
            canvas.fill(
                put(.polygon([Point(-0.95, -0.82), Point(0.95, -0.82), Point(0.96, -0.98), Point(-0.96, -0.98)])),
                gold.darker(0.1))
            for stone in [-0.6, 0.0, 0.6] { canvas.fill(put(.circle(stone, -1.12, 0.09)), palette.accent) }
        case .cap:
            piece(hatCrown(-0.75, 1.06, 0.92), cloth, lift: 0.08)
            canvas.fill(
                put(.polygon([Point(-0.98, -0.72), Point(0.98, -0.72), Point(0.97, -0.92), Point(-0.97, -0.92)])), dark)
            var peak = Path()
            peak.move(-0.9, -0.74)
            peak.quad(0, -1.0, 0.9, -0.74)
            peak.quad(0, -0.38, -0.9, -0.74)
            peak.close()
            piece(peak, dark.mixed(.black, 0.3), lift: 0.06)
            canvas.fill(put(.star(0, -1.08, points: 5, outer: 0.16, inner: 0.07)), Colour(0xE2B24A))
        case .furHat:
            let fur = person.hair.mixed(Colour(0x6A5040), 0.6)
            piece(hatCrown(-0.9, 0.95, 0.7), cloth, lift: 0.08)
            piece(tufted(-0.82), fur, lift: 0.09)
        case .scarf:
            var scarf = outline
            scarf = Path()
            scarf.move(-1.1, 1.0)
            scarf.curve(-1.35, -0.2, -1.15, -1.45, 0, -1.5)
            scarf.curve(1.15, -1.45, 1.35, -0.2, 1.1, 1.0)
            scarf.curve(0.6, 1.75, -0.6, 1.75, -1.1, 1.0)
            scarf.close()
            scarf.append(.ellipse(0, 0.12, 0.86, 1.02))
            let shape = put(scarf)
            canvas.fill(shape, .solid(palette.accent.mixed(cloth, 0.4)), evenOdd: true)
            for dot in 0..<9 {
                let angle = -2.9 + Double(dot) * 0.33
                canvas.fill(put(.circle(cos(angle) * 1.05, sin(angle) * 1.25, 0.05)), palette.light)
            }
        case .wreath:
            for flower in 0..<9 {
                let angle = -.pi * (0.1 + 0.8 * Double(flower) / 8)
                let point = Point(cos(angle) * 1.02, sin(angle) * 1.05 - 0.12)
                canvas.fill(put(.ellipse(point.x, point.y + 0.06, 0.24, 0.1)), Colour(0x4A6B3A))
                let petal = [Colour(0xF2E8DA), palette.accent, Colour(0xE8B84A)][flower % 3]
                for leaf in 0..<5 {
                    let turn = Double(leaf) * 1.257
                    canvas.fill(put(.circle(point.x + cos(turn) * 0.1, point.y + sin(turn) * 0.1, 0.09)), petal)
                }
                canvas.fill(put(.circle(point.x, point.y, 0.06)), Colour(0xF0C040))
            }
        case .hood, nil: break
        }
    }

    private func hatCrown(_ y: Double, _ half: Double, _ tall: Double) -> Path {
        var path = Path()
        path.move(-half, y)
        path.curve(-half * 0.98, y - tall * 0.9, -half * 0.8, y - tall, -half * 0.5, y - tall)
        path.quad(0, y - tall * 0.9, half * 0.5, y - tall)
        path.curve(half * 0.8, y - tall, half * 0.98, y - tall * 0.9, half, y)
        path.close()
        return path
    }

    private func tufted(_ y: Double) -> Path {
        .blob(
            (0..<22).map { index in
                let angle = Double(index) / 22 * 2 * .pi
                let reach = index.isMultiple(of: 2) ? 1.0 : 0.86
                return Point(cos(angle) * 1.22 * reach, y + sin(angle) * 0.34 * reach)
            })
    }

    /// Collar, buttons, plates: what tells one trade from another.
    func drawGarment(_ cloth: Colour, _ broad: Double) {
        let dark = cloth.mixed(shade, 0.45)
        let bright = cloth.mixed(palette.light, 0.3)
        switch person.garment {
        case .armour:
            let steel = Colour(0x8E98A4).mixed(palette.sky[1], 0.2)
            piece(
                .polygon([Point(-1.2, 1.75), Point(0, 2.3), Point(1.2, 1.75), Point(1.5, 6), Point(-1.5, 6)]), steel,
                lift: 0.08)
            line([Point(0, 2.3), Point(0, 4), Point(0, 6)], steel.darker(0.15), 0.05)
            for ending in [-1.0, 1.0] {
                piece(
                    .ellipse(ending * broad * 0.86, 2.3, 0.72, 0.66),
                    ending == side ? steel.lighter(0.1) : steel.darker(0.1), lift: 0.1)
                line(
                    [
                        Point(ending * broad * 0.55, 2.35), Point(ending * broad * 0.9, 2.0),
                        Point(ending * broad * 1.15, 2.4),
                    ], steel.lighter(0.15), 0.04)
            }
        case .uniform, .coat:
            for ending in [-1.0, 1.0] {
                piece(
                    .polygon([
                        Point(ending * 0.5, 1.52), Point(0, 2.75), Point(ending * 0.7, 3.1), Point(ending * 1.0, 1.75),
                    ]), ending == side ? cloth.lighter(0.05) : dark, lift: 0.05)
            }
            canvas.fill(
                put(.polygon([Point(-0.34, 1.75), Point(0, 2.7), Point(0.34, 1.75), Point(0, 1.95)])), Colour(0xEFE4CE))
            for row in 0..<3 { canvas.fill(put(.circle(0.12, 3.1 + Double(row) * 0.5, 0.08)), Colour(0xE2B24A)) }
            if person.garment == .uniform {
                for ending in [-1.0, 1.0] {
                    piece(.rounded(ending * broad * 0.78 - 0.45, 1.95, 0.9, 0.24, 0.1), Colour(0xD8A840), lift: 0.03)
                }
            } else if !person.isWoman {
                piece(
                    .polygon([Point(-0.14, 2.0), Point(0.14, 2.0), Point(0.1, 2.6), Point(0, 2.8), Point(-0.1, 2.6)]),
                    palette.accent, lift: 0.03)
            }
        case .robe:
            var collar = Path()
            collar.move(-0.62, 1.45)
            collar.quad(-0.5, 2.3, 0, 2.9)
            collar.quad(0.5, 2.3, 0.62, 1.45)
            collar.line(0.95, 1.7)
            collar.quad(0.7, 2.7, 0.12, 3.5)
            collar.line(0.12, 6)
            collar.line(-0.12, 6)
            collar.line(-0.12, 3.5)
            collar.quad(-0.7, 2.7, -0.95, 1.7)
            collar.close()
            piece(collar, palette.accent.mixed(cloth, 0.25), lift: 0.05)
            canvas.fill(put(.star(0, 3.1, points: 8, outer: 0.2, inner: 0.1)), palette.light)
        case .apron:
            piece(
                .polygon([Point(-0.7, 2.35), Point(0.7, 2.35), Point(1.0, 6), Point(-1.0, 6)]),
                Colour(0xD8C4A0).mixed(cloth, 0.15), lift: 0.06)
            for ending in [-1.0, 1.0] {
                line(
                    [Point(ending * 0.66, 2.4), Point(ending * 0.62, 1.9), Point(ending * 0.52, 1.6)], Colour(0xC8B08A),
                    0.09)
            }
            canvas.fill(put(.rounded(-0.4, 3.2, 0.8, 0.7, 0.08)), Colour(0xC4AC84).faded(0.7))
        case .dress:
            piece(
                .polygon([
                    Point(-0.8, 1.9), Point(0, 2.9), Point(0.8, 1.9), Point(1.2, 1.95), Point(0, 3.4),
                    Point(-1.2, 1.95),
                ]), bright, lift: 0.04)
            for bead in 0..<9 {
                let share = Double(bead) / 8 * 2 - 1
                canvas.fill(
                    put(.circle(share * 0.56, 2.15 - share * share * 0.42, 0.06)), palette.light.mixed(.white, 0.3))
            }
        case .fur:
            piece(
                .blob(
                    (0..<26).map { index in
                        let angle = Double(index) / 26 * 2 * .pi
                        let reach = index.isMultiple(of: 2) ? 1.0 : 0.87
                        return Point(cos(angle) * broad * 0.92 * reach, 2.1 + sin(angle) * 0.6 * reach)
                    }), person.hair.mixed(Colour(0x7A6250), 0.6), lift: 0.1)
            canvas.fill(put(.ellipse(0, 1.75, 0.5, 0.32)), person.skin.mixed(shade, 0.35))
        case .cloak:
            for ending in [-1.0, 1.0] {
                var flap = Path()
                flap.move(ending * 0.5, 1.5)
                flap.curve(ending * 1.2, 1.75, ending * broad, 1.9, ending * broad, 2.7)
                flap.line(ending * (broad + 0.4), 6)
                flap.line(ending * 0.25, 6)
                flap.quad(ending * 0.1, 3.2, ending * 0.12, 2.2)
                flap.close()
                piece(flap, ending == side ? cloth.lighter(0.03) : dark, lift: 0.07)
                for fold in [0.9, 1.4] {
                    line(
                        [Point(ending * fold, 2.2), Point(ending * fold * 1.1, 4), Point(ending * fold * 0.95, 6)],
                        shade.faded(0.35), 0.05)
                }
            }
            canvas.fill(put(.circle(0, 2.25, 0.2)), Colour(0xE2B24A))
            canvas.fill(put(.circle(0, 2.25, 0.11)), palette.accent)
        }
    }
}
