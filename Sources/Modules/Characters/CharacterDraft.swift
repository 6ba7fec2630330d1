internal import Core

/// A new character as its player wants it, with what is missing taken from the archetype.
package struct CharacterDraft: Sendable, Equatable {
    package let name: String
    package let archetype: String
    package let race: String?
    /// A JSON object: the six abilities first, then what else was sent.
    package let coreStats: [UInt8]
    /// A JSON object.
    package let skills: [UInt8]
    package let maxHP: Int
    package let kit: [KitItem]
    package let portraitURL: String?

    init(_ sent: NewCharacter) {
        name = sent.name
        archetype = sent.archetype
        race = sent.race
        let preset = Archetype.find(sent.archetype)
        maxHP = sent.hp ?? preset?.hp ?? 10
        kit = preset?.kit ?? []
        portraitURL = preset?.portraitURL

        var stats = JSONWriter()
        stats.object {
            for (index, name) in abilityNames.enumerated() {
                $0.member(escaping: name, sent.abilities[index] ?? preset?.abilities[index] ?? 10)
            }
            if let hp = sent.hp { $0.member("hp", hp) }
            for (name, value) in sent.otherStats {
                $0.key(escaping: name)
                $0.value(value)
            }
        }
        coreStats = stats.bytes

        var skills = JSONWriter()
        skills.object {
            if let ranks = sent.skills {
                for (name, rank) in ranks { $0.member(escaping: name, rank) }
            } else {
                for (name, rank) in (preset?.skills ?? [:]).sorted(by: { $0.key < $1.key }) {
                    $0.member(escaping: name, rank)
                }
            }
        }
        self.skills = skills.bytes
    }
}
