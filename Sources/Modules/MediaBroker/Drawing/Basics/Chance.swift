/// Numbers that look random and are the same for the same beginning, on every machine (SplitMix64).
struct Chance {
    private var state: UInt64

    /// `words` tell one series from another.
    init(_ words: String...) {
        state = Self.hash(words.joined(separator: "\u{1F}"))
    }

    init(state: UInt64) { self.state = state }

    /// FNV-1a: Swift's own hashes differ from start to start.
    static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mixed(state)
    }

    static func mixed(_ state: UInt64) -> UInt64 {
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// 0..<1
    mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

    mutating func number(_ range: ClosedRange<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * unit()
    }

    mutating func integer(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(unit() * Double(range.upperBound - range.lowerBound + 1))
    }

    /// True once in `1 / share` times.
    mutating func happens(_ share: Double) -> Bool { unit() < share }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[integer(0...elements.count - 1)] }

    /// 1 or -1.
    mutating func sign() -> Double { happens(0.5) ? 1 : -1 }

    /// A series of its own, which what is drawn from this one later does not change.
    mutating func branch() -> Chance { Chance(state: next()) }
}

/// Smooth chance: the same place has the same value.
struct Noise {
    private let seed: UInt64

    init(_ chance: inout Chance) { seed = chance.next() }

    /// -1...1, with hills about 1 wide.
    func value(_ x: Double) -> Double {
        let floor = x.rounded(.down)
        let share = x - floor
        let smooth = share * share * (3 - 2 * share)
        let first = corner(Int(floor))
        let second = corner(Int(floor) + 1)
        return first + (second - first) * smooth
    }

    /// Hills, on them smaller ones; -1...1.
    func fractal(_ x: Double, octaves: Int, roughness: Double = 0.5) -> Double {
        var sum = 0.0
        var size = 1.0
        var total = 0.0
        var place = x
        for octave in 0..<octaves {
            sum += value(place + Double(octave) * 17.3) * size
            total += size
            size *= roughness
            place *= 2.03
        }
        return sum / total
    }

    private func corner(_ x: Int) -> Double {
        let bits = Chance.mixed(seed &+ UInt64(bitPattern: Int64(x)) &* 0x9E37_79B9_7F4A_7C15)
        return Double(bits >> 11) / 4_503_599_627_370_496 - 1
    }
}
