package import Core

/// A fight in rounds as it stands between two actions of players (campaign-engine "Combat-Lite").
///
/// Either a character of the party is on turn, or the fight has an end and waits to be left.
package struct Fight: Codable, Equatable, Sendable {
    /// Rounds without damage after which both sides part.
    package static let patience = 3
    /// For a fight without a limit of its own: a bound on what players can draw out.
    package static let longest = 50

    package let zones: [String]
    /// Rounds, 1...50.
    package let roundsLimit: Int
    /// Whether the scene lets the party flee.
    package let allowsFlight: Bool
    /// In the order of their turns, which never changes.
    package internal(set) var combatants: [Combatant]
    /// From 1.
    package internal(set) var round = 1
    /// Whose turn it is: an index of `combatants`.
    package internal(set) var turn = 0
    /// Whether who is on turn has moved already.
    package internal(set) var hasMoved = false
    /// Whether anybody was hurt by another in this round.
    package internal(set) var isBloody = false
    /// Rounds in a row, before this one, in which nobody was.
    package internal(set) var quietRounds = 0
    /// Whom the monsters went for last: packs hunt together.
    package internal(set) var prey: String?
    package internal(set) var end: FightEnd?
    /// What happened since the last action of a player, that action included.
    package internal(set) var recent: [FightEvent] = []
    /// Who put whom out of it so far.
    package internal(set) var deeds: [FightDeed] = []

    init(zones: [String], roundsLimit: Int?, allowsFlight: Bool, combatants: [Combatant]) {
        self.zones = zones
        self.roundsLimit = roundsLimit ?? Self.longest
        self.allowsFlight = allowsFlight
        self.combatants = combatants
    }

    /// Where those stand who are within reach of each other: `near`, or in a fight with zones of its own the first.
    package var closeZone: String { zones.contains("near") ? "near" : zones[0] }

    /// Whether no player has acted in it yet.
    package var isFresh: Bool { recent.first?.kind == .initiative }

    package var current: Combatant { combatants[turn] }

    /// The character that the fight waits for; nil when it has an end.
    package var awaited: CharacterID? { end == nil ? current.characterID : nil }

    func index(of id: String) -> Int? { combatants.firstIndex { $0.id == id } }

    package func combatant(of character: CharacterID) -> Combatant? {
        combatants.first { $0.characterID == character }
    }

    /// Those who stand on one side, in the order of their turns.
    func standing(_ side: Combatant.Side) -> [Combatant] { combatants.filter { $0.side == side && $0.isStanding } }

    /// Those who stand against `combatant`.
    package func foes(of combatant: Combatant) -> [Combatant] {
        standing(combatant.side == .party ? .monsters : .party)
    }

    /// A character leaves the run, and so the fight; the turn goes on with the next action.
    mutating func dismiss(_ character: CharacterID) {
        guard let index = combatants.firstIndex(where: { $0.characterID == character }),
            combatants[index].isStanding
        else { return }
        combatants[index].standing = .fled
    }
}
