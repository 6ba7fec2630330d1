internal import Characters
internal import Core

/// The characters with which a robot plays: the presets that players begin with, in their order.
enum PlaytestParty {
    /// - Parameter count: 1...8; there are six presets, so that the seventh is as the first.
    static func members(_ count: Int) -> [MemberState] {
        (1...count).map { number in
            let preset = Archetype.presets[(number - 1) % Archetype.presets.count]
            return MemberState(
                characterID: CharacterID(rawValue: Int64(number)), playerID: PlayerID(rawValue: Int64(number)),
                name: preset.name[.english],
                abilities: Dictionary(zip(abilityNames, preset.abilities), uniquingKeysWith: { first, _ in first }),
                skills: preset.skills, hp: preset.hp, maxHP: preset.hp,
                items: Dictionary(preset.kit.map { ($0.id, $0.quantity) }, uniquingKeysWith: +))
        }
    }
}
