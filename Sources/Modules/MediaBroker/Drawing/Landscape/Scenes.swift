internal import Glibc

extension Stage {
    /// The land of a place, from far to near.
    mutating func drawPlace(_ place: Place) {
        switch place {
        case .forest: forest()
        case .sea: sea()
        case .mountains: heights()
        case .city: city()
        case .village: village()
        case .castle: castleHill()
        case .road: roadAway()
        case .bridge: gorge()
        case .marsh: marsh()
        case .desert: desert()
        case .snowfield: snowfield()
        case .station: station()
        case .church: churchHill()
        case .field: fields()
        case .river: river()
        case .ruins: ruins()
        case .graveyard: graveyard()
        case .market: market()
        case .harbour: harbour()
        case .island: island()
        case .tower: towerHill()
        case .sky: aloft()
        case .camp: camp()
        case .cave, .tavern, .room, .library, .workshop: break
        }
    }

    /// One or two ranges behind everything.
    private mutating func backdrop(_ style: Int? = nil) {
        let y = horizon + 2 * u
        switch style ?? chance.integer(0...2) {
        case 0:
            mountains(y, height: chance.number(20...34) * u, distance: 0.92, snow: chance.happens(0.6) ? 0.35 : 0)
            mist(y, 7 * u, 0.5)
        case 1:
            land(ridge(y - 6 * u, height: 9 * u, wave: 30 * u), distance: 0.95)
            land(ridge(y - u, height: 6 * u, wave: 22 * u), distance: 0.82)
        default:
            land(ridge(y - 3 * u, height: 5 * u, wave: 45 * u, octaves: 3), distance: 0.9)
        }
        mist(y + 2 * u, 6 * u, 0.35)
    }

    /// Ground near the viewer, with its grass.
    @discardableResult
    private mutating func foreground(_ y: Double, height: Double = 4, grassy: Bool = true) -> [Point] {
        let line = ridge(y, height: height * u, wave: 38 * u, octaves: 4, roughness: 0.4)
        canvas.fill(closed(line), .vertical(y - height * u, h, [(0, ground(0.12)), (1, ground(0))]))
        if grassy { grass(9 * u, count: 150, on: line, tone(0.1)) }
        return line
    }

    private mutating func walkers(_ line: [Point], _ height: Double = 9, near x: Double? = nil) {
        guard reading.shows(.people) || reading.shows(.horse) || chance.happens(0.6) else { return }
        let place = w * (x ?? (sun.x > w / 2 ? chance.number(0.22...0.4) : chance.number(0.6...0.78)))
        if reading.shows(.horse) {
            rider(Point(place, surface(line, place) + 0.4 * u), height * 1.2 * u, palette.near)
        } else {
            party(line, x: place, height * u, palette.near)
        }
    }

    private mutating func forest() {
        let kind = treeKind()
        backdrop(chance.integer(1...2))
        for (index, distance) in [0.78, 0.6, 0.42, 0.26].enumerated() {
            let depth = Double(index)
            let line = ridge(horizon + (2 + depth * 7.5) * u, height: 4 * u, wave: 40 * u)
            land(line, distance: distance, mist: 0.8)
            let gap = index > 1 ? sun.x / w - 0.13...sun.x / w + 0.13 : nil
            treeLine(
                line, kind, height: (13 + depth * 10) * u, distance: distance, density: 1.15 - depth * 0.17, gap: gap)
            mist(horizon + (8 + depth * 8) * u, 6 * u, 0.3)
        }
        if !isDark, sun.y < horizon * 0.6 { shafts(Point(sun.x, max(0, sun.y)), count: 6, length: h * 0.75, 0.2) }
        let line = foreground(h * 0.87)
        path(
            from: w * chance.number(0.35...0.65), to: Point(sun.x, h * 0.72), width: 26 * u,
            tone(0.4).mixed(palette.light, 0.2).faded(0.8))
        walkers(line, 10, near: sun.x / w * 0.5 + 0.25)
        frame(kind)
    }

    private mutating func sea() {
        horizon = h * chance.number(0.48...0.58)
        water(horizon, distance: 0.7)
        let side = -lit(w / 2)
        var cliff: [Point] = []
        let foot = w / 2 + side * w * 0.16
        let noise = Noise(&chance)
        for step in 0...30 {
            let share = Double(step) / 30
            cliff.append(
                Point(
                    foot + side * share * w * 0.4,
                    horizon + 3 * u - pow(share, 0.55) * 30 * u * (1 + 0.25 * noise.fractal(share * 7, octaves: 4))))
        }
        if chance.happens(0.7) {
            let edge = Point(side > 0 ? w + 4 : -4, horizon + 3 * u)
            canvas.fill(
                .polygon(cliff + [Point(edge.x, cliff.last!.y), edge]),
                .vertical(horizon - 30 * u, horizon + 3 * u, [(0, tone(0.6)), (1, tone(0.85))]))
            let top = cliff[18]
            if reading.shows(.lighthouse) || chance.happens(0.5) { lighthouse(top, 17 * u, distance: 0.5) }
        }
        if !reading.shows(.lighthouse) || reading.shows(.boat) {
            ship(
                Point(w / 2 - side * w * chance.number(0.05...0.2), horizon + 6 * u), chance.number(22...34) * u,
                distance: 0.35)
        }
        waves(horizon + 12 * u, count: reading.weather == .storm ? 7 : 4)
        if chance.happens(0.55) {
            let line = foreground(h * 0.93, height: 5)
            walkers(line, 11)
        }
    }

    private mutating func heights() {
        let y = horizon + 6 * u
        mountains(y - 4 * u, height: 46 * u, distance: 0.95, snow: 0.42)
        mist(y - 3 * u, 8 * u, 0.5)
        mountains(y + 9 * u, height: 34 * u, distance: 0.7, snow: 0.3)
        mist(y + 10 * u, 8 * u, 0.5)
        let line = ridge(y + 20 * u, height: 12 * u, wave: 45 * u)
        land(line, distance: 0.4)
        treeLine(line, .pine, height: 11 * u, distance: 0.38, density: 0.8)
        mist(y + 30 * u, 8 * u, 0.35)
        let near = ridge(h * 0.86, height: 10 * u, wave: 60 * u, octaves: 5, roughness: 0.5)
        canvas.fill(closed(near), .vertical(h * 0.76, h, [(0, tone(0.15)), (1, palette.near)]))
        walkers(near, 10)
        treeLine(near, .pine, height: 22 * u, distance: 0.05, density: 0.3, gap: 0.22...0.8)
    }

    private mutating func city() {
        let base = horizon + 14 * u
        skyline(base, height: 40 * u, distance: 0.85, windows: isDark ? 0.3 : 0.15)
        mist(base - 4 * u, 9 * u, 0.5)
        skyline(base + 12 * u, height: 36 * u, distance: 0.55, windows: isDark ? 0.4 : 0.2)
        mist(base + 8 * u, 9 * u, 0.45)
        if reading.shows(.clock) {
            clockTower(Point(w * (sun.x > w / 2 ? 0.3 : 0.7), base + 14 * u), 52 * u, distance: 0.35)
        }
        skyline(base + 26 * u, height: 30 * u, distance: 0.25, windows: isDark ? 0.45 : 0.22)
        let street = ridge(h * 0.92, height: u, wave: 60 * u)
        canvas.fill(closed(street), .vertical(h * 0.9, h, [(0, tone(0.2)), (1, palette.near)]))
        for x in [0.14, 0.5, 0.86] {
            streetLamp(Point(w * (x + chance.number(-0.05...0.05)), h * 0.945), 26 * u, palette.near)
        }
        walkers(street, 11)
    }

    private mutating func village() {
        backdrop()
        let kind = treeKind()
        for (depth, distance) in [(0.0, 0.7), (1.0, 0.5), (2.0, 0.3)] {
            let line = ridge(horizon + (5 + depth * 10) * u, height: 6 * u, wave: 50 * u)
            land(line, distance: distance)
            for _ in 0..<3 {
                let x = w * chance.number(0.06...0.94)
                tree(kind, Point(x, surface(line, x) + u), (9 + depth * 6) * u, distance: distance)
            }
            for _ in 0..<(depth == 0 ? 6 : 4) {
                let x = w * chance.number(0.08...0.92)
                house(
                    Point(x, surface(line, x) + 1.2 * u), (6 + depth * 4.5) * u * chance.number(0.85...1.15),
                    distance: distance)
            }
        }
        if reading.names(.church) || chance.happens(0.4) {
            church(Point(w * (sun.x > w / 2 ? 0.3 : 0.68), horizon + 9 * u), 22 * u, distance: 0.55)
        }
        let line = foreground(h * 0.86)
        path(
            from: w * chance.number(0.3...0.7), to: Point(w * chance.number(0.4...0.6), horizon + 24 * u),
            width: 20 * u, tone(0.5).mixed(palette.light, 0.3))
        fence(
            line, from: chance.happens(0.5) ? 0 : w * 0.55, to: chance.happens(0.5) ? w * 0.4 : w, 7 * u, palette.near)
        walkers(line, 10)
    }

    private mutating func castleHill() {
        backdrop(0)
        let x = w * (sun.x > w / 2 ? chance.number(0.34...0.44) : chance.number(0.56...0.66))
        var hill = ridge(horizon + 14 * u, height: 5 * u, wave: 40 * u)
        for index in hill.indices {
            let offset = (hill[index].x - x) / (34 * u)
            hill[index].y -= 17 * u * exp(-offset * offset)
        }
        canvas.glow(Point(x, horizon - 8 * u), 42 * u, palette.sky[2].mixed(palette.light, 0.5).faded(0.55))
        castle(Point(x, surface(hill, x) + 2 * u), chance.number(36...44) * u, distance: 0.5)
        land(hill, distance: 0.45)
        let kind = treeKind()
        treeLine(hill, kind, height: 7 * u, distance: 0.4, density: 0.6, gap: (x / w - 0.16)...(x / w + 0.16))
        mist(horizon + 22 * u, 8 * u, 0.4)
        let middle = ridge(horizon + 27 * u, height: 5 * u, wave: 40 * u)
        land(middle, distance: 0.25)
        treeLine(middle, kind, height: 15 * u, distance: 0.22, density: 0.55, gap: 0.34...0.66)
        path(
            from: w * chance.number(0.35...0.65), to: Point(x, horizon + 12 * u), width: 22 * u,
            tone(0.55).mixed(palette.light, 0.3).faded(0.85))
        walkers(foreground(h * 0.91), 10)
    }

    private mutating func roadAway() {
        backdrop()
        let end = Point(w * chance.number(0.4...0.6), horizon + 5 * u)
        let kind = treeKind()
        for (depth, distance) in [(0.0, 0.75), (1.0, 0.55), (2.0, 0.35)] {
            let line = ridge(horizon + (4 + depth * 9) * u, height: 5 * u, wave: 55 * u)
            land(line, distance: distance)
            treeLine(line, kind, height: (5 + depth * 7) * u, distance: distance, density: 0.22, gap: 0.38...0.62)
        }
        let ground = ridge(horizon + 26 * u, height: 3 * u, wave: 60 * u)
        land(ground, distance: 0.2, mist: 0)
        path(from: w * chance.number(0.3...0.7), to: end, width: 36 * u, tone(0.6).mixed(palette.light, 0.45))
        let side = sun.x > w / 2 ? 0.2 : 0.8
        signpost(Point(w * side, h * 0.93), 24 * u, palette.near)
        walkers(ridge(h * 0.8, height: 0.1, wave: 50 * u), 12, near: 0.5)
        grass(9 * u, count: 70, palette.near)
        if chance.happens(0.5) { frame(kind) }
    }

    private mutating func gorge() {
        backdrop(0)
        let y = horizon + 10 * u
        land(ridge(y + 6 * u, height: 6 * u, wave: 30 * u), distance: 0.7)
        water(y + 20 * u)
        mist(y + 20 * u, 9 * u, 0.6)
        bridge(y, height: 34 * u, distance: 0.3)
        mist(h * 0.86, 12 * u, 0.4)
        for side in [-1.0, 1.0] {
            let x = side < 0 ? 0 : w
            let cliff = stride(from: 0.0, through: 1, by: 0.1).map { share in
                Point(
                    x - side * (u * 20 * (1 - share * share) * chance.number(0.75...1.1)), y - 2 * u + (h - y) * share)
            }
            canvas.fill(
                .polygon([Point(x + side * 4, y - 4 * u)] + (cliff + [Point(x + side * 4, h + 4)])),
                .vertical(y, h, [(0, tone(0.2)), (1, palette.near)]))
        }
        grass(7 * u, count: 50, palette.near)
    }

    private mutating func marsh() {
        backdrop(2)
        water(horizon + 5 * u)
        for (depth, distance) in [(0.0, 0.7), (1.0, 0.5), (2.0, 0.3)] {
            let y = horizon + (8 + depth * 11) * u
            for _ in 0..<3 {
                let x = w * chance.number(0...1)
                let wide = u * chance.number(14...30)
                canvas.fill(.ellipse(x, y, wide, u * (1.2 + depth)), tone(distance))
                tree(
                    chance.happens(0.75) ? .bare : treeKind(), Point(x, y + 0.4 * u),
                    (13 + 9 * depth) * u * chance.number(0.7...1.2), distance: distance)
                reeds(Point(x + wide * 0.5, y + u), (6 + 4 * depth) * u, tone(distance))
            }
            mist(y + 3 * u, 7 * u, 0.5)
        }
        for _ in 0..<5 {
            lamp(
                Point(w * chance.number(0.1...0.9), horizon + u * chance.number(4...30)), u * chance.number(0.3...0.6),
                14)
        }
        if chance.happens(0.6) {
            rowingBoat(Point(w * chance.number(0.35...0.65), horizon + 30 * u), 9 * u, palette.near)
        }
        for x in [0.04, 0.16, 0.86, 0.97] { reeds(Point(w * x, h + u), u * chance.number(20...36), palette.near) }
        grass(8 * u, count: 60, palette.near)
    }

    private mutating func desert() {
        land(ridge(horizon, height: 6 * u, wave: 16 * u, octaves: 2, roughness: 0.6), distance: 0.95)
        if chance.happens(0.5) {
            let x = w * (sun.x > w / 2 ? 0.28 : 0.72)
            for (shift, size) in [(0.0, 20.0), (15.0, 13.0)] {
                let foot = Point(x + shift * u, horizon + 3 * u)
                let top = Point(foot.x, foot.y - size * u)
                canvas.fill(
                    .polygon([Point(foot.x - size * u, foot.y), top, Point(foot.x + size * u, foot.y)]), tone(0.8))
                let edge = foot.x + lit(x) * size * u
                canvas.fill(
                    .polygon([top, Point(edge, foot.y), Point(foot.x + lit(x) * 2 * u, foot.y)]), shine(0.8, 2))
            }
        }
        for (depth, distance) in [(0.0, 0.8), (1.0, 0.62), (2.0, 0.45), (3.0, 0.28)] {
            dune(horizon + (4 + depth * 10) * u, height: (4 + depth * 2) * u, distance: distance)
            if depth == 2 { walkers(ridge(horizon + 22 * u, height: 0.1, wave: 40 * u), 8) }
        }
        let line = ridge(h * 0.92, height: 4 * u, wave: 50 * u, octaves: 2)
        canvas.fill(closed(line), .vertical(h * 0.88, h, [(0, tone(0.16)), (1, palette.near)]))
        if chance.happens(0.7) {
            let x = w * (sun.x > w / 2 ? 0.14 : 0.86)
            tree(chance.happens(0.5) ? .palm : .bare, Point(x, surface(line, x) + u), 34 * u, distance: 0.05)
        }
    }

    private mutating func snowfield() {
        mountains(horizon + 2 * u, height: 30 * u, distance: 0.95, snow: 0.6)
        mist(horizon + 2 * u, 7 * u, 0.6)
        let white = Colour.white.mixed(palette.sky[1], isDark ? 0.62 : 0.22)
        for depth in 0..<4 {
            let y = horizon + (4 + Double(depth) * 10) * u
            let line = ridge(y, height: 5 * u, wave: 55 * u, octaves: 3)
            let distance = 0.75 - 0.2 * Double(depth)
            treeLine(line, .pine, height: (8 + Double(depth) * 6) * u, distance: distance, density: 0.3, gap: 0.3...0.7)
            canvas.fill(
                closed(line),
                .vertical(
                    y - 5 * u, y + 22 * u,
                    [
                        (0, white.mixed(palette.light, 0.2)), (0.4, white.mixed(palette.sky[1], 0.25)),
                        (1, white.mixed(palette.sky[0], 0.45)),
                    ]))
            if depth == 2, chance.happens(0.4) {
                let x = w * chance.number(0.3...0.7)
                house(Point(x, surface(line, x) + u), 13 * u, distance: 0.3)
            }
        }
        let line = ridge(h * 0.86, height: 3 * u, wave: 50 * u, octaves: 2)
        for step in 0..<16 {
            let share = Double(step) / 16
            let point = Point(
                w * (0.5 + 0.12 * sin(share * 4)) + (step.isMultiple(of: 2) ? 1 : -1) * u * (0.4 + share),
                h * (0.8 + 0.2 * share))
            canvas.fill(
                .ellipse(point.x, point.y, u * (0.3 + 0.7 * share), u * (0.2 + 0.4 * share)), palette.sky[0].faded(0.45)
            )
        }
        walkers(line, 11, near: 0.5)
    }
}
