internal import ContentPacks

/// What who is on turn can do.
extension FightResolution {
    /// - Returns: whether what was tried was done, and whether the turn is over.
    mutating func perform(
        _ action: FightAction, using item: FightItem?
    ) throws(FightError) -> (isSuccess: Bool, endsTurn: Bool) {
        let index = fight.turn
        switch action {
        case .attack(let target):
            return (attack(index, try self.target(target, isFoe: true)), true)
        case .move(let zone):
            try checkMove(to: zone)
            return (move(index, to: zone), false)
        case .defend:
            fight.combatants[index].isDefending = true
            log(.init(.defend, fight.current.id))
            return (true, true)
        case .help(let target):
            let ally = try self.target(target, isFoe: false)
            guard ally != index else { throw .targetMustBeAlly }
            fight.combatants[ally].isHelped = true
            log(.init(.help, fight.current.id, target: fight.combatants[ally].id))
            return (true, true)
        case .skill(let name, let target):
            guard let skill = Skill(rawValue: name) else { throw .unknownTarget }
            return (try use(skill, on: target), true)
        case .useItem(_, let target):
            guard let item else { throw .uselessItem }
            try use(item, on: target)
            return (true, true)
        case .flee:
            guard fight.allowsFlight else { throw .noWayOut }
            return (leave(index), true)
        case .sensible:
            return (actSensibly(index), true)
        }
    }

    private func target(_ id: String, isFoe: Bool) throws(FightError) -> Int {
        guard let index = fight.index(of: id) else { throw .unknownTarget }
        let target = fight.combatants[index]
        guard target.isStanding else { throw .targetIsOut }
        guard (target.side != fight.current.side) == isFoe else { throw isFoe ? .targetMustBeFoe : .targetMustBeAlly }
        return index
    }

    // MARK: Moving

    private func checkMove(to zone: String) throws(FightError) {
        guard fight.zones.contains(zone) else { throw .unknownZone(fight.zones) }
        guard zone != fight.current.zone else { throw .alreadyThere }
        guard !fight.hasMoved else { throw .alreadyMoved }
    }

    /// - Returns: whether it got there.
    @discardableResult
    mutating func move(_ index: Int, to zone: String) -> Bool {
        fight.hasMoved = true
        guard leaveReach(index) else { return false }
        fight.combatants[index].zone = zone
        log(.init(.moved, fight.combatants[index].id, word: zone))
        return true
    }

    /// Out of the fight.
    ///
    /// - Returns: whether it got away.
    @discardableResult
    mutating func leave(_ index: Int) -> Bool {
        guard leaveReach(index) else { return false }
        fight.combatants[index].standing = .fled
        log(.init(.fled, fight.combatants[index].id))
        return true
    }

    // MARK: Skills and things

    private mutating func use(_ skill: Skill, on target: String?) throws(FightError) -> Bool {
        let index = fight.turn
        switch FightSkill(skill) {
        case .treat:
            let patient = try target.map { id throws(FightError) in try self.target(id, isFoe: false) } ?? index
            guard fight.combatants[patient].has(Status.bleeding.rawValue) else { throw .nothingToTreat }
            guard attempt(skill, at: patient, dc: FightSkill.treatmentDC) else { return false }
            clear(.bleeding, of: patient)
        case .stun(let ability):
            let foe = try foe(target)
            guard attempt(skill, at: foe, dc: resisted(by: foe, with: ability)) else { return false }
            bring(.stunned, to: foe)
        case .shake:
            let foe = try foe(target)
            guard attempt(skill, at: foe, dc: resisted(by: foe, with: .wisdom)) else { return false }
            shake(foe)
        case .ready:
            guard attempt(skill, at: index, dc: FightSkill.readyDC) else { return false }
            bring(.inspired, to: index)
        }
        return true
    }

    private func foe(_ target: String?) throws(FightError) -> Int {
        guard let target else { throw .unknownTarget }
        return try self.target(target, isFoe: true)
    }

    private func resisted(by index: Int, with ability: Ability) -> Int {
        max(1, FightSkill.resistedDC + fight.combatants[index].modifiers[ability.statKey, default: 0])
    }

    private mutating func attempt(_ skill: Skill, at target: Int, dc: Int) -> Bool {
        let actor = fight.current
        let edges = [actor.has(Status.inspired.rawValue), actor.isHelped]
        let roll = check(
            actor, bonus: actor.bonus(of: skill), advantages: edges.count { $0 }, disadvantages: 0,
            why: "skill:\(actor.id):\(skill.rawValue)", against: dc)
        spendEdges(of: fight.turn)
        var event = FightEvent(.skill, actor.id, target: fight.combatants[target].id, word: skill.rawValue)
        event.face = roll.face
        event.total = roll.total
        event.against = dc
        event.isSuccess = roll.isSuccess
        log(event)
        return roll.isSuccess
    }

    /// Who can break and has lost half gives up.
    private mutating func shake(_ index: Int) {
        let foe = fight.combatants[index]
        if foe.hp * 2 <= foe.maxHP, (monster(foe)?.morale ?? 0) > 0 {
            fight.combatants[index].standing = .surrendered
            log(.init(.surrender, foe.id))
        } else {
            fight.combatants[index].isShaken = true
            log(.init(.status, foe.id, word: "shaken"))
        }
    }

    /// A status that nobody had; one that lasts already stays as it is.
    private mutating func bring(_ status: Status, to index: Int) {
        guard !fight.combatants[index].has(status.rawValue) else { return }
        fight.combatants[index].statuses[status.rawValue] = 0
        log(.init(.status, fight.combatants[index].id, word: status.rawValue))
    }

    mutating func clear(_ status: Status, of index: Int) {
        guard fight.combatants[index].statuses.removeValue(forKey: status.rawValue) != nil else { return }
        log(.init(.cleared, fight.combatants[index].id, word: status.rawValue))
    }

    /// On oneself, unless an ally is named.
    private mutating func use(_ item: FightItem, on target: String?) throws(FightError) {
        let index = try target.map { id throws(FightError) in try self.target(id, isFoe: false) } ?? fight.turn
        log(.init(.item, fight.current.id, target: fight.combatants[index].id, word: item.id))
        let healed = min(item.heals, fight.combatants[index].maxHP - fight.combatants[index].hp)
        if healed > 0 {
            fight.combatants[index].hp += healed
            log(.init(.healed, fight.combatants[index].id, amount: healed))
        }
        for status in item.clears { clear(status, of: index) }
        for status in item.brings { bring(status, to: index) }
    }
}
