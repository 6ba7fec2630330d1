internal import Glibc

/// Under the earth: gates of rock or of masonry, one behind the other, up to a light.
struct Cave {
    private var stage: Stage
    private let heart: Point
    private let isBuilt: Bool

    private static let built = Lexicon<Bool>([
        (true, "dungeon* crypt* catacomb* vault* tunnel* подземел* склеп* катакомб* туннел* тоннел*")
    ])

    init(_ stage: Stage) {
        var stage = stage
        heart = Point(stage.w * stage.chance.number(0.42...0.58), stage.h * stage.chance.number(0.44...0.54))
        isBuilt = Self.built.first(in: stage.reading.words) ?? false
        stage.sun = heart
        self.stage = stage
    }

    private var u: Double { stage.u }
    private var canvas: Canvas { stage.canvas }

    mutating func draw() {
        let palette = stage.palette
        canvas.fill(
            canvas.all,
            .radial(
                heart, stage.w * 0.7, stage.h * 0.7,
                [
                    (0, palette.light.mixed(palette.sky[2], 0.35)), (0.28, palette.sky[2]), (0.6, palette.sky[1]),
                    (1, palette.sky[0]),
                ]))
        let rings = 5
        for ring in 0..<rings {
            let share = Double(ring) / Double(rings - 1)
            let distance = 0.85 - 0.8 * share
            let reach = 0.2 + 0.36 * pow(share, 1.25)
            let hole = isBuilt ? arch(reach) : opening(reach)
            var shape = canvas.all
            shape.append(hole)
            let rock = stage.tone(distance)
            canvas.fill(
                shape,
                .radial(
                    heart, stage.w * (reach + 0.25), stage.h * (reach + 0.25),
                    [(0, rock.mixed(palette.light, 0.16)), (0.75, rock), (1, rock.mixed(palette.near, 0.5))]),
                evenOdd: true)
            if isBuilt {
                torches(reach, share)
            } else {
                dripstones(reach, share, rock)
                crystals(reach, share)
            }
            canvas.glow(heart, (30 + 22 * share) * u, palette.light.faded(0.13))
        }
        ground()
        for _ in 0..<24 {
            let point = Point(stage.w * stage.chance.number(0.1...0.9), stage.h * stage.chance.number(0.2...0.9))
            canvas.fill(
                .circle(point.x, point.y, u * stage.chance.number(0.1...0.28)),
                palette.light.faded(stage.chance.number(0.2...0.6)))
        }
    }

    /// A worn hole.
    private mutating func opening(_ reach: Double) -> Path {
        let count = 46
        var points: [Point] = []
        let noise = Noise(&stage.chance)
        for index in 0..<count {
            let angle = Double(index) / Double(count) * 2 * .pi
            let size = reach * (1 + 0.2 * noise.fractal(angle * 1.6, octaves: 3))
            points.append(
                Point(heart.x + cos(angle) * size * stage.w * 0.98, heart.y + sin(angle) * size * stage.h * 0.86))
        }
        return .blob(points)
    }

    /// Stone that hangs from the upper edge of a hole, and some that grows from the lower one.
    private mutating func dripstones(_ reach: Double, _ share: Double, _ rock: Colour) {
        for _ in 0..<Int(9 + 7 * share) {
            let angle = stage.chance.number(0.2...2.94)
            let grows = stage.chance.happens(0.28)
            let edge = Point(
                heart.x + cos(angle) * reach * stage.w, heart.y + (grows ? 1 : -1) * sin(angle) * reach * stage.h * 0.9)
            let long = u * stage.chance.number(4...15) * (0.5 + share) * (grows ? -0.7 : 1)
            let half = abs(long) * stage.chance.number(0.1...0.2)
            let tip = Point(edge.x + stage.chance.number(-0.08...0.08) * long, edge.y + long)
            var path = Path()
            path.move(edge.x - half * 1.6, edge.y - long * 0.4)
            path.quad(Point(edge.x - half * 0.4, edge.y + long * 0.2), tip)
            path.quad(Point(edge.x + half * 0.4, edge.y + long * 0.2), Point(edge.x + half * 1.6, edge.y - long * 0.4))
            path.close()
            canvas.fill(path, rock)
        }
    }

    private func arch(_ reach: Double) -> Path {
        let half = reach * stage.w * 0.72
        let foot = heart.y + reach * stage.h * 0.8
        let spring = heart.y - reach * stage.h * 0.15
        var path = Path()
        path.move(heart.x - half, foot)
        path.line(heart.x - half, spring)
        path.curve(
            heart.x - half, spring - half * 0.75, heart.x - half * 0.45, spring - half * 1.05, heart.x,
            spring - half * 1.15)
        path.curve(
            heart.x + half * 0.45, spring - half * 1.05, heart.x + half, spring - half * 0.75, heart.x + half, spring)
        path.line(heart.x + half, foot)
        path.close()
        return path
    }

    private mutating func torches(_ reach: Double, _ share: Double) {
        guard share > 0.2 else { return }
        for side in [-1.0, 1.0] {
            let size = u * (0.7 + 1.2 * share)
            let foot = Point(heart.x + side * (reach * stage.w * 0.72 + 2.4 * size), heart.y - reach * stage.h * 0.08)
            canvas.stroke(.polyline([foot + Point(0, size * 2.4), foot]), stage.palette.near, width: size * 0.5)
            stage.campfire(foot, size * 0.8)
        }
    }

    private mutating func crystals(_ reach: Double, _ share: Double) {
        guard share > 0.2, stage.reading.mood == .mystic || stage.chance.happens(0.45) else { return }
        for _ in 0..<3 {
            let angle = stage.chance.number(0.5...2.6)
            let foot = Point(heart.x + cos(angle) * reach * stage.w, heart.y + sin(angle) * reach * stage.h * 0.88)
            let size = u * (3 + 5 * share) * stage.chance.number(0.7...1.3)
            canvas.glow(foot, size * 2.4, stage.palette.accent.faded(0.45))
            for lean in [-0.45, 0.0, 0.4] {
                let tall = size * stage.chance.number(0.7...1.3)
                let shape = Path.polygon([
                    Point(-0.17, 0), Point(-0.2, -0.7), Point(0, -1), Point(0.2, -0.7), Point(0.17, 0),
                ])
                canvas.fill(
                    shape.placed(at: foot, scale: tall, turned: lean),
                    stage.palette.accent.mixed(stage.palette.near, 0.25))
                canvas.fill(
                    Path.polygon([Point(0, 0), Point(0, -1), Point(0.2, -0.7), Point(0.17, 0)]).placed(
                        at: foot, scale: tall, turned: lean), stage.palette.accent.mixed(.white, 0.45))
            }
        }
    }

    private mutating func ground() {
        let palette = stage.palette
        let top = stage.h * 0.8
        if stage.chance.happens(0.5), !isBuilt {
            canvas.fill(
                .ellipse(heart.x, stage.h * 0.84, 30 * u, 4.5 * u),
                .vertical(top, stage.h * 0.9, [(0, palette.sky[2].mixed(palette.light, 0.3)), (1, palette.sky[1])]))
        }
        let line = stage.ridge(stage.h * 0.88, height: 3 * u, wave: 26 * u)
        canvas.fill(stage.closed(line), .vertical(stage.h * 0.84, stage.h, [(0, stage.tone(0.14)), (1, palette.near)]))
        stage.party(line, x: heart.x + stage.chance.number(-9...9) * u, 13 * u, palette.near.mixed(.black, 0.2))
    }
}
