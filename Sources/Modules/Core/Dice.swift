internal import Hashing

/// The dice of one run, which anybody can check afterwards (campaign-engine "Dice that can be checked").
///
/// Die `k` of roll `n`: the first accepted big-endian word `w`, the first four bytes of
/// HMAC-SHA256(seed, "mimic-dice-1:<n>:<k>:<i>:<actionId>") for i = 0, 1, …; accepted when
/// w < floor(2^32 / sides) * sides; the face is w mod sides + 1.
package struct Dice: Sendable {
    /// 32 bytes, secret until the run is over.
    package let seed: [UInt8]

    package init(seed: [UInt8]) { self.seed = seed }

    /// SHA-256 of the seed, shown before the first roll.
    package var commitment: [UInt8] { SHA256.hash(seed) }

    /// One face, `1...sides`.
    package func face(sides: Int, roll: Int, die: Int, actionID: String) -> Int {
        precondition(sides >= 1 && sides <= 1 << 20, "BUG: a die of \(sides) sides")
        let limit = (UInt64(1) << 32) / UInt64(sides) * UInt64(sides)
        var attempt = 0
        while true {
            let message = Array("mimic-dice-1:\(roll):\(die):\(attempt):\(actionID)".utf8)
            let code = HMACSHA256.authenticate(message, key: seed)
            let word = code[..<4].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            if word < limit { return Int(word % UInt64(sides)) + 1 }
            attempt += 1
        }
    }

    /// `count` faces of one roll.
    package func faces(_ count: Int, sides: Int, roll: Int, actionID: String) -> [Int] {
        (0..<count).map { face(sides: sides, roll: roll, die: $0, actionID: actionID) }
    }
}

/// Dice notation `NdM`, `NdM+K`, `NdM-K`, `dM`.
package struct DiceFormula: Hashable, Sendable, CustomStringConvertible {
    package static let bonusRange = -1000...1000

    /// 1...100.
    package let count: Int
    /// 2...1000.
    package let sides: Int
    /// Within `bonusRange`.
    package let bonus: Int

    package init?(_ text: String) {
        var rest = Substring(text.lowercased())
        func number() -> Int? {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard digits.count <= 4, let value = Int(digits) else { return nil }
            rest = rest.dropFirst(digits.count)
            return value
        }
        let count = rest.hasPrefix("d") ? 1 : number()
        guard let count, rest.popFirst() == "d", let sides = number() else { return nil }
        var bonus = 0
        if let sign = rest.popFirst() {
            guard sign == "+" || sign == "-", let value = number() else { return nil }
            bonus = sign == "+" ? value : -value
        }
        guard rest.isEmpty, (1...100).contains(count), (2...1000).contains(sides), Self.bonusRange.contains(bonus)
        else {
            return nil
        }
        self.count = count
        self.sides = sides
        self.bonus = bonus
    }

    package var description: String {
        "\(count)d\(sides)" + (bonus == 0 ? "" : bonus > 0 ? "+\(bonus)" : "\(bonus)")
    }
}
