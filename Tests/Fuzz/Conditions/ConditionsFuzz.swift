import ContentPacks
import Core
import Fuzzing

@testable import Campaigns

/// A condition and dice notation from a stranger's pack.
///
/// The first line of the input is read as either; what follows it makes the state of a run.
///
/// * A condition is printed in one way, which parses to the same condition, and is the same from JSON.
/// * It has an answer in any state, and its negation has the other one.
/// * An error points into the text, or at its end.
/// * Dice notation that is taken lies within its bounds, prints and reads the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = input(start, count)
    let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
    let text = String(decoding: line, as: UTF8.self)
    checkCondition(text, seed: bytes.dropFirst(line.count + 1))
    checkDice(text)
    return 0
}

private func checkCondition(_ text: String, seed: ArraySlice<UInt8>) {
    let condition: Condition
    do {
        condition = try Condition(parsing: text)
    } catch {
        let length = text.unicodeScalars.count
        return require(1...(length + 1) ~= error.column, "column \(error.column) of \(length) characters")
    }
    let printed = condition.description
    require((try? Condition(printed: printed)) == condition, "\(printed) is another condition")
    require((try? Condition(printed: printed))?.description == printed, "\(printed) prints otherwise")
    let decoded = (try? JSON.encode([condition])).flatMap { try? JSON.decode([Condition].self, from: $0) }
    require(decoded == [condition], "JSON made another condition of \(printed)")
    let state = state(of: condition, seed: seed)
    require(
        condition.holds(in: state) != Condition.not(condition).holds(in: state), "\(printed) and its negation agree")
}

private func checkDice(_ text: String) {
    guard let dice = DiceFormula(text) else { return }
    require(1...100 ~= dice.count && 2...1000 ~= dice.sides && -1000...1000 ~= dice.bonus, "\(dice) is out of bounds")
    require(DiceFormula(dice.description) == dice, "\(dice) reads otherwise than \(text)")
}

/// A run in which everything that the condition asks about has some value, the wildest included.
private func state(of condition: Condition, seed: ArraySlice<UInt8>) -> RunState {
    var seed = seed
    func number() -> Int {
        switch seed.popFirst() ?? 0 {
        case 0: 0
        case 1: .max
        case 2: .min
        case 3: -1
        case let byte: Int(byte)
        }
    }
    var members = PlaytestParty.members(Int((seed.popFirst() ?? 0) % 8) + 1)
    var state = RunState(members: members)
    state.turn = max(0, number())
    for term in condition.terms {
        switch term {
        case .flag(let key):
            let kind = number()
            state.flags[key] =
                kind % 3 == 0 ? .integer(number()) : kind % 3 == 1 ? .bool(kind > 9) : .text(String(number()))
        case .has(let item): members[0].items[item] = number()
        case .visited(let scene): state.visits[scene] = number()
        case .turnsSince(let scene): state.lastVisitTurn[scene] = min(state.turn, max(0, number()))
        case .relation(let npc): state.relations[npc] = [members[members.count - 1].characterID: number()]
        case .outcome(let scene):
            let all = ActionResult.allCases
            state.outcomes[scene] = all[abs(number() % all.count)]
        case .skill, .partySize: members[0].absent = number() != 0
        }
    }
    state.members = members
    return state
}
