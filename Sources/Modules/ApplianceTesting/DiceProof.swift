package import Core
internal import Hashing

/// Makes the rolls of a run once more from its seed, as anybody could who has read how dice are made (campaign-engine
/// "Dice that can be checked"), checks and fights alike. Shares nothing with the rules but the hash.
package struct DiceProof {
    /// A roll as it was told.
    package struct Roll {
        let number: Int
        /// `NdM`, then `kh1` or `kl1` where the higher or lower die counts alone, then `+K` or `-K`.
        let formula: String
        let faces: [Int]
        let total: Int
        let dc: Int?
        let outcome: String?
        let actionID: String

        package init(
            number: Int, formula: String, faces: [Int], total: Int, dc: Int?, outcome: String?, actionID: String
        ) {
            (self.number, self.formula, self.faces, self.total) = (number, formula, faces, total)
            (self.dc, self.outcome, self.actionID) = (dc, outcome, actionID)
        }
    }

    private let seed: [UInt8]

    package init(seed: [UInt8]) { self.seed = seed }

    /// What does not hold of the dice that `GET …/dice` published; empty when all do.
    ///
    /// - Parameter commitment: as the run showed it before its first roll.
    package static func faults(of published: JSONValue, promised commitment: String) -> [String] {
        guard let seed = published["seed"]?.stringValue.flatMap(Hex.decode), let rolls = published["rolls"]?.elements
        else { return ["no seed, or no rolls"] }
        var faults = Hex.encode(SHA256.hash(seed)) == commitment ? [] : ["the seed is not the promised one"]
        for (number, roll) in rolls.enumerated() {
            guard let told = Roll(roll) else {
                faults.append("roll \(number) cannot be read: \(roll)")
                continue
            }
            if told.number != number { faults.append("roll \(number) is told as \(told.number)") }
            if let fault = DiceProof(seed: seed).fault(of: told) { faults.append(fault) }
        }
        return faults
    }

    /// What does not hold of one roll: a die that did not fall so, one too many or too few, a wrong sum, an outcome that
    /// does not follow from it.
    package func fault(of roll: Roll) -> String? {
        let told = "roll \(roll.number), \(roll.formula) = \(roll.faces): \(roll.total)"
        guard let formula = Formula(roll.formula) else { return "\(told): no formula" }
        let faces = (0..<formula.count).map { face(formula.sides, roll: roll.number, die: $0, roll.actionID) }
        guard roll.faces == faces else { return "\(told): the dice fell \(faces)" }
        let counted = formula.counted(faces)
        guard roll.total == counted + formula.bonus else { return "\(told): the sum is wrong" }
        guard formula.sides == 20, let dc = roll.dc else { return nil }
        let isSuccess = counted == 20 || counted != 1 && roll.total >= dc
        return (roll.outcome == "success") == isSuccess ? nil : "\(told) against \(dc): no \(roll.outcome ?? "outcome")"
    }

    private func face(_ sides: Int, roll: Int, die: Int, _ actionID: String) -> Int {
        let limit = (1 << 32) / sides * sides
        for attempt in 0... {
            let message = Array("mimic-dice-1:\(roll):\(die):\(attempt):\(actionID)".utf8)
            let word = HMACSHA256.authenticate(message, key: seed).prefix(4).reduce(0) { $0 << 8 | Int($1) }
            if word < limit { return word % sides + 1 }
        }
        fatalError("BUG: the numbers are all used up")
    }

    private struct Formula {
        let count: Int
        let sides: Int
        let bonus: Int
        let counted: ([Int]) -> Int

        init?(_ text: String) {
            var rest = Substring(text)
            func number() -> Int? {
                let digits = rest.prefix(while: \.isNumber)
                rest = rest.dropFirst(digits.count)
                return Int(digits)
            }
            guard let count = number(), rest.popFirst() == "d", let sides = number() else { return nil }
            switch rest.prefix(3) {
            case "kh1": counted = { $0.max() ?? 0 }
            case "kl1": counted = { $0.min() ?? 0 }
            default: counted = { $0.reduce(0, +) }
            }
            if rest.hasPrefix("k") { rest = rest.dropFirst(3) }
            guard let bonus = rest.isEmpty ? 0 : Int(rest) else { return nil }
            (self.count, self.sides, self.bonus) = (count, sides, bonus)
        }
    }
}

extension DiceProof.Roll {
    fileprivate init?(_ json: JSONValue) {
        guard let number = json["number"]?.integerValue, let formula = json["formula"]?.stringValue,
            let faces = json["rolls"]?.elements.map(\.integerValue), !faces.contains(nil),
            let total = json["total"]?.integerValue
        else { return nil }
        self.init(
            number: Int(number), formula: formula, faces: faces.compactMap { $0.map(Int.init) }, total: Int(total),
            dc: json["dc"]?.integerValue.map(Int.init), outcome: json["outcome"]?.stringValue,
            actionID: json["actionId"]?.stringValue ?? "")
    }
}
