internal import Glibc

extension Stage {
    mutating func aloft() {
        for depth in 0..<3 {
            let y = h * (0.55 + 0.17 * Double(depth))
            let colour = palette.sky[2].mixed(palette.light, 0.5 - 0.15 * Double(depth)).mixed(
                palette.sky[0], 0.16 * Double(depth))
            var bank = Path.rectangle(-4, y + 5 * u, w + 8, h)
            for _ in 0..<26 {
                let radius = u * chance.number(4...11)
                bank.append(
                    .circle(w * chance.number(-0.05...1.05), y + 6 * u - radius * chance.number(0...0.7), radius))
            }
            canvas.fill(
                bank,
                .vertical(
                    y - 10 * u, y + 26 * u,
                    [(0, colour.mixed(.white, 0.25)), (0.5, colour), (1, colour.mixed(palette.sky[1], 0.6))]))
            if depth == 0 { airship(Point(w * chance.number(0.35...0.65), h * 0.38), 22 * u) }
        }
    }

    private mutating func airship(_ centre: Point, _ size: Double) {
        let colour = tone(0.25)
        let side = chance.sign()
        func put(_ path: Path) -> Path { path.placed(at: centre, scale: size, mirrored: side < 0) }
        canvas.fill(
            put(.polygon([Point(-0.75, 0), Point(-1.15, -0.35), Point(-1.1, 0.35)])), colour.mixed(palette.accent, 0.4))
        canvas.fill(
            put(.ellipse(0, 0, 1, 0.38)),
            .vertical(
                centre.y - size * 0.4, centre.y + size * 0.4,
                [(0, palette.accent.mixed(palette.light, 0.4)), (0.5, palette.accent.mixed(colour, 0.35)), (1, colour)])
        )
        for x in [-0.5, -0.15, 0.2, 0.55] {
            canvas.stroke(
                put(
                    .polyline([
                        Point(x, -0.36 * (1 - x * x).squareRoot()), Point(x * 1.04, 0),
                        Point(x, 0.36 * (1 - x * x).squareRoot()),
                    ])), colour.faded(0.5), width: size * 0.012)
        }
        for x in [-0.3, 0.3] {
            canvas.stroke(put(.polyline([Point(x, 0.34), Point(x * 0.8, 0.55)])), colour, width: size * 0.015)
        }
        canvas.fill(put(.rounded(-0.4, 0.5, 0.8, 0.17, 0.08)), colour)
        for x in [-0.26, -0.08, 0.1, 0.28] { lamp(centre + Point(side * x * size, size * 0.58), size * 0.025, 7) }
        flag(centre + Point(side * -size * 0.9, -size * 0.25), size * 0.2, 0.2)
    }
}
