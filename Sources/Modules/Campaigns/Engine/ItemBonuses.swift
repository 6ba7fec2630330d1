internal import Characters
internal import ContentPacks

/// What things do for who carries them, in checks and in fights: bonuses of the pack's items, of the types `skill` and
/// `ability` for their `stat`, and `ac`, `attack` and `damage` for fights.
///
/// Only things that work count (`ItemTraits.works`), and bonuses of one kind do not add up: of all of them the best one
/// counts, and none is 0.
struct ItemBonuses: Sendable {
    /// Types that only fights know.
    enum InFights: String {
        case armourClass = "ac"
        case attack, damage
    }

    private struct Bonus {
        let item: String
        let value: Int
    }

    /// By skill, ability key, or type of fights.
    private var bonuses: [String: [Bonus]] = [:]
    private let traits: [String: ItemTraits]

    init(_ items: [Item]) {
        traits = Dictionary(items.map { ($0.id, $0.traits) }, uniquingKeysWith: { first, _ in first })
        for item in items {
            for effect in item.effects {
                guard let key = Self.key(of: effect), let value = effect.value else { continue }
                bonuses[key, default: []].append(Bonus(item: item.id, value: value))
            }
        }
    }

    /// nil for what is no bonus.
    private static func key(of effect: Item.Bonus) -> String? {
        switch effect.type {
        case "skill", "ability": effect.stat?.lowercased()
        default: InFights(rawValue: effect.type)?.rawValue
        }
    }

    func best(for check: Check, of member: MemberState) -> Int {
        guard !bonuses.isEmpty else { return 0 }
        return best(of: [check.skill?.rawValue, check.ability.statKey].compactMap { $0 }, member)
    }

    /// Everything that adds to a check of the member now, by skill and ability key.
    func all(of member: MemberState) -> [String: Int] {
        guard !bonuses.isEmpty else { return [:] }
        let checks =
            Skill.allCases.map { (key: $0.rawValue, check: Check(skill: $0, dc: 1)) }
            + Ability.allCases.map { (key: $0.statKey, check: Check(ability: $0, dc: 1)) }
        let values = checks.map { ($0.key, best(for: $0.check, of: member)) }.filter { $0.1 != 0 }
        return Dictionary(values, uniquingKeysWith: { first, _ in first })
    }

    func best(_ kind: InFights, of member: MemberState) -> Int { best(of: [kind.rawValue], member) }

    private func best(of keys: [String], _ member: MemberState) -> Int {
        let working = keys.lazy.flatMap { bonuses[$0] ?? [] }.filter { bonus in
            traits[bonus.item].map { member.isServed(by: bonus.item, $0) } ?? false
        }
        return working.map(\.value).max() ?? 0
    }
}
