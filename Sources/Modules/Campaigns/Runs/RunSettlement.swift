internal import Characters
internal import ContentPacks
internal import Core
internal import Parties
internal import PartySync
internal import Storage

/// What the end of a run leaves behind: merged characters, a free party, and, when it was completed, summary and
/// retcon package. Part of the transaction that ends it.
struct RunSettlement: Sendable {
    let change: RunChange
    let content: RunContent
    /// Of a completed run.
    let farewell: RunFarewell?

    private var run: LiveRun { change.after }

    /// After everything else of the change is stored.
    func store(in connection: Connection) throws {
        // Those who left were merged when they did.
        for member in run.state.members where !member.absent {
            try Self.merge(member, of: run, content, now: change.at, in: connection)
        }
        try PartyStore.setActiveRun(nil, of: run.facts.partyID, in: connection)
        try EventLog.finish(channel: run.facts.channel, in: connection)
        try farewell?.store(for: run.facts.id, now: change.at, in: connection)
    }

    /// Gives a character what it has won, used up and suffered in the run; hit points are full again, death stays.
    static func merge(
        _ member: MemberState, of run: LiveRun, _ content: RunContent, now: Timestamp, in connection: Connection
    ) throws {
        // A character that was erased with its player takes nothing home.
        guard let character = try CharacterStore.find(member.characterID, in: connection) else { return }
        var coreStats: [String: JSONValue] = [:]
        if member.standingGained != 0 {
            let before = character.coreStats["relation"]?.integerValue ?? 0
            coreStats["relation"] = .integer(before + Int64(member.standingGained))
        }
        let merge = RunMerge(
            characterID: member.characterID, runID: run.facts.id, level: member.level,
            xp: member.xp + member.xpGained, coreStats: coreStats, maxHP: member.maxHP, isDead: member.dead,
            items: try items(of: member, content, in: connection))
        try CharacterStore.mergeRun(merge, now: now, in: connection)
    }

    /// What a member carries at the end, named so that it can be shown without the pack.
    private static func items(
        of member: MemberState, _ content: RunContent, in connection: Connection
    ) throws -> [CharacterItem] {
        let brought = try CharacterItemStore.all(of: member.characterID, in: connection)
        let known = Dictionary(brought.map { ($0.itemID, $0) }, uniquingKeysWith: { first, _ in first })
        return member.items.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { id, quantity in
            let slot = member.worn.first { $0.value == id }?.key
            let isAttuned = member.attuned.contains(id)
            if let item = known[id] {
                return CharacterItem(
                    itemID: id, pack: item.pack, name: item.name, rarity: item.rarity, quantity: quantity,
                    traits: item.traits, slot: slot, isAttuned: isAttuned)
            }
            let item = content.pack.item(id)
            let name = LocalizedText(
                en: item?.name.text(in: .english) ?? id, ru: item?.name.text(in: .russian) ?? id)
            return CharacterItem(
                itemID: id, pack: content.pack.id, name: name, rarity: (item?.rarity ?? .common).rawValue,
                quantity: quantity, traits: item?.traits ?? ItemTraits(), slot: slot, isAttuned: isAttuned)
        }
    }
}
