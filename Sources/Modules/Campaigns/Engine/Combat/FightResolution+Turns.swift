internal import ContentPacks

/// How turns and rounds follow each other, and when the fight is over.
extension FightResolution {
    /// What a stunned one must reach with constitution to come to its senses.
    private static let recoveryDC = 10

    /// Plays on until a character is on turn that can act, or the fight is over.
    mutating func playMonsters() {
        while fight.end == nil {
            let current = fight.current
            if current.isStanding, !current.has(Status.stunned.rawValue) {
                guard current.side == .monsters else { return }
                actAsMonster(fight.turn)
                if judge() { return }
            }
            passTurn()
        }
    }

    /// The next one who stands is on turn; after the last one a new round begins.
    mutating func passTurn() {
        repeat {
            fight.turn += 1
            if fight.turn == fight.combatants.count {
                fight.turn = 0
                endRound()
                if fight.end != nil { return }
            }
        } while !fight.current.isStanding
        beginTurn()
        _ = judge()
    }

    private mutating func endRound() {
        fight.quietRounds = fight.isBloody ? 0 : fight.quietRounds + 1
        fight.isBloody = false
        if fight.quietRounds >= Fight.patience {
            fight.end = .standoff
        } else if fight.round >= fight.roundsLimit {
            fight.end = .timeout
        } else {
            fight.round += 1
            log(.init(.round, amount: fight.round))
        }
    }

    /// Defence and reaction begin anew; who bleeds loses a hit point; who is stunned tries to recover, and acts when it
    /// does; what lasts for some turns lasts one less.
    mutating func beginTurn() {
        let index = fight.turn
        fight.hasMoved = false
        fight.combatants[index].isDefending = false
        fight.combatants[index].hasReaction = true
        let current = fight.current
        if current.has(Status.bleeding.rawValue) {
            log(.init(.hurt, current.id, amount: 1, word: Status.bleeding.rawValue))
            hurt(index, by: 1)
        }
        if current.has(Status.stunned.rawValue), fight.combatants[index].isStanding { recover(index) }
        for status in Status.allCases { runOut(status, of: index) }
    }

    private mutating func recover(_ index: Int) {
        let current = fight.combatants[index]
        let roll = check(
            current, bonus: current.modifiers[Ability.constitution.statKey, default: 0], advantages: 0,
            disadvantages: 0, why: "recovery:\(current.id)", against: Self.recoveryDC)
        if roll.isSuccess {
            clear(.stunned, of: index)
        } else {
            log(.init(.skipped, current.id, word: Status.stunned.rawValue))
        }
    }

    private mutating func runOut(_ status: Status, of index: Int) {
        guard let left = fight.combatants[index].statuses[status.rawValue], left > 0 else { return }
        if left > 1 {
            fight.combatants[index].statuses[status.rawValue] = left - 1
        } else if status != .stunned {
            clear(status, of: index)
        }
    }

    /// Whether the fight is over, by who still stands.
    mutating func judge() -> Bool {
        if fight.end != nil { return true }
        if fight.standing(.party).isEmpty {
            fight.end = fight.combatants.contains { $0.side == .party && $0.standing == .fled } ? .flee : .defeat
        } else if fight.standing(.monsters).isEmpty {
            let fell = fight.combatants.allSatisfy { $0.side == .party || $0.standing == .out }
            fight.end = fell ? .victory : .surrender
        }
        return fight.end != nil
    }
}
