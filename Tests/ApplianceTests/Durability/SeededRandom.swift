/// SplitMix64 (Steele, Lea, Flood, 2014): the same seed makes the same choices. For tests; nothing secret.
struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    mutating func integer(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// True in `percent` of a hundred.
    mutating func chance(_ percent: Int) -> Bool { integer(1...100) <= percent }

    /// A generator of its own for somebody who draws at the same time.
    mutating func fork() -> SeededRandom { SeededRandom(seed: next()) }
}
