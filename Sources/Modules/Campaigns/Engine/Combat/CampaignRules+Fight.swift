internal import ContentPacks
internal import Core

extension CampaignRules {
    /// What the fight's log calls everybody: a character's name; a monster's, with a number where there are several.
    package func combatantNames(_ state: RunState) -> [String: String] {
        var names: [String: String] = [:]
        for combatant in state.fight?.combatants ?? [] {
            if let character = combatant.characterID {
                names[combatant.id] = state.member(character)?.name
            } else if let monster = combatant.monsterID.flatMap({ monsters[$0] }) {
                let name = monster.name.text(in: language)
                names[combatant.id] = combatant.number > 0 ? "\(name) \(combatant.number)" : name
            }
        }
        return names
    }

    /// Tells the fight that `state` stands in.
    package func fightLines(_ state: RunState) -> FightLines {
        FightLines(
            names: combatantNames(state), items: itemNames,
            zones: scene(state.sceneID)?.combat?.zoneNames.mapValues { $0.text(in: language) } ?? [:],
            language: language)
    }
}
