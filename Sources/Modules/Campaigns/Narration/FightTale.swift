internal import Core

/// A whole fight as the chronicle keeps it: how long it was, how it ended, and who put whom out of it.
struct FightTale {
    /// What several did, or what befell several: told in one sentence.
    struct Part {
        enum Kind: String {
            /// Monsters: by a blow of somebody, without one, by fear, by flight.
            case felled, collapsed, broken, escaped
            /// Members: out of the fight, and out of it on their own feet.
            case lost, withdrew
        }

        let kind: Kind
        /// Name of the one who did it; nil where nobody did, or where it does not matter.
        let by: String?
        /// Each name with how many there were of it, in the order of their fall.
        private(set) var who: [(name: MonsterName, count: Int)] = []

        /// Whether it takes a verb for many.
        var isMany: Bool { who.count > 1 || who.contains { $0.count > 1 } }

        fileprivate mutating func add(_ name: MonsterName) {
            if let index = who.firstIndex(where: { $0.name == name }) {
                who[index].count += 1
            } else {
                who.append((name, 1))
            }
        }
    }

    let rounds: Int
    let result: ActionResult
    let parts: [Part]

    /// - Parameter entry: the `COMBAT` line; nil for any other.
    init?(_ entry: ChronicleEntry, names: NameBook) {
        guard entry.type == "COMBAT", let rounds = entry.payload["rounds"]?.integerValue,
            let result = entry.payload["outcome"]?.stringValue.flatMap(ActionResult.init)
        else { return nil }
        self.rounds = Int(rounds)
        self.result = result
        var parts: [Part] = []
        guard case .array(let deeds)? = entry.payload["deeds"] else {
            self.parts = []
            return
        }
        for deed in deeds.compactMap(FightDeed.init) {
            let isMember = names.member(deed.who) != nil
            let by = isMember || deed.kind == .fled ? nil : deed.by.flatMap(names.member)
            let kind: Part.Kind =
                switch (deed.kind, isMember) {
                case (.fled, true): .withdrew
                case (_, true): .lost
                case (.fled, false): .escaped
                case (.broken, false): .broken
                case (.felled, false): by == nil ? .collapsed : .felled
                }
            let index = parts.firstIndex { $0.kind == kind && $0.by == by } ?? parts.endIndex
            if index == parts.endIndex { parts.append(Part(kind: kind, by: by)) }
            parts[index].add(names.combatant(deed.who))
        }
        // Who fell of one's own is told last.
        self.parts = parts.filter { !$0.isOfTheParty } + parts.filter(\.isOfTheParty)
    }
}

extension FightTale.Part {
    /// Whether it befell members.
    var isOfTheParty: Bool { kind == .lost || kind == .withdrew }
}
