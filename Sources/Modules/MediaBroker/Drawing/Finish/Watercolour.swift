/// The picture again in thin colours on rough paper: edges run, pigment gathers, a rim of paper stays free.
struct Watercolour {
    private let canvas: Canvas
    private let noise: PixelNoise
    private let unit: Float
    /// Where the brush did not follow the line exactly, across and down.
    private let across: SpotField
    private let down: SpotField
    /// Where pigment gathers.
    private let pools: SpotField
    /// The tooth of the paper.
    private let teeth: SpotField
    /// How the rim frays, in the large and in the small.
    private let bays: SpotField
    private let frays: SpotField

    init(canvas: Canvas, palette: Palette, chance: inout Chance) {
        self.canvas = canvas
        noise = PixelNoise(seed: UInt32(truncatingIfNeeded: chance.next()))
        unit = Float(canvas.unit)
        let noise = noise
        func field(_ units: Double, _ salt: UInt32) -> SpotField {
            SpotField(noise, canvas, size: max(2, Int(canvas.unit * units)), salt)
        }
        across = field(3, 1)
        down = field(3, 2)
        pools = field(16, 3)
        teeth = field(0.8, 4)
        bays = field(5, 5)
        frays = field(1, 6)
    }

    func apply() {
        let width = canvas.width
        let height = canvas.height
        let source = [UInt8](UnsafeBufferPointer(start: canvas.pixels, count: width * height * 4))
        let tones = Tones(canvas)
        let paper = SIMD4<Float>(252, 247, 236, 0)
        let reach = unit * 0.9
        source.withUnsafeBufferPointer { source in
            for y in 0..<height {
                for x in 0..<width {
                    let fromX = min(max(x + Int(across.at(x, y) * reach), 0), width - 1)
                    let fromY = min(max(y + Int(down.at(x, y) * reach), 0), height - 1)
                    let from = (fromY &* width &+ fromX) &* 4
                    let tooth = noise.at(x, y) * 0.5 + teeth.at(x, y) * 0.5
                    // Pigment gathers at edges and in pools, and lies in the hollows of the paper.
                    let edge = min(0.35, tones.edge(fromX, fromY) * 1.3)
                    let amount = 0.8 + 0.14 * pools.at(x, y) + 0.07 * tooth + edge
                    let colour = SIMD4(Float(source[from]), Float(source[from &+ 1]), Float(source[from &+ 2]), 0)
                    let lifted = (colour * 0.86 + 34).clamped(lowerBound: .zero, upperBound: SIMD4(repeating: 255))
                    let thin = paper + (lifted - paper) * amount
                    let value = (thin + (paper + tooth * 3 - thin) * free(x, y))
                        .clamped(lowerBound: .zero, upperBound: SIMD4(repeating: 255))
                    let pixel = canvas.pixels + (y &* width &+ x) &* 4
                    for channel in 0..<3 { pixel[channel] = UInt8(value[channel]) }
                }
            }
        }
    }

    /// 1 on the free rim, 0 inside.
    private func free(_ x: Int, _ y: Int) -> Float {
        let distance = Float(min(min(x, canvas.width - 1 - x), min(y, canvas.height - 1 - y)))
        guard distance < unit * 4.6 else { return 0 }
        let edge = unit * 2.6 + bays.at(x, y) * unit * 1.3 + frays.at(x, y) * unit * 0.4
        return min(1, max(0, (edge - distance) / max(unit * 0.25, 0.5)))
    }
}
