internal import Glibc

/// A thing on its medallion. Numbers are per cent of the shorter side, from the middle; it fits into 33 each way.
struct Emblem {
    let canvas: Canvas
    let palette: Palette
    let gem: Colour
    var chance: Chance

    private static let steels: [UInt32] = [0xC8D0D8, 0xB8BEC8, 0xD8D2C4]
    let steel: Colour
    let wood = Colour(0x7A4E2E)
    let gold = Colour(0xE2B04A)
    let leather = Colour(0x6A4030)
    let cloth: Colour

    let words: [String]

    init(canvas: Canvas, palette: Palette, gem: Colour, chance: Chance, words: [String]) {
        self.words = words
        self.canvas = canvas
        self.palette = palette
        self.gem = gem
        var chance = chance
        steel = Colour(chance.pick(Self.steels))
        cloth = palette.accent.shifted(hue: chance.number(-25...25)).mixed(palette.land, 0.25)
        self.chance = chance
    }

    func put(_ path: Path, turned: Double = 0) -> Path {
        path.placed(at: place(0, 0), scale: canvas.unit, turned: turned)
    }

    func place(_ x: Double, _ y: Double) -> Point {
        Point(canvas.w / 2 + x * canvas.unit, canvas.h / 2 + y * canvas.unit)
    }

    /// A part with its shadow, bright from the upper left.
    func part(_ path: Path, _ colour: Colour, turned: Double = 0, lift: Double = 1.6) {
        let shape = put(path, turned: turned)
        let u = canvas.unit
        if lift > 0 {
            canvas.shadow(shape, blur: lift * u, offset: Point(0.6 * lift * u, lift * u), Colour.black.faded(0.5))
        }
        canvas.fill(
            shape,
            .linear(
                Point(canvas.w / 2 - 24 * u, canvas.h / 2 - 28 * u),
                Point(canvas.w / 2 + 24 * u, canvas.h / 2 + 28 * u),
                [(0, colour.mixed(.white, 0.35)), (0.45, colour), (1, colour.mixed(palette.near, 0.45))]))
    }

    func shine(_ path: Path, turned: Double = 0, _ strength: Double = 0.5) {
        canvas.fill(put(path, turned: turned), Colour.white.faded(strength))
    }
    func dark(_ path: Path, turned: Double = 0, _ strength: Double = 0.35) {
        canvas.fill(put(path, turned: turned), palette.near.faded(strength))
    }

    func line(_ points: [Point], _ colour: Colour, _ width: Double, turned: Double = 0) {
        var path = Path()
        path.move(points[0])
        if points.count == 3 {
            path.quad(points[1], points[2])
        } else {
            for point in points.dropFirst() { path.line(point) }
        }
        canvas.stroke(put(path, turned: turned), colour, width: width * canvas.unit)
    }

    func jewel(_ x: Double, _ y: Double, _ radius: Double, turned: Double = 0) {
        let shape = put(.circle(x, y, radius), turned: turned)
        canvas.fill(shape, gem.darker(0.12))
        canvas.fill(put(.circle(x, y, radius * 0.75), turned: turned), gem.lighter(0.06))
        shine(.ellipse(x - radius * 0.25, y - radius * 0.3, radius * 0.3, radius * 0.2), turned: turned, 0.8)
    }

    mutating func draw(_ kind: ItemKind) {
        switch kind {
        case .sword: sword(length: 62, width: 5.2)
        case .dagger: sword(length: 40, width: 6)
        case .axe: axe()
        case .bow: bow()
        case .staff: staff()
        case .shield: shield()
        case .helmet: helmet()
        case .armour: armour()
        case .boots: boots()
        case .potion: potion()
        case .book: book()
        case .scroll: scroll()
        case .ring: ring()
        case .amulet: amulet()
        case .key: key()
        case .lantern: lantern()
        case .gem: crystal()
        case .coin: coins()
        case .clock: clock()
        case .food: food()
        case .bag: bag()
        case .crown: crown()
        case .feather: feather()
        case .tool: tool()
        }
    }
}
