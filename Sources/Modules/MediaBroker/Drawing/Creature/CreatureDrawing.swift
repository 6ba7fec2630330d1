internal import Glibc

/// A creature before its place, lit from behind: its shape says what it is, its eyes that it has seen you.
enum CreatureDrawing {
    static func draw(_ canvas: Canvas, _ palette: Palette, _ reading: PromptReading, _ chance: Chance, likeness: String)
    {
        var stage = Stage(canvas, palette, reading, chance)
        stage.sun = Point(canvas.w * (stage.sun.x > canvas.w / 2 ? 0.62 : 0.38), canvas.h * 0.3)
        background(&stage)
        var kind = Chance("creature", likeness)
        let family = CreatureFamily.words.first(in: reading.words) ?? kind.pick(CreatureFamily.allCases)
        let size = min(canvas.w, canvas.h) * 0.4
        var beast = Beast(stage: stage, chance: kind, centre: Point(canvas.w / 2, canvas.h * 0.56), size: size)
        beast.draw(family)
        stage.mist(canvas.h * 0.97, 12 * stage.u, 0.35)
        stage.drawWeather()
    }

    private static func background(_ stage: inout Stage) {
        let canvas = stage.canvas
        let u = stage.u
        stage.horizon = canvas.h * 0.6
        let place = stage.reading.places.first ?? stage.chance.pick([.forest, .mountains, .ruins, .marsh, .cave])
        if place.isInside || place == .cave {
            var cave = Cave(stage)
            cave.draw()
        } else {
            stage.drawSky()
            stage.drawPlace(place)
        }
        canvas.fill(canvas.all, stage.palette.haze.mixed(stage.palette.sky[1], 0.5).faded(0.55))
        canvas.glow(
            Point(canvas.w / 2, canvas.h * 0.45), 62 * u,
            stage.palette.sky[2].mixed(stage.palette.light, 0.45).faded(0.75))
        let line = stage.ridge(canvas.h * 0.88, height: 2.5 * u, wave: 30 * u)
        canvas.fill(
            stage.closed(line), .vertical(canvas.h * 0.84, canvas.h, [(0, stage.tone(0.2)), (1, stage.palette.near)]))
        stage.grass(8 * u, count: 120, on: line, stage.tone(0.12))
    }
}

/// One creature. Numbers are in its half sizes, from its middle; 0.8 down is the ground.
struct Beast {
    var stage: Stage
    var chance: Chance
    let centre: Point
    let size: Double
    let mirrored: Bool
    /// The body's colour, and that of eyes and marks.
    let hide: Colour
    let mark: Colour

    init(stage: Stage, chance: Chance, centre: Point, size: Double) {
        self.stage = stage
        var chance = chance
        self.centre = centre
        self.size = size
        mirrored = chance.happens(0.5)
        let palette = stage.palette
        let own = Colour(chance.pick([0x3A2C34, 0x2C3440, 0x403228, 0x28363A, 0x3A3048, 0x44302A]))
        hide = palette.near.mixed(own, 0.7).mixed(palette.land, 0.2)
        let eye = Colour(chance.pick([0xFFC23C, 0xFF6A3C, 0xC8F06A, 0x7AE8F0, 0xFF4A5A, 0xF2F0FF]))
        mark = eye.mixed(palette.light, 0.15)
        self.chance = chance
    }

    var canvas: Canvas { stage.canvas }
    var palette: Palette { stage.palette }
    /// The side of the light, in the creature's own left and right.
    var side: Double { (stage.sun.x > centre.x ? 1 : -1) * (mirrored ? -1 : 1) }

    func put(_ path: Path) -> Path { path.placed(at: centre, scale: size, mirrored: mirrored) }
    func at(_ x: Double, _ y: Double) -> Point { Point(centre.x + x * size * (mirrored ? -1 : 1), centre.y + y * size) }

    /// A body part: dark, with an edge that the light behind it catches.
    func solid(_ path: Path, _ colour: Colour, rim: Double = 0.035) {
        let shape = put(path)
        canvas.fill(shape, palette.light.mixed(colour, 0.35))
        let push = Point(-(stage.sun.x > centre.x ? 1.0 : -1.0) * rim * size, rim * size * 0.9)
        canvas.clipped(to: shape) {
            let inner = path.placed(at: centre + push, scale: size, mirrored: mirrored)
            canvas.fill(
                inner,
                .vertical(
                    centre.y - size * 0.8, centre.y + size * 0.8,
                    [(0, colour.lighter(0.05)), (0.6, colour), (1, colour.mixed(palette.near, 0.5))]))
        }
    }

    func eye(_ x: Double, _ y: Double, _ radius: Double) {
        canvas.glow(at(x, y), radius * size * 7, mark.faded(0.6))
        canvas.fill(put(.ellipse(x, y, radius, radius * 0.8)), mark)
        canvas.fill(put(.ellipse(x, y, radius * 0.28, radius * 0.72)), Colour(0x140C10))
        canvas.fill(put(.circle(x - radius * 0.3, y - radius * 0.3, radius * 0.2)), .white)
    }

    func stroke(_ points: [Point], _ colour: Colour, _ width: Double) {
        var path = Path()
        path.move(points[0])
        if points.count == 3 {
            path.quad(points[1], points[2])
        } else {
            for point in points.dropFirst() { path.line(point) }
        }
        canvas.stroke(put(path), colour, width: width * size)
    }

    /// The dark under whoever stands on the ground.
    func groundShadow(_ half: Double) {
        let foot = at(0, 0.82)
        canvas.fill(
            .ellipse(foot.x, foot.y, half * size, 0.09 * size),
            .radial(foot, half * size, 0.09 * size, [(0, palette.near.faded(0.7)), (1, palette.near.faded(0))]))
    }

    mutating func draw(_ family: CreatureFamily) {
        switch family {
        case .wolf: wolf()
        case .bear: bear(isHorned: false)
        case .brute: bear(isHorned: true)
        case .bird: bird()
        case .spider: spider()
        case .ghost: ghost()
        case .dragon: dragon()
        case .insect: moth()
        case .fish: fish()
        case .humanoid: goblin()
        case .slime: slime()
        case .clockwork: clockwork()
        case .serpent: serpent()
        case .plant: plant()
        case .skeleton: skeleton()
        }
    }
}
