internal import Glibc

/// The picture again in lines of one ink on paper.
struct PenDrawing {
    private let canvas: Canvas
    private let palette: Palette
    private let noise: PixelNoise

    init(canvas: Canvas, palette: Palette, chance: inout Chance) {
        self.canvas = canvas
        self.palette = palette
        noise = PixelNoise(seed: UInt32(truncatingIfNeeded: chance.next()))
    }

    /// Contours, hatching in three directions where it is dark, and a breath of the colours.
    func ink() {
        let tones = Tones(canvas).spread
        let paper = Colour(0xF4EBD6).mixed(palette.light, 0.2).channels
        let line = Colour(0x1C1A24).mixed(palette.near, 0.35).channels
        let pitch = Float(max(3, canvas.unit * 0.62))
        let bends = SpotField(noise, canvas, size: 24, 1)
        let pixels = canvas.pixels
        for y in 0..<canvas.height {
            for x in 0..<canvas.width {
                let tone = tones.light(x, y)
                let wobble = bends.at(x, y) * 2.2
                let fx = Float(x) + wobble
                let fy = Float(y) + wobble
                var dark: Float = 0
                // Each set of lines begins at a darker tone, and gets thicker as it goes on.
                dark = max(dark, Self.hatch((fx + fy) * 0.7071, pitch, (0.62 - tone) * 1.5))
                dark = max(dark, Self.hatch((fx - fy) * 0.7071, pitch, (0.42 - tone) * 1.6))
                dark = max(dark, Self.hatch(fy, pitch * 0.9, (0.26 - tone) * 2.2))
                dark = max(dark, min(1, max(0, tones.edge(x, y) * 5.5 - 0.22)))
                dark *= 0.86 + 0.14 * noise.at(x, y)
                let index = (y * canvas.width + x) * 4
                for channel in 0..<3 {
                    let wash = paper[channel] * (0.72 + 0.28 * Float(pixels[index + channel]) / 255)
                    let value = wash + (line[channel] - wash) * dark
                    pixels[index + channel] = UInt8(min(255, max(0, value * 255)))
                }
            }
        }
    }

    /// Black cut into wood: three tones, the middle one of tapering lines, on paper of one colour.
    func woodcut() {
        let tones = Tones(canvas).spread
        let paper = Colour(0xF0E2C4).mixed(palette.light, 0.25).channels
        let second = palette.accent.mixed(Colour(0xE8C890), 0.35).channels
        let black = Colour(0x17120F).mixed(palette.near, 0.2).channels
        let pitch = Float(max(3.5, canvas.unit * 0.95))
        let bends = SpotField(noise, canvas, size: 70, 1)
        let ripples = SpotField(noise, canvas, size: 17, 2)
        let pixels = canvas.pixels
        for y in 0..<canvas.height {
            for x in 0..<canvas.width {
                let tone = tones.light(x, y)
                let index = (y * canvas.width + x) * 4
                let bend = bends.at(x, y) * 9 + ripples.at(x, y) * 1.6
                let share = (0.74 - tone) * 1.75
                var dark = Self.hatch(Float(y) + bend + Float(x) * 0.12, pitch, share)
                dark = max(dark, min(1, max(0, tones.edge(x, y) * 8 - 0.5)))
                let red = Float(pixels[index])
                let blue = Float(pixels[index + 2])
                let warm = min(1, max(0, (red - blue - 45) / 60)) * 0.8
                for channel in 0..<3 {
                    let ground = paper[channel] + (second[channel] - paper[channel]) * warm
                    let value = ground + (black[channel] - ground) * dark
                    pixels[index + channel] = UInt8(min(255, max(0, value * 255)))
                }
            }
        }
    }

    /// The darkness at a place across lines of `pitch` pixels that cover a share of the paper.
    private static func hatch(_ place: Float, _ pitch: Float, _ share: Float) -> Float {
        guard share > 0.03 else { return 0 }
        let position = place / pitch
        let distance = abs(position - position.rounded()) * 2
        // One pixel from ink to paper.
        return min(1, max(0, (min(share, 1.05) - distance) * pitch * 0.5 + 0.5))
    }
}

/// The lightness of a picture, kept while its pixels are written anew.
struct Tones {
    private let width: Int
    private let height: Int
    private let light: [Float]

    init(_ canvas: Canvas) {
        width = canvas.width
        height = canvas.height
        let pixels = canvas.pixels
        light = (0..<canvas.width * canvas.height).map { index in
            let pixel = pixels + index * 4
            return (Float(pixel[0]) * 0.3 + Float(pixel[1]) * 0.55 + Float(pixel[2]) * 0.15) / 255
        }
    }

    /// Spread so that a night, too, has paper and ink: its 3rd per cent is black, its 97th white, and half of it is above
    /// 0.45.
    var spread: Tones {
        let sample = stride(from: 0, to: light.count, by: max(1, light.count / 4096)).map { light[$0] }.sorted()
        let low = sample[sample.count * 3 / 100]
        let high = max(sample[sample.count * 97 / 100], low + 0.05)
        let middle = min(max((sample[sample.count / 2] - low) / (high - low), 0.08), 0.9)
        let power = min(max(log(0.45) / log(middle), 0.4), 1.3)
        let table = (0...1023).map { powf(Float($0) / 1023, power) }
        return Tones(
            width: width, height: height,
            light: light.map { value in
                table[Int(min(max((value - low) / (high - low), 0), 1) * 1023)]
            })
    }

    private init(width: Int, height: Int, light: [Float]) {
        self.width = width
        self.height = height
        self.light = light
    }

    func light(_ x: Int, _ y: Int) -> Float { light.withUnsafeBufferPointer { $0[y &* width &+ x] } }

    /// How much the lightness changes here.
    func edge(_ x: Int, _ y: Int) -> Float {
        light.withUnsafeBufferPointer { light in
            let left = max(x - 1, 0)
            let right = min(x + 1, width - 1)
            let up = max(y - 1, 0)
            let down = min(y + 1, height - 1)
            let across = light[y &* width &+ right] - light[y &* width &+ left]
            let along = light[down &* width &+ x] - light[up &* width &+ x]
            return max(abs(across), abs(along))
        }
    }
}

/// Chance for each pixel.
struct PixelNoise {
    let seed: UInt32

    /// -1...1
    func at(_ x: Int, _ y: Int) -> Float {
        var bits = UInt32(truncatingIfNeeded: x) &* 0x9E37_79B1 ^ UInt32(truncatingIfNeeded: y) &* 0x85EB_CA77 ^ seed
        bits = (bits ^ (bits >> 15)) &* 0x2C1B_3C6D
        bits = (bits ^ (bits >> 12)) &* 0x297A_2D39
        bits ^= bits >> 15
        return Float(bits & 0xFFFF) / 32768 - 1
    }
}

/// Smooth chance for each pixel, with spots about `size` pixels wide: -1...1. Its corners are drawn once for a picture.
struct SpotField {
    private let share: Float
    private let columns: Int
    private let corners: [Float]

    init(_ noise: PixelNoise, _ canvas: Canvas, size: Int, _ salt: UInt32) {
        let own = PixelNoise(seed: noise.seed &+ salt &* 0x9E37_79B1)
        let columns = canvas.width / size + 3
        let rows = canvas.height / size + 3
        share = 1 / Float(size)
        self.columns = columns
        corners = (0..<rows * columns).map { own.at($0 % columns, $0 / columns) }
    }

    func at(_ x: Int, _ y: Int) -> Float {
        let fx = Float(x) * share
        let fy = Float(y) * share
        let column = Int(fx)
        let row = Int(fy)
        let across = fx - Float(column)
        let down = fy - Float(row)
        let h = across * across * (3 - 2 * across)
        let v = down * down * (3 - 2 * down)
        return corners.withUnsafeBufferPointer { corners in
            let start = row &* columns &+ column
            let next = start &+ columns
            let upper = corners[start] + (corners[start &+ 1] - corners[start]) * h
            let lower = corners[next] + (corners[next &+ 1] - corners[next]) * h
            return upper + (lower - upper) * v
        }
    }
}
