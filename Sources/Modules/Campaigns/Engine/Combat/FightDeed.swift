/// What a fight is remembered by: who put whom out of it.
package struct FightDeed: Codable, Equatable, Sendable {
    package enum Kind: String, Codable, Sendable {
        /// Out of the fight by a blow, or by bleeding.
        case felled
        /// Gave up.
        case broken
        /// Got away.
        case fled
    }

    package let kind: Kind
    /// A combatant; nil where nobody did it to `who`.
    package let by: String?
    package let who: String

    package init(_ kind: Kind, _ who: String, by: String? = nil) {
        self.kind = kind
        self.who = who
        self.by = by
    }

    /// Those of some events, in their order. What puts somebody out follows the blow that did it.
    static func all(in events: [FightEvent]) -> [FightDeed] {
        var deeds: [FightDeed] = []
        var blow: (by: String?, on: String?) = (nil, nil)
        for event in events {
            guard let actor = event.actor else { continue }
            let cause = blow.on == actor ? blow.by : nil
            switch event.kind {
            case .attack, .opportunity, .skill: blow = (actor, event.target)
            case .hurt: blow = (nil, actor)
            case .out: deeds.append(FightDeed(.felled, actor, by: cause))
            case .surrender: deeds.append(FightDeed(.broken, actor, by: cause))
            case .fled: deeds.append(FightDeed(.fled, actor))
            default: break
            }
        }
        return deeds
    }
}
