internal import Characters
internal import ContentPacks
internal import Core

/// What a character carries in a run, as its player sees it: the things that the run's pack knows, by id.
struct CarriedThings {
    let member: MemberState
    let rules: CampaignRules

    /// What they add to checks, by skill and ability key.
    var bonuses: [String: Int] { rules.itemBonuses.all(of: member) }

    func write(to json: inout JSONWriter) {
        json.array { list in
            for (id, quantity) in member.items.sorted(by: { $0.key < $1.key }) {
                if let item = rules.items[id] { write(item, quantity, to: &list) }
            }
        }
    }

    /// An `InventoryItem`, with what it is here.
    private func write(_ item: Item, _ quantity: Int, to json: inout JSONWriter) {
        let traits = item.traits
        let isWorn = member.isWearing(item.id, traits)
        let use = member.isServed(by: item.id, traits) ? FightItem(item) : nil
        json.object {
            $0.member("itemId", item.id)
            $0.member("name", item.name.text(in: rules.language))
            $0.member("rarity", item.rarity.rawValue)
            $0.member("quantity", quantity)
            $0.member("equippedSlot", isWorn ? item.slot : nil)
            traits.writeMembers(isWorn: isWorn, isAttuned: member.attuned.contains(item.id), to: &$0)
            let charges = use?.charges ?? traits.charges
            $0.member("chargesLeft", charges.map { Int64(member.chargesLeft(of: item.id, $0)) })
            $0.member("use", use.map { UseLine(language: rules.language).line(of: $0) })
            $0.key("notes")
            $0.array { list in
                for note in item.effects.compactMap(\.description) { list.value(note.text(in: rules.language)) }
            }
        }
    }
}
