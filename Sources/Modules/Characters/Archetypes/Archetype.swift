internal import Core

/// A preset for a new character: what is not chosen by hand comes from here.
package struct Archetype: Sendable, Equatable {
    package let id: String
    package let name: LocalizedText
    /// One or two sentences for the card.
    package let about: LocalizedText
    /// In the order of `abilityNames`, 1...30.
    package let abilities: [Int]
    /// 1...999.
    package let hp: Int
    /// Rank 0...10 by skill.
    package let skills: [String: Int]
    package let kit: [KitItem]

    /// Drawn by hand and embedded in the binary.
    package var portraitURL: String { "/static/shared/portraits/\(id).svg" }

    package static func find(_ id: String) -> Archetype? { presets.first { $0.id == id } }

    /// `{"id","name","description","coreStats","skills","hp","kit","portraitUrl"}`.
    func write(to json: inout JSONWriter, language: Language) {
        json.object {
            $0.member("id", id)
            $0.member("name", name[language])
            $0.member("description", about[language])
            $0.key("coreStats")
            $0.object { for (name, value) in zip(abilityNames, abilities) { $0.member(escaping: name, value) } }
            $0.key("skills")
            $0.object { for (name, rank) in skills.sorted(by: { $0.key < $1.key }) { $0.member(escaping: name, rank) } }
            $0.member("hp", hp)
            $0.key("kit")
            $0.array { for item in kit { item.write(to: &$0, language: language) } }
            $0.member("portraitUrl", portraitURL)
        }
    }
}

extension KitItem {
    fileprivate func write(to json: inout JSONWriter, language: Language) {
        json.object {
            $0.member("itemId", id)
            $0.member("name", name[language])
            $0.member("rarity", rarity)
            $0.member("quantity", quantity)
            $0.member("equippedSlot", slot)
            traits.writeMembers(isWorn: slot != nil, isAttuned: false, to: &$0)
        }
    }
}
