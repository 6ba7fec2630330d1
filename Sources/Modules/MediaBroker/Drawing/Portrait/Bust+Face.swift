internal import Glibc

extension Bust {
    /// How the mood moves brows, lids and mouth: the inner ends of the brows up, lids closed, corners of the mouth up.
    private var look: (brow: Double, lid: Double, smile: Double, open: Double) {
        switch stage.reading.mood {
        case .joyful: (0.03, 0.12, 0.13, 0.05)
        case .sad: (0.12, 0.3, -0.09, 0)
        case .angry: (-0.15, 0.22, -0.07, 0)
        case .dread: (0.13, -0.15, -0.04, 0.1)
        case .gloomy: (-0.05, 0.34, -0.05, 0)
        case .heroic: (-0.06, 0.14, 0.03, 0)
        case .mystic: (0.05, 0.2, 0.04, 0)
        case .calm, nil: (0.0, 0.16, 0.04, 0)
        }
    }

    func drawFace() {
        let ink = Colour(0x1A1420)
        drawEyes(ink)
        let bend = person.noseBend * side
        // The nose: its ridge on the side of the shade, and its wing.
        line(
            [
                Point(-side * 0.05, 0.06), Point(side * 0.02 + bend, person.noseLength * 0.6),
                Point(side * person.noseWidth + bend, person.noseLength),
            ], person.skin.mixed(shade, 0.5), 0.045)
        line(
            [
                Point(side * person.noseWidth + bend, person.noseLength),
                Point(side * person.noseWidth * 0.7, person.noseLength + 0.09),
                Point(-side * person.noseWidth * 0.6, person.noseLength + 0.05),
            ], person.skin.mixed(shade, 0.55), 0.05)
        drawMouth(ink)
        drawMarks(ink)
    }

    private func drawEyes(_ ink: Colour) {
        let look = look
        let big = person.eyeSize * (person.age == .child ? 1.25 : person.isWoman ? 1.1 : 1)
        for ending in [-1.0, 1.0] {
            let x = ending * person.eyeGap
            let y = -person.eyeTilt * 0.15
            if ending == -side, person.details.contains(.eyepatch) {
                canvas.fill(put(.ellipse(x, y, 0.26, 0.22)), ink)
                line([Point(-1, -0.5 * -side * ending), Point(1, 0.5 * -side * ending)], ink, 0.05)
                continue
            }
            let isEerie = person.kin == .ghost || person.kin == .undead
            let high = big * (1.25 - look.lid)
            canvas.fill(put(.ellipse(x, y, big * 1.55, high)), Colour(0xF6EEDF).mixed(person.skin, 0.25))
            canvas.clipped(to: put(.ellipse(x, y, big * 1.55, high))) {
                canvas.fill(put(.circle(x, y + big * 0.06, big * 0.98)), isEerie ? palette.light : person.iris)
                canvas.fill(put(.circle(x, y + big * 0.06, big * 0.5)), ink)
            }
            canvas.fill(put(.circle(x + side * big * 0.36, y - big * 0.3, big * 0.24)), .white)
            if isEerie { canvas.glow(at(x, y), size * 0.5, palette.light.faded(0.5)) }
            // Lid and brow; a tilt lifts the outer end.
            let tilt = person.eyeTilt * 0.5
            line(
                [
                    Point(x - ending * big * 1.6, y + big * 0.25), Point(x, y - high * 1.75 - 0.02),
                    Point(x + ending * big * 1.75, y - tilt * 0.5 + big * 0.1),
                ], ink, person.isWoman ? 0.06 : 0.05)
            let brow = person.age == .old ? person.hair.mixed(.white, 0.2) : person.hair.darker(0.06)
            let lift = y - big * 2.1 - 0.09
            let inner = Point(x - ending * 0.2, lift - look.brow)
            let outer = Point(x + ending * 0.27, lift + 0.03 - tilt + look.brow * 0.3)
            let arch = Point(x + ending * 0.03, lift - person.browArch - 0.05 - look.brow * 0.2)
            let spine = (0...6).map { step -> Point in
                let share = Double(step) / 6
                return inner.toward(arch, share).toward(arch.toward(outer, share), share)
            }
            let thick = person.browWidth * (person.isWoman ? 0.75 : 1.15)
            canvas.fill(
                put(.brush(spine, widths: [0.8, 1, 1, 0.9, 0.75, 0.5, 0.2].map { $0 * thick * 1.3 })),
                brow.mixed(ink, 0.25))
            if person.age == .old {
                line(
                    [
                        Point(x - ending * 0.14, y + big * 1.5), Point(x + ending * 0.05, y + big * 1.9),
                        Point(x + ending * 0.22, y + big * 1.3),
                    ], person.skin.mixed(shade, 0.4), 0.028)
                line(
                    [
                        Point(ending * 0.33, person.noseLength + 0.02), Point(ending * 0.44, person.noseLength + 0.18),
                        Point(ending * 0.42, person.noseLength + 0.42),
                    ], person.skin.mixed(shade, 0.4), 0.032)
            }
        }
    }

    private func drawMouth(_ ink: Colour) {
        let look = look
        let wide = person.mouthWidth
        let y = person.noseLength + (person.length - person.noseLength) * 0.43
        let red = Colour(0x9A3E38).mixed(person.skin, person.isWoman ? 0.2 : 0.5)
        let left = Point(-wide, y - look.smile)
        let right = Point(wide, y - look.smile)
        let middle = Point(0, y + look.smile * 0.75)
        var lips = Path()
        lips.move(left)
        lips.quad(-wide * 0.35, y - person.lips * 1.1, 0, y - person.lips * 0.5)
        lips.quad(wide * 0.35, y - person.lips * 1.1, right.x, right.y)
        lips.quad(
            wide * 0.45, middle.y + person.lips * 2.4 + look.open * 1.4, 0,
            middle.y + person.lips * 2.2 + look.open * 1.4)
        lips.quad(-wide * 0.45, middle.y + person.lips * 2.4 + look.open * 1.4, left.x, left.y)
        lips.close()
        canvas.fill(put(lips), red)
        if look.open > 0 {
            var hole = Path()
            hole.move(left.toward(middle, 0.15))
            hole.quad(0, y - 0.01, right.toward(middle, 0.15).x, right.toward(middle, 0.15).y)
            hole.quad(0, middle.y + look.open * 2.3, left.toward(middle, 0.15).x, left.toward(middle, 0.15).y)
            hole.close()
            canvas.fill(put(hole), Colour(0x3A1418))
            if look.smile > 0 {
                canvas.fill(
                    put(.rounded(-wide * 0.6, y - look.smile * 0.15, wide * 1.2, 0.055, 0.02)), Colour(0xF4EADB))
            }
        } else {
            var mouth = Path()
            mouth.move(left)
            mouth.quad(0, middle.y + look.smile * 0.6, right.x, right.y)
            canvas.stroke(put(mouth), ink.mixed(red, 0.25), width: 0.045 * size)
        }
        line(
            [
                Point(-wide * 0.4, y + 0.2 + person.lips), Point(0, y + 0.24 + person.lips),
                Point(wide * 0.4, y + 0.2 + person.lips),
            ], person.skin.mixed(shade, 0.28), 0.04)
    }

    private func drawMarks(_ ink: Colour) {
        if let mole = person.mole { canvas.fill(put(.circle(mole.x, mole.y, 0.03)), ink.mixed(person.skin, 0.3)) }
        if person.details.contains(.freckles) {
            var chance = Chance(state: 7)
            for _ in 0..<26 {
                let x = chance.number(0.12...0.62) * chance.sign()
                let y = chance.number(0.2...0.52)
                canvas.fill(put(.circle(x, y, chance.number(0.012...0.022))), Colour(0xA8603A).faded(0.6))
            }
        }
        if person.details.contains(.scar) {
            let x = side * 0.55
            line(
                [Point(x + 0.08, -0.5), Point(x - 0.06, 0.0), Point(x + 0.06, 0.55)],
                Colour(0xB0524A).mixed(person.skin, 0.35), 0.05)
        }
        if person.details.contains(.glasses) {
            let frame = Colour(0x2A2024)
            for ending in [-1.0, 1.0] {
                let lens = put(.circle(ending * person.eyeGap, 0.03, 0.31))
                canvas.fill(lens, palette.light.faded(0.16))
                canvas.stroke(lens, frame, width: 0.045 * size)
                line([Point(ending * (person.eyeGap + 0.3), 0), Point(ending * person.cheek, -0.08)], frame, 0.04)
            }
            line([Point(-person.eyeGap + 0.3, 0), Point(0, -0.08), Point(person.eyeGap - 0.3, 0)], frame, 0.04)
        }
        if person.details.contains(.earrings) || (person.isWoman && person.details.isEmpty) {
            for ending in [-1.0, 1.0] {
                canvas.fill(put(.circle(ending * (person.cheek + 0.03), 0.5, 0.07)), Colour(0xE8B84A))
                canvas.fill(put(.circle(ending * (person.cheek + 0.01), 0.48, 0.025)), .white)
            }
        }
        if person.details.contains(.pipe) {
            let y = person.noseLength + (person.length - person.noseLength) * 0.45
            line(
                [Point(side * 0.12, y), Point(side * 0.5, y + 0.2), Point(side * 0.72, y + 0.16)], Colour(0x4A2C1C),
                0.07)
            canvas.fill(put(.rounded(side * 0.76 - 0.11, y - 0.12, 0.22, 0.3, 0.08)), Colour(0x5A3622))
        }
    }

    func drawBeard() {
        let y = person.noseLength + 0.14
        guard !person.isWoman || person.details.contains(.beard) else { return }
        let colour = person.hair
        if person.details.contains(.beard) {
            let low = person.length + (person.age == .old ? 0.75 : 0.28)
            let wide = person.jaw
            var beard = Path()
            beard.move(-person.cheek * 0.97, 0.25)
            beard.curve(-wide * 1.12, 0.9, -wide * 0.8, low, 0, low + 0.05)
            beard.curve(wide * 0.8, low, wide * 1.12, 0.9, person.cheek * 0.97, 0.25)
            beard.curve(wide * 0.75, 0.55, wide * 0.62, y + 0.06, 0.2, y)
            beard.quad(0, y + 0.1, -0.2, y)
            beard.curve(-wide * 0.62, y + 0.06, -wide * 0.75, 0.55, -person.cheek * 0.97, 0.25)
            beard.close()
            let mouth = person.noseLength + (person.length - person.noseLength) * 0.45
            beard.append(.ellipse(0, mouth + 0.04, person.mouthWidth * 0.95, 0.13))
            let shape = put(beard)
            canvas.fill(shape, .solid(colour), evenOdd: true)
            for strand in -4...4 {
                let x = Double(strand) * 0.15
                line(
                    [Point(x, mouth + 0.24), Point(x * 1.05, low * 0.9), Point(x * 0.8, low - 0.05 - abs(x) * 0.25)],
                    (strand * Int(side) > 0 ? colour.mixed(palette.light, 0.25) : colour.mixed(shade, 0.3)).faded(0.6),
                    0.03)
            }
        }
        if person.details.contains(.moustache) || person.details.contains(.beard) {
            var path = Path()
            path.move(0, y - 0.02)
            path.curve(0.22, y - 0.08, person.mouthWidth * 1.2, y + 0.02, person.mouthWidth * 1.35, y + 0.2)
            path.curve(person.mouthWidth * 0.9, y + 0.14, 0.16, y + 0.17, 0, y + 0.08)
            path.curve(-0.16, y + 0.17, -person.mouthWidth * 0.9, y + 0.14, -person.mouthWidth * 1.35, y + 0.2)
            path.curve(-person.mouthWidth * 1.2, y + 0.02, -0.22, y - 0.08, 0, y - 0.02)
            path.close()
            canvas.fill(put(path), colour.lighter(0.02))
        }
    }
}
