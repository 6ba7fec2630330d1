internal import Glibc

/// An item as an emblem: the thing on a medallion, whose frame tells how rare it is.
enum ItemDrawing {
    static func draw(_ canvas: Canvas, _ palette: Palette, _ reading: PromptReading, _ chance: Chance, rarity: String?)
    {
        var chance = chance
        let kind = ItemKind.words.first(in: reading.words) ?? chance.pick(ItemKind.allCases)
        let frame = ItemFrame(canvas: canvas, palette: palette, rarity: rarity ?? "common")
        frame.draw(&chance)
        var emblem = Emblem(canvas: canvas, palette: palette, gem: frame.colour, chance: chance, words: reading.words)
        emblem.draw(kind)
        frame.sparkle(&chance)
    }
}

/// What kinds of items are drawn.
enum ItemKind: Hashable, CaseIterable {
    case sword, axe, bow, staff, dagger, shield, helmet, armour, boots, potion, book, scroll, ring, amulet, key,
        lantern, gem
    case coin, clock, food, bag, crown, feather, tool

    static let words = Lexicon<ItemKind>([
        (.dagger, "dagger* knife knives stiletto кинжал* нож ножа ножи стилет*"),
        (.sword, "sword* blade* sabre saber rapier меч меча мечи клинок клинк* сабл* шпаг*"),
        (.axe, "axe axes hatchet hammer* mace топор* секир* молот* булав*"),
        (.bow, "bow bows crossbow* arrow* лук лука арбалет* стрел*"),
        (.staff, "staff* wand* sceptre scepter rod spear* посох* жезл* скипетр* копье копья"),
        (.shield, "shield* buckler щит щита щиты"),
        (.helmet, "helmet* helm hat cap hood шлем* шляп* шапк* капюшон*"),
        (.armour, "armour* armor* mail breastplate* cloak* robe* coat брон* доспех* кольчуг* плащ* мантия куртк*"),
        (.boots, "boot* shoe* sandal* сапог* сапож* ботин* башмак*"),
        (
            .potion,
            "potion* elixir* flask* bottle* vial* oil poison* зель* эликсир* фляг* бутыл* склянк* флакон* масло яд яда"
        ),
        (.book, "book* tome* grimoire* journal* diary книг* фолиант* гримуар* дневник* журнал*"),
        (
            .scroll,
            "scroll* map maps letter* paper* note contract* ticket* свит* карта карту письм* бумаг* записк* договор* билет*"
        ),
        (.ring, "ring rings кольц* перстень перстн*"),
        (
            .amulet,
            "amulet* necklace* pendant* medallion* talisman* charm амулет* ожерель* кулон* медальон* талисман* оберег*"
        ),
        (.key, "key keys ключ*"),
        (.lantern, "lantern* lamp* torch* candle* фонар* ламп* факел* свеч*"),
        (
            .gem,
            "gem gems crystal* jewel* diamond* ruby emerald* sapphire* stone orb самоцвет* кристалл* алмаз* рубин* изумруд* сапфир* камень камня"
        ),
        (.coin, "coin* gold money silver монет* золот* деньг* серебр*"),
        (.clock, "clock* watch* hourglass* pocketwatch часы часов песочн* хронометр*"),
        (.crown, "crown* diadem* tiara корон* диадем* венец"),
        (.feather, "feather* quill* перо пера перья"),
        (.food, "bread food apple* meat cheese pie soup хлеб* еда еды яблок* мясо сыр пирог* суп"),
        (.bag, "bag bags pouch* backpack* sack chest* box мешок мешк* сумк* рюкзак* кошел* сундук* шкатулк* ларец"),
        (.tool, "tool* rope* lockpick* pick shovel* needle* инструмент* веревк* отмычк* лопат* кирк* игл*"),
    ])
}

/// The frame and what is behind the thing.
struct ItemFrame {
    let canvas: Canvas
    let palette: Palette
    /// 0 common ... 5 mythic.
    let rank: Int
    let colour: Colour

    init(canvas: Canvas, palette: Palette, rarity: String) {
        self.canvas = canvas
        self.palette = palette
        let names = ["common", "uncommon", "rare", "epic", "legendary", "mythic"]
        rank = names.firstIndex(of: rarity.lowercased()) ?? 0
        colour = Colour([0xA89C8A, 0x6FAF5E, 0x4F8FD8, 0xA765D8, 0xF0A93A, 0xF0566A][rank])
    }

    private var centre: Point { Point(canvas.w / 2, canvas.h / 2) }
    private var u: Double { canvas.unit }

    func draw(_ chance: inout Chance) {
        let dark = palette.near.mixed(colour, 0.16)
        let soft = colour.mixed(palette.near, 0.5)
        canvas.fill(
            canvas.all,
            .radial(
                centre, canvas.w * 0.72, canvas.h * 0.72,
                [(0, soft.mixed(colour, 0.25)), (0.55, dark.mixed(soft, 0.45)), (1, palette.near.mixed(.black, 0.25))]))
        rays(&chance)
        if rank >= 2 { ornament() }
        ring(43, 2.6)
        canvas.fill(
            .circle(centre.x, centre.y, 40 * u),
            .radial(
                Point(centre.x - 9 * u, centre.y - 12 * u), 58 * u, 58 * u,
                [
                    (0, colour.mixed(palette.light, 0.35).mixed(palette.near, 0.28)),
                    (0.55, colour.mixed(palette.near, 0.62)), (1, palette.near.mixed(colour, 0.12)),
                ]))
        // A fine pattern of the paper inside.
        for line in 1..<8 {
            canvas.stroke(
                .circle(centre.x, centre.y, Double(line) * 5.2 * u), palette.light.faded(0.045), width: 0.35 * u)
        }
        canvas.glow(centre, 34 * u, palette.light.mixed(colour, 0.4).faded(0.4))
    }

    private func rays(_ chance: inout Chance) {
        guard rank >= 1 else { return }
        let count = 8 + rank * 4
        let start = chance.number(0...1)
        for ray in 0..<count {
            let angle = start + Double(ray) / Double(count) * 2 * .pi
            let half = .pi / Double(count) * 0.5
            let far = 95 * u
            canvas.fill(
                .polygon([centre, centre.moved(far, angle: angle - half), centre.moved(far, angle: angle + half)]),
                Paint.radial(
                    centre, far, far,
                    [(0, colour.faded(0.5)), (0.45, colour.faded(0.16 + 0.05 * Double(rank))), (1, colour.faded(0))]
                ).blended(.screen))
        }
    }

    /// A ring of metal, bright above and dark below.
    private func ring(_ radius: Double, _ width: Double) {
        let metal = colour.mixed(palette.light, 0.25)
        let outer = Path.circle(centre.x, centre.y, radius * u)
        canvas.shadow(outer, blur: 3 * u, offset: Point(0, 1.5 * u), Colour.black.faded(0.6))
        canvas.fill(
            outer,
            .vertical(
                centre.y - radius * u, centre.y + radius * u,
                [(0, metal.lighter(0.16)), (0.45, metal), (1, metal.mixed(palette.near, 0.6))]))
        canvas.stroke(.circle(centre.x, centre.y, (radius - width / 2) * u), palette.near.faded(0.45), width: 0.5 * u)
        let studs = 4 + rank * 4
        for stud in 0..<studs {
            let point = centre.moved(
                (radius - width * 0.55) * u, angle: Double(stud) / Double(studs) * 2 * .pi - .pi / 2)
            canvas.fill(.circle(point.x, point.y + 0.2 * u, 0.95 * u), palette.near.faded(0.6))
            canvas.fill(.circle(point.x, point.y, 0.8 * u), metal.lighter(0.2))
        }
    }

    /// Leaves and points around the ring, more of them the rarer it is.
    private func ornament() {
        let metal = colour.mixed(palette.light, 0.2)
        let count = rank >= 4 ? 16 : rank == 3 ? 12 : 8
        for leaf in 0..<count {
            let angle = Double(leaf) / Double(count) * 2 * .pi - .pi / 2
            let isMain = leaf.isMultiple(of: max(1, count / 4))
            let tip = isMain ? 49.0 : rank >= 4 ? 46.8 : 46
            let shape = Path.polygon([Point(41, -3), Point(44, -1.6), Point(tip, 0), Point(44, 1.6), Point(41, 3)])
            canvas.fill(shape.placed(at: centre, scale: u, turned: angle), metal.mixed(palette.near, isMain ? 0 : 0.3))
            if isMain {
                let gem = centre.moved(45 * u, angle: angle)
                canvas.glow(gem, 5 * u, colour.faded(0.8))
                canvas.fill(.circle(gem.x, gem.y, 1.3 * u), colour.mixed(.white, 0.35))
            }
        }
    }

    func sparkle(_ chance: inout Chance) {
        for _ in 0..<rank * 4 {
            let point = centre.moved(u * chance.number(12...39), angle: chance.number(0...6.28))
            let size = u * chance.number(0.6...1.7)
            canvas.glow(point, size * 3, palette.light.faded(0.6))
            canvas.fill(.star(point.x, point.y, points: 4, outer: size, inner: size * 0.16), Colour.white.faded(0.9))
        }
    }
}
