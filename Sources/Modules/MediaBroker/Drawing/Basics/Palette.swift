/// The colours of one picture, which go together.
struct Palette {
    /// From the top of the sky to the horizon.
    var sky: [Colour]
    /// What distance turns everything into.
    var haze: Colour
    /// Land of the middle distance.
    var land: Colour
    /// What stands nearest, the darkest.
    var near: Colour
    /// Sun, moon, lamps, windows.
    var light: Colour
    /// A roof, a cloak, a flag: little of it.
    var accent: Colour

    /// The land at a distance, 0 near ... 1 far.
    func land(at distance: Double) -> Colour {
        distance < 0.5 ? near.mixed(land, distance * 2) : land.mixed(haze, distance * 2 - 1)
    }

    private init(_ colours: [UInt32]) {
        sky = colours[0..<3].map { Colour($0) }
        haze = Colour(colours[3])
        land = Colour(colours[4])
        near = Colour(colours[5])
        light = Colour(colours[6])
        accent = Colour(colours[7])
    }

    /// Of the order when it names colours, else by hour, weather, season, mood and place.
    init(_ order: ImageOrder, _ reading: PromptReading, _ chance: inout Chance) {
        let colours = order.palette.compactMap { Colour($0) }
        var palette = Palette(chance.pick(Self.family(reading, &chance)))
        // A few degrees, so that no two evenings are of one ink.
        let turn = chance.number(-9...9)
        if colours.count >= 3 {
            palette = Palette(pack: colours, dark: palette.sky[0].lightness < 0.5, shift: chance.number(-0.03...0.03))
        } else {
            palette.map { $0.shifted(hue: turn) }
        }
        switch reading.mood {
        case .gloomy, .sad: palette.map { $0.shifted(chroma: 0.62) }
        case .joyful: palette.map { $0.shifted(lightness: 0.015, chroma: 1.15) }
        default: break
        }
        self = palette
    }

    private mutating func map(_ change: (Colour) -> Colour) {
        sky = sky.map(change)
        haze = change(haze)
        land = change(land)
        near = change(near)
    }

    /// A pack's own colours: its most colourful one is the accent, its lightest the light, the others by lightness.
    private init(pack colours: [Colour], dark: Bool, shift: Double) {
        let byLightness = colours.sorted { $0.lightness < $1.lightness }
        func at(_ share: Double) -> Colour {
            let place = share * Double(byLightness.count - 1)
            let index = min(Int(place), byLightness.count - 2)
            return byLightness[index].mixed(byLightness[index + 1], place - Double(index)).shifted(lightness: shift)
        }
        sky = dark ? [at(0.1), at(0.28), at(0.5)] : [at(0.5), at(0.7), at(0.88)]
        haze = dark ? at(0.42) : at(0.72)
        land = dark ? at(0.2) : at(0.38)
        near = at(0).mixed(.black, 0.25)
        light = byLightness[byLightness.count - 1].mixed(.white, 0.15)
        accent = colours.max { $0.chroma < $1.chroma }!
    }

    private static func family(_ reading: PromptReading, _ chance: inout Chance) -> [[UInt32]] {
        if reading.places.first == .cave { return underground }
        if reading.mood == .angry, reading.hour == nil { return embers }
        if reading.mood == .mystic, reading.hour == nil || reading.hour == .night { return magic }
        let hour = reading.hour ?? reading.impliedHour ?? chance.pick([.dawn, .day, .dusk, .dusk, .night])
        switch hour {
        case .night: return reading.season == .winter ? winterNights : nights
        case .dawn: return dawns
        case .dusk: return reading.mood == .dread ? embers : dusks
        case .day:
            if reading.weather == .storm || reading.weather == .rain || reading.mood == .dread { return storms }
            if reading.weather == .fog || reading.mood == .gloomy { return fogs }
            if reading.season == .winter || reading.names(.snowfield) { return winters }
            if reading.names(.desert) { return deserts }
            return reading.season == .autumn ? autumns : days
        }
    }

    // Sky from the top to the horizon (3), haze, land, near, light, accent.
    private static let dawns: [[UInt32]] = [
        [0x4A5C8C, 0xC98FA0, 0xFBD3A6, 0xE3B5B0, 0x6D6A92, 0x2A2A4A, 0xFFF1CF, 0xD9594C],
        [0x5B7FA6, 0xE8B7A0, 0xFFE3B8, 0xE6C7B4, 0x6F8390, 0x243447, 0xFFF4D6, 0xE07A4B],
        [0x6C5B8E, 0xE08FA0, 0xFFC9A0, 0xD9A3AE, 0x70547F, 0x2B1F3F, 0xFFE9C4, 0xF2A65A],
    ]
    private static let days: [[UInt32]] = [
        [0x3F86B8, 0x8FC4D9, 0xE3EFE2, 0xB5D3D3, 0x4F8577, 0x1C3A3B, 0xFFF6D8, 0xD65A3C],
        [0x5A9BC4, 0xB1D7DE, 0xF3EED6, 0xC6D8C8, 0x6F955F, 0x263D2C, 0xFFF8E0, 0xC8523F],
        [0x4B93A8, 0xA6D2C4, 0xF6E8C0, 0xBCD0B4, 0x5D8A6B, 0x1F3B38, 0xFFF3C8, 0xE0863A],
    ]
    private static let dusks: [[UInt32]] = [
        [0x2C3157, 0x9C5A78, 0xF7A463, 0xC97F77, 0x5A3F63, 0x1D1830, 0xFFE2A3, 0xE4572E],
        [0x3A3F70, 0xC46A6A, 0xFFC06A, 0xD9906B, 0x6A4459, 0x221A2C, 0xFFEDB8, 0x3FA7A0],
        [0x1F4058, 0x5F8E94, 0xF6C177, 0xB99B7E, 0x3D5C66, 0x10222E, 0xFFE6A8, 0xD9573F],
        [0x53306B, 0xC2557C, 0xFFA56F, 0xD07A80, 0x653A66, 0x241433, 0xFFDFA6, 0xF0B94A],
    ]
    private static let nights: [[UInt32]] = [
        [0x0C1230, 0x1D3157, 0x3F6187, 0x34557B, 0x1C2F52, 0x080D1E, 0xFFE3A0, 0xE0703F],
        [0x101B2E, 0x1E3F52, 0x4A7C86, 0x3A6672, 0x1B3844, 0x081319, 0xFFE9B0, 0xD9853B],
        [0x17123A, 0x3A2D66, 0x7A5C96, 0x5D4B86, 0x2C2354, 0x0E0A24, 0xFFDDA8, 0xD95F76],
    ]
    private static let winterNights: [[UInt32]] = [
        [0x101A3C, 0x27446E, 0x7BA0BE, 0x7593B5, 0x4A6792, 0x16233F, 0xFFE7B0, 0xD9573F],
        [0x0F2438, 0x245A70, 0x8CC0BE, 0x7FA9B4, 0x476F86, 0x12283A, 0xFFEBBE, 0xE08A45],
    ]
    private static let storms: [[UInt32]] = [
        [0x262F3A, 0x4A5A66, 0x8C9B9A, 0x76878B, 0x3C4C55, 0x141C23, 0xF3EFCF, 0xC9683C],
        [0x232338, 0x494A66, 0x8A86A0, 0x706E8A, 0x3B3A55, 0x131322, 0xEFE6D0, 0xD2A03F],
    ]
    private static let fogs: [[UInt32]] = [
        [0x8FA1A6, 0xB9C4C0, 0xDCDCCD, 0xC4CCC6, 0x7E9091, 0x33434A, 0xFFF3D2, 0xB8523E],
        [0x8C8FA6, 0xB8B5C0, 0xE2D6CC, 0xC8C0C4, 0x827F97, 0x36354A, 0xFFEED0, 0xB06A3C],
    ]
    private static let winters: [[UInt32]] = [
        [0x7FA3C4, 0xB9D0DE, 0xF4E9DF, 0xDCE5EA, 0xA3BCD0, 0x3A5470, 0xFFF7E4, 0xC4473A],
        [0x8A9CC9, 0xC9C8E0, 0xFBE4D8, 0xE3DEE8, 0xAAB0D0, 0x41466B, 0xFFF2DC, 0xD0623F],
    ]
    private static let deserts: [[UInt32]] = [
        [0x3E8AA6, 0xA9CDBF, 0xFBE3B4, 0xE9C99A, 0xCF8A54, 0x5A2F22, 0xFFF5D6, 0x2F7F86],
        [0x7A6FA0, 0xE3A690, 0xFFDDA6, 0xE8B58C, 0xC06F50, 0x4B2233, 0xFFF0C8, 0x3C8F96],
    ]
    private static let autumns: [[UInt32]] = [
        [0x6E93A8, 0xC9C7A8, 0xFBE2AE, 0xDCBF8E, 0xB06A35, 0x40261C, 0xFFF0C6, 0xC23B22],
        [0x5A7187, 0xB9A68F, 0xF5CF8B, 0xCFA074, 0x93512F, 0x301C1B, 0xFFE9B6, 0xE0A030],
    ]
    private static let embers: [[UInt32]] = [
        [0x1E0F1C, 0x6B1F26, 0xE8622C, 0xA33E2C, 0x4A1A22, 0x12080E, 0xFFD27A, 0xFF8A3D],
        [0x221420, 0x7A2B3A, 0xF08A4A, 0xB3553F, 0x55222E, 0x160A12, 0xFFDE9A, 0xF0B24A],
    ]
    private static let magic: [[UInt32]] = [
        [0x120F38, 0x3A2A7E, 0x8E6BC8, 0x6A58B0, 0x2F2A6E, 0x0C0A26, 0xC8FFF0, 0x5CE0C8],
        [0x0B1F38, 0x1E5A78, 0x6FC8B8, 0x4F9FA6, 0x1F4F6B, 0x071624, 0xF2FFD0, 0xE07AC0],
        [0x22103A, 0x6B2F7E, 0xE08AB8, 0xA866A6, 0x4B2768, 0x140A24, 0xFFE8C8, 0x7AD0F0],
    ]
    private static let underground: [[UInt32]] = [
        [0x0C1118, 0x223240, 0x4F7080, 0x40606E, 0x22343F, 0x070B10, 0xFFE0A0, 0x58C8B8],
        [0x140F16, 0x3A2630, 0x855A4F, 0x6B4A48, 0x38252C, 0x0C080C, 0xFFD890, 0xE07A3C],
        [0x0F1024, 0x2A2C5A, 0x6668A8, 0x50528C, 0x292B55, 0x090A1A, 0xD0F0FF, 0xB070E0],
    ]
}

extension PromptReading {
    /// The hour that other words bring along.
    fileprivate var impliedHour: Hour? {
        if mood == .dread || names(.graveyard) || shows(.moon) { return .night }
        if weather == .rain || weather == .fog || weather == .storm || mood == .gloomy { return .day }
        if weather == .snow || names(.desert) || season != nil { return .day }
        return nil
    }
}
