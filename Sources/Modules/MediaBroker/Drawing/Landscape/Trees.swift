internal import Glibc

/// How trees of a picture are shaped.
enum TreeKind: Hashable {
    case pine, round, birch, bare, palm

    static let words = Lexicon<TreeKind>([
        (.pine, "pine* fir firs spruce* conifer* taiga сосн* ель ели елк* елов* хвойн* тайг*"),
        (.birch, "birch* aspen* берез* осин*"),
        (.palm, "palm* jungle* пальм* джунгл*"),
        (.bare, "dead leafless bare голые голых мертвые мертвых сухие сухих"),
        (.round, "oak* apple maple* дуб дуба дубы дубов* яблон* клен*"),
    ])
}

extension Stage {
    mutating func treeKind() -> TreeKind {
        if let kind = TreeKind.words.first(in: reading.words) { return kind }
        if reading.names(.desert) || reading.names(.island) { return .palm }
        if reading.names(.graveyard) || reading.names(.marsh) || reading.mood == .dread { return .bare }
        if reading.season == .winter || reading.names(.snowfield) { return chance.happens(0.7) ? .pine : .bare }
        if reading.season == .autumn || reading.season == .spring { return chance.happens(0.7) ? .round : .birch }
        return chance.pick([.pine, .pine, .round, .birch])
    }

    mutating func tree(_ kind: TreeKind, _ foot: Point, _ height: Double, distance: Double) {
        switch kind {
        case .pine: pine(foot, height, distance)
        case .round, .birch: leafy(foot, height, distance, thin: kind == .birch)
        case .bare: canvas.fill(bareTree(foot, height), tone(distance))
        case .palm: palm(foot, height, distance)
        }
    }

    /// Trees along a line, smaller and paler the farther away.
    mutating func treeLine(
        _ line: [Point], _ kind: TreeKind, height: Double, distance: Double, density: Double,
        gap: ClosedRange<Double>? = nil
    ) {
        var x = -height * 0.3
        while x < w + height * 0.3 {
            let share = x / w
            if gap.map({ !$0.contains(share) }) ?? true {
                let tall = height * chance.number(0.55...1.15)
                tree(kind, Point(x, surface(line, min(max(x, 0), w)) + 0.6 * u), tall, distance: distance)
            }
            x += height * chance.number(0.18...0.5) / density
        }
    }

    private var leaf: Colour {
        switch reading.season {
        case .autumn: Colour(0xC8742A)
        case .spring: Colour(0xE3A0A8)
        default: palette.land
        }
    }

    private mutating func pine(_ foot: Point, _ height: Double, _ distance: Double) {
        let colour = tone(distance)
        let half = height * chance.number(0.16...0.24)
        let tiers = 6
        var left: [Point] = []
        var right: [Point] = []
        let top = Point(foot.x, foot.y - height)
        for tier in 1...tiers {
            let share = Double(tier) / Double(tiers)
            let y = foot.y - height * (1 - share * 0.92)
            let reach = half * (0.12 + 0.88 * share) * chance.number(0.85...1.12)
            left.append(Point(foot.x - reach, y))
            left.append(Point(foot.x - reach * 0.52, y - height * 0.025))
            right.append(Point(foot.x + reach, y))
            right.append(Point(foot.x + reach * 0.52, y - height * 0.025))
        }
        canvas.fill(.rectangle(foot.x - height * 0.015, foot.y - height * 0.1, height * 0.03, height * 0.1), colour)
        canvas.fill(.polygon([top] + left + right.reversed()), colour)
        guard height > 4 * u else { return }
        let side = lit(foot.x) > 0 ? right : left
        canvas.fill(
            .polygon([top] + side + [Point(foot.x, foot.y - height * 0.1)]), shine(distance).faded(0.5))
        guard isSnowy else { return }
        let white = Colour.white.mixed(palette.sky[1], 0.35).mixed(palette.haze, distance * 0.4)
        for tier in stride(from: 0, to: tiers * 2, by: 2) {
            let a = left[tier]
            let b = right[tier]
            var path = Path()
            path.move(a)
            path.quad(foot.x, a.y - height * 0.13, b.x, b.y)
            path.quad(foot.x, a.y - height * 0.02, a.x, a.y)
            path.close()
            canvas.fill(path, white.faded(isDark ? 0.55 : 0.85))
        }
    }

    private mutating func leafy(_ foot: Point, _ height: Double, _ distance: Double, thin: Bool) {
        let base = tone(distance)
        let crown = base.mixed(
            leaf, reading.season == nil || reading.season == .summer ? 0.2 : 0.55 * (1 - distance * 0.5))
        let trunk = thin ? Colour(0xE8E2D6).mixed(base, 0.35 + 0.4 * distance) : base.darker(0.03)
        let lean = chance.number(-0.05...0.05) * height
        let spine = [
            foot, Point(foot.x + lean * 0.4, foot.y - height * 0.4), Point(foot.x + lean, foot.y - height * 0.75),
        ]
        let wide = height * (thin ? 0.035 : 0.07)
        canvas.fill(.brush(spine, widths: [wide, wide * 0.7, wide * 0.3]), trunk)
        let centre = Point(foot.x + lean, foot.y - height * 0.66)
        var path = lump(centre, height * (thin ? 0.13 : 0.21))
        var bright = Path()
        for _ in 0..<(height > 5 * u ? 9 : 5) {
            let reach = height * (thin ? 0.14 : 0.24)
            let point = centre + Point(chance.number(-1...1) * reach, chance.number(-1...0.8) * height * 0.24)
            let radius = height * chance.number(0.09...0.17) * (thin ? 0.75 : 1)
            path.append(lump(point, radius))
            let side = lit(foot.x)
            bright.append(lump(point + Point(side * radius * 0.25, -radius * 0.3), radius * 0.62))
        }
        canvas.fill(path, crown)
        guard height > 3 * u else { return }
        canvas.fill(bright, crown.mixed(palette.light, isDark ? 0.1 : 0.26).faded(0.55))
    }

    private mutating func lump(_ centre: Point, _ radius: Double) -> Path {
        .blob(
            (0..<9).map { index in
                centre.moved(radius * chance.number(0.85...1.2), angle: Double(index) / 9 * 2 * .pi)
            })
    }

    /// Trunk and branches without a leaf.
    mutating func bareTree(_ foot: Point, _ height: Double) -> Path {
        var path = Path()
        branch(
            &path, foot, angle: -.pi / 2 + chance.number(-0.12...0.12), length: height * 0.36, width: height * 0.07,
            depth: 5)
        return path
    }

    private mutating func branch(
        _ path: inout Path, _ from: Point, angle: Double, length: Double, width: Double, depth: Int
    ) {
        let bend = chance.number(-0.25...0.25)
        let middle = from.moved(length * 0.5, angle: angle)
        let end = middle.moved(length * 0.5, angle: angle + bend)
        path.append(.brush([from, middle, end], widths: [width, width * 0.8, width * 0.55]))
        guard depth > 0 else { return }
        for index in 0..<(depth > 3 ? 2 : chance.integer(2...3)) {
            let side = index.isMultiple(of: 2) ? 1.0 : -1.0
            let turn = side * chance.number(0.25...0.75)
            branch(
                &path, end, angle: angle + bend + turn, length: length * chance.number(0.62...0.86),
                width: width * 0.58,
                depth: depth - 1)
        }
    }

    private mutating func palm(_ foot: Point, _ height: Double, _ distance: Double) {
        let colour = tone(distance)
        let lean = chance.number(0.08...0.25) * height * chance.sign()
        let top = Point(foot.x + lean, foot.y - height)
        let spine = [foot, Point(foot.x + lean * 0.25, foot.y - height * 0.5), top]
        canvas.fill(.brush(spine, widths: [height * 0.07, height * 0.05, height * 0.035]), colour)
        for index in 0..<8 {
            let angle = -.pi / 2 + (Double(index) - 3.5) * 0.62 + chance.number(-0.1...0.1)
            let reach = height * chance.number(0.34...0.46)
            let tip = top.moved(reach, angle: angle) + Point(0, reach * 0.35)
            let middle = top.moved(reach * 0.55, angle: angle) + Point(0, -reach * 0.08)
            canvas.fill(.brush([top, middle, tip], widths: [height * 0.015, height * 0.075, height * 0.005]), colour)
        }
    }

    /// Trunks and boughs so near that they frame the picture.
    mutating func frame(_ kind: TreeKind) {
        let colour = palette.near.mixed(.black, 0.2)
        for side in [-1.0, 1.0] where chance.happens(0.75) {
            let x = side < 0 ? w * chance.number(-0.02...0.08) : w * chance.number(0.92...1.02)
            let width = u * chance.number(7...13)
            let spine = [
                Point(x, h + 4), Point(x + side * 1.5 * u, h * 0.6), Point(x - side * 2 * u, h * 0.25),
                Point(x + side * u, -8),
            ]
            canvas.fill(.brush(spine, widths: [width * 1.35, width, width * 0.85, width * 0.7]), colour)
            for _ in 0..<4 {
                let start = Point(x, h * chance.number(0.04...0.4))
                let reach = u * chance.number(12...30)
                let end = start + Point(-side * reach, -reach * chance.number(-0.15...0.4))
                let middle = start.toward(end, 0.5) + Point(0, reach * chance.number(-0.15...0.1))
                canvas.fill(.brush([start, middle, end], widths: [width * 0.3, width * 0.17, width * 0.04]), colour)
                guard kind != .bare else { continue }
                leaves(from: start, to: end, colour)
            }
        }
    }

    /// Leaves, or needles that hang, along a bough.
    private mutating func leaves(from start: Point, to end: Point, _ colour: Colour) {
        var path = Path()
        for _ in 0..<70 {
            let point =
                start.toward(end, chance.number(0.25...1.05))
                + Point(chance.number(-2.5...2.5) * u, chance.number(-2...3.5) * u)
            path.append(
                Path.ellipse(0, 0, 1.5, 0.55).placed(
                    at: point, scale: u * chance.number(0.5...1.05), turned: chance.number(0...3.1)))
        }
        canvas.fill(path, colour)
    }

    /// Blades and stalks at the lower edge.
    mutating func grass(_ height: Double, count: Int, on line: [Point]? = nil, _ colour: Colour) {
        var path = Path()
        for _ in 0..<Int(Double(count) * max(1, w / h)) {
            let x = chance.number(-0.02...1.02) * w
            let foot = Point(x, line.map { surface($0, min(max(x, 0), w)) + 0.5 * u } ?? h + u)
            let tall = (line == nil ? 1 : 0.45) * height * chance.number(0.4...1) * (0.55 + 0.9 * abs(foot.x / w - 0.5))
            let lean = chance.number(-0.35...0.35) * tall
            let tip = Point(foot.x + lean, foot.y - tall)
            path.append(
                .brush(
                    [foot, Point(foot.x + lean * 0.3, foot.y - tall * 0.55), tip],
                    widths: [height * 0.055, height * 0.04, height * 0.004]))
        }
        canvas.fill(path, colour)
    }

    /// Cattails and rushes in clumps.
    mutating func reeds(_ foot: Point, _ height: Double, _ colour: Colour) {
        for _ in 0..<7 {
            let x = foot.x + chance.number(-0.3...0.3) * height
            let tall = height * chance.number(0.5...1)
            let lean = chance.number(-0.15...0.15) * tall
            let tip = Point(x + lean, foot.y - tall)
            canvas.fill(
                .brush(
                    [Point(x, foot.y), Point(x + lean * 0.4, foot.y - tall * 0.6), tip],
                    widths: [height * 0.03, height * 0.022, height * 0.01]),
                colour)
            if chance.happens(0.5) {
                let head = Path.ellipse(0, 0, height * 0.028, height * 0.1)
                canvas.fill(head.placed(at: tip, turned: lean / tall), colour)
            }
        }
    }
}
