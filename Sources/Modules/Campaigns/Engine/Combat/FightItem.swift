internal import ContentPacks

/// What a thing does when it is used in a fight: the effects of types `hp`, `clear` and `status` in the pack.
struct FightItem {
    let id: String
    /// Hit points regained, 0 and up.
    let heals: Int
    let clears: [Status]
    let brings: [Status]
    /// Uses before it is gone, 1 and up.
    let charges: Int

    /// nil for a thing that does nothing of these, and for what is worn: that works by itself.
    init?(_ item: Item) {
        guard item.slot == nil else { return nil }
        id = item.id
        heals = item.effects.lazy.filter { $0.type == "hp" }.compactMap(\.value).reduce(0) { $0 + max(0, $1) }
        let statuses = { (type: String) in
            item.effects.filter { $0.type == type }.compactMap { $0.stat.flatMap(Status.init) }
        }
        clears = statuses("clear")
        brings = statuses("status").filter { $0 == .inspired }
        guard heals > 0 || !clears.isEmpty || !brings.isEmpty else { return nil }
        charges = max(1, item.charges ?? 1)
    }
}
