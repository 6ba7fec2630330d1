import Core
import Hashing
import Testing

@Suite("Dice")
struct DiceTests {
    /// Expected faces were computed with Python's hmac module from the sentence in the docstring of `Dice`.
    private let dice = Dice(seed: Array(0..<32))

    @Test("the commitment is the seed's SHA-256")
    func commitment() {
        #expect(
            Hex.encode(dice.commitment) == "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd")
    }

    @Test(
        "a face is what anybody can compute from seed, roll, die and action",
        arguments: [
            (20, 0, 0, "a1", 7), (20, 1, 0, "a1", 17), (20, 0, 1, "a1", 8), (20, 0, 0, "a2", 3),
            (6, 7, 3, "0190b7a0-ключ", 4), (100, 12, 0, "", 53), (1000, 3, 99, "act", 161), (1, 0, 0, "x", 1),
            (2, 0, 0, "x", 2), (1 << 20, 5, 5, "x", 399_242),
        ])
    func knownFaces(sides: Int, roll: Int, die: Int, actionID: String, face: Int) {
        #expect(dice.face(sides: sides, roll: roll, die: die, actionID: actionID) == face)
    }

    @Test("faces are those of die 0, 1, 2 …")
    func faces() {
        #expect(dice.faces(8, sides: 6, roll: 2, actionID: "fireball") == [4, 3, 2, 4, 3, 4, 5, 2])
        #expect(dice.faces(0, sides: 6, roll: 2, actionID: "fireball").isEmpty)
    }

    @Test(
        "a word beyond the last whole multiple of the sides is thrown again",
        arguments: [(1_047_553, 7924, 318_188), (1_047_553, 14_852, 728_011)])
    func rejection(sides: Int, roll: Int, face: Int) {
        #expect(dice.face(sides: sides, roll: roll, die: 0, actionID: "again") == face)
    }

    @Test("no face is favoured: 6,000 throws fall as Python's did")
    func distribution() {
        var counts = [Int](repeating: 0, count: 7)
        for roll in 0..<6000 { counts[dice.face(sides: 6, roll: roll, die: 0, actionID: "fair")] += 1 }
        #expect(counts == [0, 1024, 1001, 1000, 951, 1013, 1011])
    }

    @Test("another seed gives other dice")
    func seeds() {
        let other = Dice(seed: Array(1..<33))
        #expect(
            other.faces(20, sides: 20, roll: 0, actionID: "a") != dice.faces(20, sides: 20, roll: 0, actionID: "a"))
    }
}

@Suite("Dice notation")
struct DiceFormulaTests {
    @Test(
        "reads it",
        arguments: [
            ("1d20", 1, 20, 0, "1d20"), ("d6", 1, 6, 0, "1d6"), ("2d6+3", 2, 6, 3, "2d6+3"),
            ("10D10-4", 10, 10, -4, "10d10-4"), ("100d1000+1000", 100, 1000, 1000, "100d1000+1000"),
            ("1d2-1000", 1, 2, -1000, "1d2-1000"), ("1d6+0", 1, 6, 0, "1d6"), ("01d06", 1, 6, 0, "1d6"),
        ])
    func reads(text: String, count: Int, sides: Int, bonus: Int, canonical: String) throws {
        let formula = try #require(DiceFormula(text))
        #expect(formula.count == count)
        #expect(formula.sides == sides)
        #expect(formula.bonus == bonus)
        #expect(formula.description == canonical)
        #expect(DiceFormula(canonical) == formula)
    }

    @Test(
        "refuses what is none",
        arguments: [
            "", "d", "6", "1d", "0d6", "101d6", "1d1", "1d1001", "1d6+", "1d6-", "1d6+1001", "1d6-1001", "1d6*2",
            "1d6+1d4",
            "-1d6", "1 d6", "1d6 ", " 1d6", "1d6+-1", "1d٦", "1d99999999999999999999", "1d6.5", "dd6", "1d6++1",
        ])
    func refuses(text: String) { #expect(DiceFormula(text) == nil) }
}
