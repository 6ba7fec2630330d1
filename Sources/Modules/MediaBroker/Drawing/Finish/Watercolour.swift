/// The picture again in thin colours on rough paper: edges run, pigment gathers, a rim of paper stays free.
struct Watercolour {
    private let canvas: Canvas
    private let noise: PixelNoise

    init(canvas: Canvas, palette: Palette, chance: inout Chance) {
        self.canvas = canvas
        noise = PixelNoise(seed: UInt32(truncatingIfNeeded: chance.next()))
    }

    func apply() {
        let width = canvas.width
        let height = canvas.height
        let source = [UInt8](UnsafeBufferPointer(start: canvas.pixels, count: width * height * 4))
        let tones = Tones(canvas)
        let paper: [Float] = [252, 247, 236]
        let unit = Float(canvas.unit)
        let reach = unit * 0.9
        let wide = max(2, Int(unit * 3))
        let fine = max(2, Int(unit * 0.8))
        let broad = max(2, Int(unit * 16))
        source.withUnsafeBufferPointer { source in
            for y in 0..<height {
                for x in 0..<width {
                    // The brush did not follow the line exactly.
                    let dx = noise.smooth(x, y, wide) * reach
                    let dy = noise.smooth(x + 7919, y, wide) * reach
                    let fromX = min(max(x + Int(dx), 0), width - 1)
                    let fromY = min(max(y + Int(dy), 0), height - 1)
                    let from = (fromY * width + fromX) * 4
                    let pool = noise.smooth(x, y + 5381, broad)
                    let tooth = noise.at(x, y) * 0.5 + noise.smooth(x, y + 977, fine) * 0.5
                    // Pigment gathers at edges and in pools, and lies in the hollows of the paper.
                    let amount = 0.8 + 0.14 * pool + 0.07 * tooth + min(0.35, tones.edge(fromX, fromY) * 1.3)
                    let margin = free(x, y, unit)
                    for channel in 0..<3 {
                        let lifted = Float(source[from + channel]) * 0.86 + 34
                        let thin = paper[channel] + (min(lifted, 255) - paper[channel]) * amount
                        let value = thin + (paper[channel] + tooth * 3 - thin) * margin
                        canvas.pixels[(y * width + x) * 4 + channel] = UInt8(min(255, max(0, value)))
                    }
                }
            }
        }
    }

    /// 1 on the free rim, 0 inside.
    private func free(_ x: Int, _ y: Int, _ unit: Float) -> Float {
        let distance = Float(min(min(x, canvas.width - 1 - x), min(y, canvas.height - 1 - y)))
        let edge =
            unit * 2.6 + noise.smooth(x, y, max(2, Int(unit * 5))) * unit * 1.3 + noise.smooth(x, y, max(2, Int(unit)))
            * unit * 0.4
        return min(1, max(0, (edge - distance) / max(unit * 0.25, 0.5)))
    }
}
