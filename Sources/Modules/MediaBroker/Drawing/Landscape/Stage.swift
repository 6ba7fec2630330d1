internal import Glibc

/// A scene in the making: where things are drawn, in which colours, and where its light comes from.
struct Stage {
    let canvas: Canvas
    let palette: Palette
    let reading: PromptReading
    var chance: Chance
    /// The sun, the moon, or the brightest place of the sky.
    var sun: Point
    /// Where sky and land meet, pixels from the top.
    var horizon: Double
    let isDark: Bool

    init(_ canvas: Canvas, _ palette: Palette, _ reading: PromptReading, _ chance: Chance) {
        self.canvas = canvas
        self.palette = palette
        self.reading = reading
        self.chance = chance
        isDark = palette.sky[0].lightness < 0.36
        let side = self.chance.pick([0.26, 0.34, 0.64, 0.74])
        horizon = canvas.h * self.chance.number(0.52...0.62)
        let isLow = reading.hour == .dawn || reading.hour == .dusk
        let height = isLow ? self.chance.number(0.62...0.9) : self.chance.number(0.3...0.55)
        sun = Point(canvas.w * (side + self.chance.number(-0.04...0.04)), horizon * height)
    }

    var w: Double { canvas.w }
    var h: Double { canvas.h }
    /// A hundredth of the picture's shorter side.
    var u: Double { canvas.unit }

    /// Of what stands so far away, 0 near ... 1 far.
    func tone(_ distance: Double) -> Colour { palette.land(at: distance) }

    var isSnowy: Bool { reading.season == .winter || reading.weather == .snow || reading.names(.snowfield) }

    /// The land itself, which snow may cover.
    func ground(_ distance: Double) -> Colour {
        let bare = tone(distance)
        return isSnowy ? bare.mixed(Colour.white.mixed(palette.sky[1], 0.3), isDark ? 0.32 : 0.6) : bare
    }

    /// The side on which the light falls: 1 right, -1 left.
    func lit(_ x: Double) -> Double { sun.x >= x ? 1 : -1 }

    /// The colour of a side in the light.
    func shine(_ distance: Double, _ strength: Double = 1) -> Colour {
        tone(distance).mixed(palette.light, (isDark ? 0.1 : 0.2) * strength)
    }

    /// Land that hides what is behind it and fades into mist towards the next.
    func land(_ line: [Point], distance: Double, mist: Double = 0.5) {
        let top = line.map(\.y).min() ?? horizon
        let bottom = max(top + 1, min(h, top + 46 * u))
        let colour = ground(distance)
        canvas.fill(
            closed(line),
            .vertical(
                top, bottom,
                [(0, colour), (0.35, colour), (1, colour.mixed(palette.haze, mist * (0.3 + 0.7 * distance)))]))
    }

    /// The area under a line, down to the lower edge.
    func closed(_ line: [Point]) -> Path { .polygon(line + [Point(w + 4, h + 4), Point(-4, h + 4)]) }

    /// A line of hills; `wave` is how wide one is, `height` how far it goes up and down, pixels.
    mutating func ridge(_ y: Double, height: Double, wave: Double, octaves: Int = 4, roughness: Double = 0.45)
        -> [Point]
    {
        let noise = Noise(&chance)
        let start = chance.number(0...50)
        let step = max(1.5, w / 320)
        return stride(from: -4, through: w + 4 + step, by: step).map { x in
            Point(x, y - height * noise.fractal(start + x / wave, octaves: octaves, roughness: roughness))
        }
    }

    /// The height of a line at x.
    func surface(_ line: [Point], _ x: Double) -> Double {
        guard let index = line.firstIndex(where: { $0.x >= x }), index > 0 else { return line.first?.y ?? h }
        let before = line[index - 1]
        let after = line[index]
        return before.y + (after.y - before.y) * (x - before.x) / max(after.x - before.x, 1e-6)
    }

    /// A band of mist across the picture.
    func mist(_ y: Double, _ height: Double, _ strength: Double) {
        let colour = palette.haze.mixed(palette.sky[2], 0.35)
        canvas.fill(
            .rectangle(0, y - height, w, height * 2),
            .vertical(
                y - height, y + height,
                [(0, colour.faded(0)), (0.5, colour.faded(strength)), (1, colour.faded(0))]))
    }

    /// A lit window, with its light around.
    func window(_ shape: Path, _ centre: Point, _ size: Double, _ strength: Double = 1) {
        canvas.glow(centre, size * 4, palette.light.mixed(palette.accent, 0.35).faded(0.5 * strength))
        canvas.fill(shape, palette.light.mixed(Colour(0xFFC060), 0.45))
    }

    /// A lamp: a bright point and the light around it.
    func lamp(_ point: Point, _ size: Double, _ reach: Double = 9) {
        let warm = palette.light.mixed(Colour(0xFFB04A), 0.5)
        canvas.glow(point, size * reach, warm.faded(0.55))
        canvas.glow(point, size * reach / 3, warm.faded(0.8))
        canvas.fill(.circle(point.x, point.y, size), palette.light.mixed(.white, 0.4))
    }
}
