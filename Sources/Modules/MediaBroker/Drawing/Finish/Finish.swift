/// The last strokes, over the whole picture: the light falls off to the corners, and the paper shows.
struct Finish {
    let canvas: Canvas
    let palette: Palette
    var chance: Chance

    /// The words of styles that are drawn in a manner of their own; every other is `concept`.
    enum Style: Hashable {
        case ink, watercolour, woodcut, noir

        static let words = Lexicon<Style>([
            (.ink, "ink* sketch* pencil* line lineart чернил* тушь тушью карандаш* набросок графика"),
            (.watercolour, "watercolo* aquarel* акварел*"),
            (.woodcut, "woodcut* engrav* linocut* print гравюр* линогравюр* лубок ксилограф*"),
            (.noir, "noir monochrome* нуар* черно"),
        ])
    }

    mutating func apply(_ style: String) {
        switch Style.words.first(in: Words.of(style)) {
        case .ink: PenDrawing(canvas: canvas, palette: palette, chance: &chance).ink()
        case .woodcut: PenDrawing(canvas: canvas, palette: palette, chance: &chance).woodcut()
        case .watercolour: Watercolour(canvas: canvas, palette: palette, chance: &chance).apply()
        case .noir: noir()
        case nil:
            vignette(0.3)
            grain(5)
        }
    }

    private mutating func noir() {
        let pixels = canvas.pixels
        let tones = Tones(canvas).spread
        for index in stride(from: 0, to: canvas.width * canvas.height * 4, by: 4) {
            let red = Float(pixels[index])
            let green = Float(pixels[index + 1])
            let blue = Float(pixels[index + 2])
            let light = tones.light(index / 4, 0) * 0.92
            // A steep curve: shadows close, lights stay.
            let curve = light * light * (3 - 2 * light)
            let tone = min(1, max(0, 0.25 * light + 0.85 * curve - 0.04)) * 255
            // What is much redder than blue keeps some of it: a lamp in a grey street.
            let warm = min(1, max(0, (red - blue - 70) / 120)) * 0.55
            pixels[index] = UInt8(min(255, tone + (red - tone) * warm + 3))
            pixels[index + 1] = UInt8(min(255, tone + (green - tone) * warm))
            pixels[index + 2] = UInt8(min(255, tone + (blue - tone) * warm + 5))
        }
        vignette(0.6)
        grain(13)
    }

    private func vignette(_ strength: Double) {
        let centre = Point(canvas.w / 2, canvas.h * 0.48)
        let edge = palette.near.mixed(.black, 0.4)
        canvas.fill(
            canvas.all,
            Paint.radial(
                centre, canvas.w * 0.78, canvas.h * 0.78,
                [
                    (0, edge.faded(0)), (0.55, edge.faded(0)), (0.8, edge.faded(strength * 0.35)),
                    (1, edge.faded(strength)),
                ]))
    }

    /// Grain of the paper, which also hides the steps of slow gradients; `strength` is of 255.
    private mutating func grain(_ strength: Int32) {
        let pixels = canvas.pixels
        var state = UInt32(truncatingIfNeeded: chance.next()) | 1
        for index in stride(from: 0, to: canvas.width * canvas.height * 4, by: 4) {
            // xorshift32: a megapixel in two milliseconds.
            state ^= state << 13
            state ^= state >> 17
            state ^= state << 5
            // The sum of two is more often near the middle.
            let speck = (Int32(state & 255) &+ Int32(state >> 8 & 255) &- 255) &* strength / 256
            for channel in 0..<3 {
                pixels[index + channel] = UInt8(max(0, min(255, Int32(pixels[index + channel]) &+ speck)))
            }
        }
    }
}
