/// Whom a portrait shows: what stays the same from picture to picture, drawn from the name; and what the words say.
struct Likeness {
    // The face, from the name alone.
    let skin: Colour
    /// Half widths of the head at the cheeks, the jaw and the chin; the head's height above and below the eyes. All in half
    /// widths of a mean head.
    let cheek: Double
    let jaw: Double
    let chin: Double
    let length: Double
    let eyeGap: Double
    let eyeSize: Double
    let eyeTilt: Double
    let iris: Colour
    let browArch: Double
    let browWidth: Double
    let noseLength: Double
    let noseWidth: Double
    let noseBend: Double
    let mouthWidth: Double
    let lips: Double
    let mole: Point?

    // From the words; what they do not say, from the name.
    let isWoman: Bool
    let age: Age
    let kin: Kin?
    let hair: Colour
    /// 0...6
    let haircut: Int
    let garment: Garment
    let headgear: Headgear?
    let details: Set<Detail>
    let cloth: Colour

    private static let skins: [UInt32] = [
        0xF3D3B3, 0xEBC09A, 0xE0AC82, 0xF0C8B0, 0xC98F68, 0xA8714B, 0x7C4E36, 0xE8B890,
    ]

    init(_ name: String, _ reading: PromptReading) {
        var chance = Chance("face", name)
        kin = Kin.words.first(in: reading.words)
        let natural = Colour(chance.pick(Self.skins))
        switch kin {
        case .undead: skin = natural.mixed(Colour(0xB9C2C0), 0.7)
        case .goblin: skin = natural.mixed(Colour(0x7E9A58), 0.8)
        case .ghost: skin = natural.mixed(Colour(0xBFE0E6), 0.75)
        case .elf, nil: skin = natural
        }
        cheek = chance.number(0.86...1.04)
        jaw = chance.number(0.62...0.9)
        chin = chance.number(0.2...0.42)
        length = chance.number(1.12...1.36)
        eyeGap = chance.number(0.36...0.46)
        eyeSize = chance.number(0.105...0.15)
        eyeTilt = chance.number(-0.12...0.14)
        iris = Colour(chance.pick([0x3A2A20, 0x4A3A22, 0x3C5A44, 0x3A5A78, 0x5A4A2A, 0x2A2A34]))
        browArch = chance.number(0.02...0.12)
        browWidth = chance.number(0.05...0.1)
        noseLength = chance.number(0.34...0.52)
        noseWidth = chance.number(0.12...0.21)
        noseBend = chance.number(-0.05...0.1)
        mouthWidth = chance.number(0.24...0.36)
        lips = chance.number(0.04...0.085)
        mole = chance.happens(0.25) ? Point(chance.number(0.3...0.5) * chance.sign(), chance.number(0.35...0.7)) : nil
        let female = chance.happens(0.5)
        let years = chance.pick([Age.young, .grown, .grown, .old])
        isWoman = Person.words.first(in: reading.words).map { $0 == .woman } ?? female
        age = Age.words.first(in: reading.words) ?? years
        let natural2 = chance.pick([HairColour.black, .brown, .brown, .red, .blond])
        let named = HairColour.words.first(in: reading.words)
        hair = (named ?? (age == .old ? .grey : natural2)).colour.shifted(lightness: chance.number(-0.03...0.03))
        haircut = chance.integer(0...6)
        let usual = chance.pick([Garment.cloak, .robe, .coat, .cloak, .dress])
        let worn = Garment.words.first(in: reading.words) ?? usual
        garment = worn == .dress && !isWoman ? .coat : worn
        headgear = Headgear.words.first(in: reading.words) ?? Headgear.hints.first(in: reading.words)
        var details = Set(Detail.words.meanings(in: reading.words))
        if !isWoman, age != .child, chance.happens(age == .old ? 0.7 : 0.4) {
            details.insert(chance.happens(0.7) ? .beard : .moustache)
        }
        if chance.happens(0.12) { details.insert(.freckles) }
        if age == .child { details.subtract([.beard, .moustache]) }
        self.details = details
        cloth = Colour(chance.pick([0x7A2F2A, 0x2F4A5E, 0x3F5A3C, 0x5A3A5E, 0x6B4A2A, 0x2E3A4A, 0x8A5A2E, 0x4A4A52]))
    }
}
