internal import ContentPacks
internal import Core

/// A fight in the making: from one action of a player to the next, with the monsters' turns between them.
///
/// Pure, as all of the engine: everything random comes from the run's dice.
struct FightResolution {
    private(set) var dice: FightDice
    /// The bestiary of the pack.
    let monsters: [String: Monster]
    var fight: Fight

    init(_ fight: Fight, monsters: [String: Monster], dice: FightDice) {
        self.fight = fight
        self.monsters = monsters
        self.dice = dice
        self.fight.recent = []
    }

    // MARK: Course

    /// Rolls for initiative and plays until a character is on turn. Ties go to the higher dexterity, then to who rolled
    /// first.
    mutating func begin() {
        for index in fight.combatants.indices {
            let combatant = fight.combatants[index]
            let roll = dice.roll(
                "1d20", plus: combatant.initiativeBonus, by: combatant.characterID, why: "initiative:\(combatant.id)")
            fight.combatants[index].initiative = roll.total
            fight.combatants[index].initiativeRoll = roll.number
        }
        fight.combatants.sort { one, two in
            (one.initiative, one.dexterity, -one.initiativeRoll) > (two.initiative, two.dexterity, -two.initiativeRoll)
        }
        for combatant in fight.combatants { log(.init(.initiative, combatant.id, amount: combatant.initiative)) }
        log(.init(.round, amount: 1))
        if judge() { return }
        beginTurn()
        playMonsters()
    }

    /// What the character on turn does, and what follows until one is on turn again.
    ///
    /// - Returns: whether it did what was tried.
    /// - Throws: what keeps it from being done; then nothing has happened.
    mutating func act(_ action: FightAction, using item: FightItem? = nil) throws(FightError) -> Bool {
        let (isSuccess, endsTurn) = try perform(action, using: item)
        if judge() { return isSuccess }
        if endsTurn || !fight.current.isStanding {
            passTurn()
            playMonsters()
        }
        return isSuccess
    }

    /// Plays the turn of a character that nobody plays: it defends, or is not here any more.
    mutating func playAbsent() {
        if fight.current.isStanding {
            log(.init(.absent, fight.current.id))
            fight.combatants[fight.turn].isDefending = true
        }
        if judge() { return }
        passTurn()
        playMonsters()
    }

    // MARK: Rolls and log

    mutating func log(_ event: FightEvent) { fight.recent.append(event) }

    mutating func roll(_ formula: String, plus bonus: Int, for actor: Combatant, why: String, against dc: Int? = nil)
        -> FightDice.Roll
    {
        dice.roll(formula, plus: bonus, by: actor.characterID, why: why, against: dc)
    }

    /// d20 + `bonus` against `dc`: a natural 20 does it and a natural 1 does not, whatever the total.
    mutating func check(
        _ actor: Combatant, bonus: Int, advantages: Int, disadvantages: Int, why: String, against dc: Int
    ) -> FightDice.Roll {
        let formula =
            switch (advantages > 0, disadvantages > 0) {
            case (true, false): "2d20kh1"
            case (false, true): "2d20kl1"
            default: "1d20"
            }
        return roll(formula, plus: bonus, for: actor, why: why, against: dc)
    }

    // MARK: Hit points

    /// Takes hit points off, never under 0; who has none left is out, and who breaks gives up.
    mutating func hurt(_ index: Int, by amount: Int) {
        let hp = max(0, fight.combatants[index].hp - max(0, amount))
        fight.combatants[index].hp = hp
        let combatant = fight.combatants[index]
        if hp == 0 {
            fight.combatants[index].standing = .out
            log(.init(.out, combatant.id))
        } else if breaks(combatant) {
            fight.combatants[index].standing = .surrendered
            log(.init(.surrender, combatant.id))
        }
    }

    private func breaks(_ combatant: Combatant) -> Bool {
        guard let morale = monster(combatant)?.morale, morale > 0 else { return false }
        return combatant.hp * 100 <= combatant.maxHP * morale
    }

    func monster(_ combatant: Combatant) -> Monster? { combatant.monsterID.flatMap { monsters[$0] } }

    func isA(_ behaviour: Behaviour, _ combatant: Combatant) -> Bool {
        monster(combatant)?.behaviours.contains(behaviour) ?? false
    }
}
