internal import ContentPacks

/// What carried things add to checks: bonuses of type `skill` and `ability` of the pack's items.
struct ItemBonuses: Sendable {
    private struct Bonus {
        let item: String
        let value: Int
    }

    /// By skill or ability key.
    private var bonuses: [String: [Bonus]] = [:]

    init(_ items: [Item]) {
        for item in items {
            for effect in item.effects where effect.type == "skill" || effect.type == "ability" {
                guard let stat = effect.stat?.lowercased(), let value = effect.value else { continue }
                bonuses[stat, default: []].append(Bonus(item: item.id, value: value))
            }
        }
    }

    /// Bonuses do not add up: of all that a character carries the best one counts, and none is 0.
    func best(for check: Check, of member: MemberState) -> Int {
        guard !bonuses.isEmpty else { return 0 }
        let names = [check.skill?.rawValue, check.ability.statKey]
        let values = names.compactMap { $0 }.flatMap { bonuses[$0] ?? [] }
            .filter { member.items[$0.item, default: 0] > 0 }.map(\.value)
        return values.max() ?? 0
    }
}
