internal import Glibc

/// A colour of sRGB, channels 0...1, alpha not multiplied into the others.
struct Colour: Equatable {
    var red: Double
    var green: Double
    var blue: Double
    var alpha = 1.0

    init(_ red: Double, _ green: Double, _ blue: Double, _ alpha: Double = 1) {
        self.red = red
        self.green = green
        self.blue = blue
        self.alpha = alpha
    }

    /// 0xRRGGBB
    init(_ hex: UInt32) {
        self.init(Double(hex >> 16 & 255) / 255, Double(hex >> 8 & 255) / 255, Double(hex & 255) / 255)
    }

    /// `#rrggbb`; nil when it is not.
    init?(_ text: String) {
        guard text.utf8.count == 7, text.utf8.first == UInt8(ascii: "#"), let hex = UInt32(text.dropFirst(), radix: 16)
        else { return nil }
        self.init(hex)
    }

    static let black = Colour(0, 0, 0)
    static let white = Colour(1, 1, 1)

    func faded(_ alpha: Double) -> Colour { Colour(red, green, blue, self.alpha * alpha) }

    /// Mixed as the eye sees it (OKLab): blue and yellow give no grey mud.
    func mixed(_ other: Colour, _ share: Double) -> Colour {
        let from = lab
        let to = other.lab
        return Colour(lab: from + (to - from) * share, alpha: alpha + (other.alpha - alpha) * share)
    }

    func lighter(_ amount: Double) -> Colour { shifted(lightness: amount) }
    func darker(_ amount: Double) -> Colour { shifted(lightness: -amount) }

    /// Lightness is 0...1; `chroma` multiplies how colourful it is; `hue` turns by so many degrees.
    func shifted(lightness: Double = 0, chroma: Double = 1, hue: Double = 0) -> Colour {
        let lab = lab
        let angle = hue * .pi / 180
        let a = (lab.y * cos(angle) - lab.z * sin(angle)) * chroma
        let b = (lab.y * sin(angle) + lab.z * cos(angle)) * chroma
        return Colour(lab: SIMD3(min(max(lab.x + lightness, 0), 1), a, b), alpha: alpha)
    }

    /// As bright as the eye sees it, 0...1.
    var lightness: Double { lab.x }

    /// How colourful it is, 0 to some 0.3.
    var chroma: Double { (lab.y * lab.y + lab.z * lab.z).squareRoot() }

    /// OKLab (B. Ottosson, 2020).
    private var lab: SIMD3<Double> {
        func linear(_ value: Double) -> Double { value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4) }
        let r = linear(red)
        let g = linear(green)
        let b = linear(blue)
        let l = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
        let m = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
        let s = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
        return SIMD3(
            0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s)
    }

    private init(lab: SIMD3<Double>, alpha: Double) {
        func cube(_ x: Double) -> Double { x * x * x }
        let l = cube(lab.x + 0.3963377774 * lab.y + 0.2158037573 * lab.z)
        let m = cube(lab.x - 0.1055613458 * lab.y - 0.0638541728 * lab.z)
        let s = cube(lab.x - 0.0894841775 * lab.y - 1.2914855480 * lab.z)
        func colour(_ value: Double) -> Double {
            let light = min(max(value, 0), 1)
            return light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055
        }
        self.init(
            colour(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
            colour(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
            colour(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s), alpha)
    }
}
