internal import ContentPacks
internal import Core

/// What a fight offers to clients that know choices only: three turns, each of which can be taken whenever a character is
/// on turn.
enum FightChoices {
    private static let attack = make("fight.attack", "Напасть на ближайшего врага", "Attack the nearest enemy")
    private static let defend = make("fight.defend", "Уйти в защиту", "Defend")
    private static let flee = make("fight.flee", "Выйти из боя", "Leave the fight")
    private static let ready = make("fight.ready", "Собраться и выждать", "Get ready and wait")

    private static let withFlight = [attack, defend, flee]
    private static let withoutFlight = [attack, defend, ready]

    static func offered(by fight: Fight) -> [Choice] { fight.allowsFlight ? withFlight : withoutFlight }

    /// nil for a choice that the fight does not offer.
    static func action(of id: String, in fight: Fight) -> FightAction? {
        guard offered(by: fight).contains(where: { $0.id == id }) else { return nil }
        return switch id {
        case defend.id: .defend
        case flee.id: .flee
        case ready.id: .skill(FightSkill.bestToGetReady(fight.current).rawValue, target: nil)
        default: .sensible
        }
    }

    private static func make(_ id: String, _ russian: String, _ english: String) -> Choice {
        Choice(
            id: id, label: Line(id: "\(id).label", texts: [.russian: russian, .english: english]), isSticky: true)
    }
}
