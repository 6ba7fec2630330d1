internal import Glibc

/// One person's head and shoulders. Numbers are in half widths of a mean head, from the middle between the eyes.
struct Bust {
    var stage: Stage
    let person: Likeness
    let centre: Point
    /// Pixels of one half width.
    let size: Double
    /// Where the light comes from: 1 right, -1 left.
    let side: Double

    init(stage: Stage, person: Likeness, centre: Point, size: Double) {
        self.stage = stage
        self.person = person
        self.centre = centre
        self.size = size
        side = stage.sun.x > centre.x ? 1 : -1
    }

    var canvas: Canvas { stage.canvas }
    var palette: Palette { stage.palette }
    /// What lies in the shade.
    var shade: Colour { palette.near.mixed(Colour(0x2A1A2A), 0.4) }

    func put(_ path: Path) -> Path { path.placed(at: centre, scale: size) }
    func at(_ x: Double, _ y: Double) -> Point { Point(centre.x + x * size, centre.y + y * size) }

    /// A piece of cut paper: its shadow on what is behind, and the piece.
    func piece(_ path: Path, _ colour: Colour, lift: Double = 0.06) {
        let path = put(path)
        canvas.shadow(
            path, blur: size * lift, offset: Point(-side * size * lift * 0.5, size * lift * 0.7), shade.faded(0.42))
        canvas.fill(path, colour)
    }

    func line(_ points: [Point], _ colour: Colour, _ width: Double) {
        var path = Path()
        path.move(points[0])
        if points.count == 3 { path.quad(points[1], points[2]) } else { path.line(points[1]) }
        canvas.stroke(put(path), colour, width: width * size)
    }

    mutating func draw() {
        drawHairBehind()
        drawBody()
        drawNeck()
        drawHead()
        drawFace()
        drawBeard()
        drawHair()
        drawHeadgear()
    }

    /// The outline of the face from ear to ear.
    var outline: Path {
        let c = person.cheek
        let j = person.jaw
        let n = person.chin
        let low = person.length
        let soft = person.isWoman || person.age == .child ? 0.9 : 1.0
        var path = Path()
        path.move(0, -1.12)
        path.curve(c * 0.75, -1.12, c * 1.02, -0.7, c, -0.1)
        path.curve(c * 0.99, 0.25, j * soft * 1.1, low * 0.55, j * soft * 0.92, low * 0.68)
        path.curve(j * soft * 0.75, low * 0.86, n * 1.3, low, 0, low)
        path.curve(-n * 1.3, low, -j * soft * 0.75, low * 0.86, -j * soft * 0.92, low * 0.68)
        path.curve(-j * soft * 1.1, low * 0.55, -c * 0.99, 0.25, -c, -0.1)
        path.curve(-c * 1.02, -0.7, -c * 0.75, -1.12, 0, -1.12)
        path.close()
        return path
    }

    private func drawNeck() {
        let wide = person.isWoman || person.age == .child ? 0.34 : 0.44
        var neck = Path()
        neck.move(-wide, 0.7)
        neck.line(wide, 0.7)
        neck.quad(wide * 1.02, 1.5, wide * 1.5, 1.86)
        neck.quad(0, 2.3, -wide * 1.5, 1.86)
        neck.quad(-wide * 1.02, 1.5, -wide, 0.7)
        neck.close()
        canvas.fill(put(neck), person.skin.mixed(shade, 0.3))
    }

    private func drawHead() {
        let ear = person.kin == .elf || person.kin == .goblin
        for ending in [-1.0, 1.0] {
            var path = Path()
            path.move(ending * person.cheek * 0.93, -0.18)
            path.curve(
                ending * (person.cheek + (ear ? 0.62 : 0.2)), ear ? -0.62 : -0.3, ending * (person.cheek + 0.22), 0.3,
                ending * person.cheek * 0.9, 0.36)
            path.close()
            canvas.fill(put(path), ending == side ? person.skin.darker(0.02) : person.skin.mixed(shade, 0.3))
        }
        piece(outline, person.skin, lift: 0.12)
        canvas.clipped(to: put(outline)) {
            // The half away from the light, its edge along brow, nose and chin.
            var dark = Path()
            dark.move(-side * 0.06, -1.3)
            dark.curve(side * 0.02, -0.6, -side * 0.1, -0.3, side * 0.02, 0.05)
            dark.line(side * person.noseWidth * 0.6, person.noseLength)
            dark.quad(-side * 0.06, person.noseLength + 0.1, -side * 0.04, person.noseLength + 0.2)
            dark.curve(side * 0.08, 0.85, -side * 0.05, 1.0, -side * 0.1, 1.6)
            dark.line(-side * 1.6, 1.6)
            dark.line(-side * 1.6, -1.3)
            dark.close()
            canvas.fill(put(dark), shade.mixed(person.skin, 0.35).faded(0.36))
            canvas.fill(put(.ellipse(side * 0.85, -0.1, 0.5, 1.1)), palette.light.faded(0.2))
            if person.kin != .undead, person.kin != .ghost {
                for x in [-0.52, 0.52] {
                    canvas.fill(
                        put(.ellipse(x, 0.42, 0.24, 0.17)),
                        .radial(
                            at(x, 0.42), size * 0.26, size * 0.2,
                            [(0, Colour(0xD9604A).faded(0.3)), (1, Colour(0xD9604A).faded(0))]))
                }
            }
        }
    }

    private func drawBody() {
        let cloth = person.cloth.mixed(palette.land, 0.22)
        let broad = person.isWoman || person.age == .child ? 1.75 : 2.15
        var body = Path()
        body.move(-0.5, 1.5)
        body.curve(-0.9, 1.78, -broad * 0.95, 1.8, -broad, 2.5)
        body.line(-broad - 0.35, 6)
        body.line(broad + 0.35, 6)
        body.line(broad, 2.5)
        body.curve(broad * 0.95, 1.8, 0.9, 1.78, 0.5, 1.5)
        body.quad(0, 2.05, -0.5, 1.5)
        body.close()
        piece(body, cloth, lift: 0.16)
        canvas.clipped(to: put(body)) {
            canvas.fill(put(.rectangle(side > 0 ? -4 : 0.15, 1, 3.85, 6)), shade.faded(0.25))
            canvas.fill(put(.ellipse(side * broad, 2.2, 0.9, 2.4)), palette.light.faded(0.14))
        }
        drawGarment(cloth, broad)
    }
}
