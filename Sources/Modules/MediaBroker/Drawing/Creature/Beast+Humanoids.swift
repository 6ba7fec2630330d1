internal import Glibc

extension Beast {
    mutating func goblin() {
        groundShadow(0.6)
        let skin = chance.pick([Colour(0x6E8A4A), Colour(0x8A5A4A), Colour(0x5A6E78)]).mixed(hide, 0.45)
        for ending in [-1.0, 1.0] {
            solid(
                .limb(
                    [Point(ending * 0.16, 0.35), Point(ending * 0.24, 0.6), Point(ending * 0.2, 0.82)],
                    widths: [0.2, 0.15, 0.16]), skin.mixed(palette.near, 0.3), rim: 0.015)
        }
        solid(
            .limb([Point(0.3, -0.05), Point(0.62, 0.12), Point(0.7, -0.2)], widths: [0.18, 0.13, 0.1]), skin, rim: 0.015
        )
        let blade = Path.polygon([Point(0.64, -0.2), Point(0.76, -0.2), Point(0.98, -0.85), Point(0.82, -0.82)])
        solid(blade, Colour(0xA8B0B8), rim: 0.02)
        solid(
            .limb([Point(-0.3, -0.05), Point(-0.58, 0.2), Point(-0.5, 0.5)], widths: [0.18, 0.13, 0.11]), skin,
            rim: 0.015)
        var tunic = Path()
        tunic.move(-0.34, -0.18)
        tunic.quad(0, -0.3, 0.34, -0.18)
        tunic.line(0.42, 0.5)
        for tooth in 0..<6 { tunic.line(0.36 - Double(tooth) * 0.14, tooth.isMultiple(of: 2) ? 0.62 : 0.46) }
        tunic.close()
        solid(tunic, hide.mixed(palette.accent, 0.35), rim: 0.03)
        canvas.fill(put(.rectangle(-0.38, 0.22, 0.76, 0.08)), Colour(0x3A2418))
        canvas.fill(put(.rounded(-0.06, 0.2, 0.13, 0.12, 0.03)), Colour(0xD8A840))
        for ending in [-1.0, 1.0] {
            solid(
                .polygon([Point(ending * 0.28, -0.66), Point(ending * 0.86, -0.84), Point(ending * 0.34, -0.42)]), skin,
                rim: 0.02)
        }
        var head = Path()
        head.move(0, -0.95)
        head.curve(0.42, -0.95, 0.42, -0.5, 0.3, -0.35)
        head.curve(0.18, -0.18, -0.18, -0.18, -0.3, -0.35)
        head.curve(-0.42, -0.5, -0.42, -0.95, 0, -0.95)
        head.close()
        solid(head, skin.lighter(0.04), rim: 0.03)
        if chance.happens(0.5) {
            solid(
                .polygon([
                    Point(-0.42, -0.68), Point(-0.2, -1.12), Point(0.3, -1.2), Point(0.42, -0.68), Point(0, -0.78),
                ]), hide.mixed(palette.accent, 0.5), rim: 0.02)
        }
        eye(-0.14, -0.6, 0.07)
        eye(0.15, -0.6, 0.07)
        stroke([Point(-0.02, -0.58), Point(0.09, -0.46), Point(-0.02, -0.44)], skin.mixed(palette.near, 0.5), 0.03)
        canvas.fill(
            put(
                .polygon([
                    Point(-0.2, -0.36), Point(0, -0.33), Point(0.22, -0.38), Point(0.12, -0.27), Point(-0.12, -0.27),
                ])), Colour(0x24080C))
        for tooth in 0..<4 {
            canvas.fill(
                put(
                    .polygon([
                        Point(-0.14 + Double(tooth) * 0.08, -0.35), Point(-0.09 + Double(tooth) * 0.08, -0.35),
                        Point(-0.115 + Double(tooth) * 0.08, -0.29),
                    ])), Colour(0xF0E8D0))
        }
    }

    mutating func skeleton() {
        groundShadow(0.6)
        let bone = Colour(0xE4DAC0).mixed(hide, 0.22)
        var cloak = Path()
        cloak.move(-0.3, -0.5)
        cloak.curve(-0.75, 0.0, -0.7, 0.5, -0.85, 0.86)
        for tooth in 0..<8 { cloak.line(-0.7 + Double(tooth) * 0.2, tooth.isMultiple(of: 2) ? 0.7 : 0.88) }
        cloak.curve(0.7, 0.5, 0.75, 0.0, 0.3, -0.5)
        cloak.close()
        solid(cloak, hide.mixed(palette.accent, 0.25), rim: 0.03)
        for rib in 0..<5 {
            let y = -0.28 + 0.12 * Double(rib)
            let half = 0.27 - 0.02 * Double(rib)
            stroke([Point(-half, y), Point(0, y + 0.12), Point(half, y)], bone, 0.045)
        }
        stroke([Point(0, -0.45), Point(0, 0.45)], bone.darker(0.06), 0.06)
        for ending in [-1.0, 1.0] {
            stroke([Point(ending * 0.3, -0.36), Point(ending * 0.58, -0.05)], bone, 0.065)
            stroke([Point(ending * 0.58, -0.05), Point(ending * 0.72, -0.42)], bone, 0.055)
            canvas.fill(put(.circle(ending * 0.58, -0.05, 0.05)), bone)
            for finger in -1...1 {
                stroke([Point(ending * 0.72, -0.42), Point(ending * 0.74 + Double(finger) * 0.06, -0.56)], bone, 0.026)
            }
        }
        var skull = Path()
        skull.move(-0.3, -0.75)
        skull.curve(-0.36, -1.14, 0.36, -1.14, 0.3, -0.75)
        skull.curve(0.28, -0.64, 0.2, -0.62, 0.17, -0.46)
        skull.line(-0.17, -0.46)
        skull.curve(-0.2, -0.62, -0.28, -0.64, -0.3, -0.75)
        skull.close()
        solid(skull, bone, rim: 0.03)
        for ending in [-1.0, 1.0] {
            canvas.fill(put(.ellipse(ending * 0.12, -0.78, 0.085, 0.095)), Colour(0x140C10))
            canvas.glow(at(ending * 0.12, -0.77), size * 0.28, mark.faded(0.8))
            canvas.fill(put(.circle(ending * 0.12, -0.77, 0.03)), mark)
        }
        canvas.fill(put(.polygon([Point(0, -0.7), Point(-0.04, -0.6), Point(0.04, -0.6)])), Colour(0x140C10))
        for tooth in -2...2 {
            stroke([Point(Double(tooth) * 0.055, -0.55), Point(Double(tooth) * 0.055, -0.47)], Colour(0x2A2020), 0.014)
        }
        if chance.happens(0.5) {
            solid(
                .polygon([
                    Point(-0.3, -0.92), Point(-0.34, -1.2), Point(-0.16, -1.06), Point(0, -1.28), Point(0.16, -1.06),
                    Point(0.34, -1.2), Point(0.3, -0.92),
                ]), Colour(0xD8A840), rim: 0.015)
        }
    }

    mutating func clockwork() {
        groundShadow(0.7)
        let brass = Colour(0xB8863C).mixed(hide, 0.25)
        let iron = Colour(0x5A6068).mixed(hide, 0.35)
        gear(-0.62, -0.28, 0.3, 10, iron)
        gear(0.68, 0.02, 0.24, 9, iron)
        for ending in [-1.0, 1.0] {
            solid(
                .limb([Point(ending * 0.22, 0.38), Point(ending * 0.3, 0.58)], widths: [0.16, 0.12]), iron, rim: 0.015)
            solid(
                .limb([Point(ending * 0.3, 0.56), Point(ending * 0.28, 0.8)], widths: [0.13, 0.2]), brass, rim: 0.015)
            canvas.fill(put(.circle(ending * 0.3, 0.57, 0.07)), brass.lighter(0.12))
            solid(
                .limb([Point(ending * 0.42, -0.15), Point(ending * 0.72, 0.12)], widths: [0.14, 0.11]), iron, rim: 0.015
            )
            solid(
                .limb([Point(ending * 0.72, 0.12), Point(ending * 0.66, 0.45)], widths: [0.12, 0.17]), brass, rim: 0.015
            )
            for claw in [-0.07, 0.07] {
                solid(
                    .limb(
                        [Point(ending * 0.66 + claw, 0.44), Point(ending * 0.66 + claw * 1.6, 0.62)],
                        widths: [0.07, 0.02]), iron, rim: 0.008)
            }
        }
        solid(.rounded(-0.46, -0.35, 0.92, 0.8, 0.2), brass, rim: 0.045)
        canvas.fill(put(.circle(0, 0.05, 0.3)), palette.near)
        canvas.glow(at(0, 0.05), size * 0.6, mark.faded(0.5))
        gear(-0.08, 0.1, 0.17, 9, brass.lighter(0.05))
        gear(0.13, -0.05, 0.12, 8, iron.lighter(0.08))
        canvas.stroke(put(.circle(0, 0.05, 0.31)), brass.lighter(0.14), width: size * 0.045)
        for index in 0..<12 {
            let angle = Double(index) * .pi / 6
            canvas.fill(put(.circle(cos(angle) * 0.39, 0.05 + sin(angle) * 0.36, 0.022)), brass.lighter(0.2))
        }
        solid(.rounded(-0.1, -0.46, 0.2, 0.14, 0.03), iron, rim: 0.01)
        solid(.rounded(-0.3, -0.92, 0.6, 0.5, 0.16), brass.lighter(0.02), rim: 0.035)
        canvas.fill(put(.rounded(-0.23, -0.76, 0.46, 0.17, 0.08)), palette.near)
        for x in [-0.11, 0.11] { eye(x, -0.68, 0.06) }
        for slot in -2...2 {
            canvas.fill(put(.rounded(Double(slot) * 0.07 - 0.02, -0.54, 0.04, 0.08, 0.01)), palette.near)
        }
        stroke([Point(0.0, -0.92), Point(0, -1.08)], iron, 0.04)
        solid(.circle(0, -1.12, 0.06), mark, rim: 0.01)
        canvas.glow(at(0, -1.12), size * 0.3, mark.faded(0.6))
    }

    private func gear(_ x: Double, _ y: Double, _ radius: Double, _ teeth: Int, _ colour: Colour) {
        var points: [Point] = []
        for tooth in 0..<teeth * 4 {
            let angle = Double(tooth) / Double(teeth * 4) * 2 * .pi
            points.append(Point(x, y).moved(tooth % 4 < 2 ? radius : radius * 0.8, angle: angle))
        }
        solid(.polygon(points), colour, rim: 0.02)
        canvas.fill(put(.circle(x, y, radius * 0.45)), palette.near.faded(0.6))
        canvas.fill(put(.circle(x, y, radius * 0.2)), colour.lighter(0.1))
    }
}
