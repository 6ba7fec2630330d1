internal import Core

/// Rolls of a fight, numbered through the run and kept as records.
struct FightDice {
    struct Roll {
        let number: Int
        /// Of a d20: the one that counted.
        let face: Int
        let total: Int
        let isSuccess: Bool
    }

    private let dice: Dice
    private let actionID: String
    private let scene: String
    /// Of the next roll.
    private(set) var number: Int
    private(set) var records: [RollRecord] = []

    /// - Parameter scene: where it is fought, for the records.
    init(_ dice: Dice, number: Int, scene: String, actionID: String) {
        self.dice = dice
        self.number = number
        self.scene = scene
        self.actionID = actionID
    }

    /// - Parameters:
    ///   - formula: `NdM+K`, or `2d20kh1` and `2d20kl1`, of which the higher or lower die counts.
    ///   - bonus: added to what the formula says.
    ///   - dc: to be reached by a d20: 20 always does, 1 never.
    mutating func roll(_ formula: String, plus bonus: Int, by who: CharacterID?, why: String, against dc: Int? = nil)
        -> Roll
    {
        let (plain, choice) = Self.choice(formula)
        guard let parsed = DiceFormula(plain) else { fatalError("BUG: no dice notation: \(formula)") }
        let faces = dice.faces(parsed.count, sides: parsed.sides, roll: number, actionID: actionID)
        let counted = choice(faces)
        let modifier = parsed.bonus + bonus
        let total = counted + modifier
        let isSuccess = dc.map { counted == 20 || counted != 1 && total >= $0 } ?? true
        let sign = modifier == 0 ? "" : modifier > 0 ? "+\(modifier)" : "\(modifier)"
        let bare = DiceFormula(plain).map { "\($0.count)d\($0.sides)" } ?? plain
        records.append(
            RollRecord(
                number: number, who: who, why: "combat:\(scene):\(why)",
                formula: bare + formula.dropFirst(plain.count) + sign, faces: faces, modifier: modifier, total: total,
                dc: dc, outcome: dc == nil ? nil : isSuccess ? .success : .fail, visibility: .everyone,
                actionID: actionID))
        defer { number += 1 }
        return Roll(number: number, face: counted, total: total, isSuccess: isSuccess)
    }

    private static func choice(_ formula: String) -> (plain: String, choice: ([Int]) -> Int) {
        if formula.hasSuffix("kh1") { return (String(formula.dropLast(3)), { $0.max() ?? 1 }) }
        if formula.hasSuffix("kl1") { return (String(formula.dropLast(3)), { $0.min() ?? 1 }) }
        return (formula, { $0.reduce(0, +) })
    }
}
