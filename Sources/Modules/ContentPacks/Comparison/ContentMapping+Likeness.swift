internal import Core

extension ContentMapping {
    /// What looks renamed: of parts that are gone and parts that are new, the pairs that are most alike, each part once.
    /// A proposal, for a person to look at.
    package init(byLikenessFrom old: Pack, to new: Pack) {
        self.init()
        let language = old.languages.first ?? .english
        for campaign in old.campaigns {
            guard let other = new.campaign(campaign.id) else { continue }
            proposeScenes(campaign, other, language)
            proposeChoices(campaign, other, language)
            proposeFlags(campaign, other)
            proposeEndings(campaign, other)
        }
        items = Self.pairs(old.items, new.items, id: \.id) {
            Likeness.mean([($0.name.text(in: language), $1.name.text(in: language), 3), ($0.id, $1.id, 1)])
        }
        npcs = Self.pairs(old.npcs, new.npcs, id: \.id) {
            Likeness.mean([($0.name.text(in: language), $1.name.text(in: language), 3), ($0.id, $1.id, 1)])
        }
    }

    private mutating func proposeScenes(_ old: Campaign, _ new: Campaign, _ language: Language) {
        func text(_ scene: Scene) -> String { scene.text.map { $0.text(in: language) }.joined(separator: " ") }
        func labels(_ scene: Scene) -> String {
            scene.choices.map { $0.label.text(in: language) }.joined(separator: " ")
        }
        let pairs = Self.pairs(old.scenes, new.scenes, id: \.id) { left, right in
            let likeness = Likeness.mean([
                (left.title.text(in: language), right.title.text(in: language), 2), (text(left), text(right), 3),
                (labels(left), labels(right), 1), (left.id, right.id, 1),
            ])
            return left.type == right.type ? likeness : likeness * 0.8
        }
        scenes.merge(pairs) { first, _ in first }
    }

    /// In scenes that are still there, by whatever name.
    private mutating func proposeChoices(_ old: Campaign, _ new: Campaign, _ language: Language) {
        for scene in old.scenes {
            guard let other = new.scene(self.scene(scene.id)) else { continue }
            let pairs = Self.pairs(scene.choices, other.choices, id: \.id) {
                Likeness.mean([($0.label.text(in: language), $1.label.text(in: language), 3), ($0.id, $1.id, 1)])
            }
            for (choice, name) in pairs { choices["\(scene.id)/\(choice)"] = name }
        }
    }

    /// The value of a flag that is of another type now is forgotten.
    private mutating func proposeFlags(_ old: Campaign, _ new: Campaign) {
        let pairs = Self.pairs(old.flags, new.flags, id: \.key) { left, right in
            guard left.kind == right.kind else { return 0 }
            return Likeness.of(left.key, right.key)
        }
        flags.merge(pairs) { first, _ in first }
        for flag in old.flags {
            if let same = new.flags.first(where: { $0.key == flag.key }), same.kind != flag.kind {
                flags[flag.key] = .some(nil)
            }
        }
    }

    /// By the scenes that carry them.
    private mutating func proposeEndings(_ old: Campaign, _ new: Campaign) {
        let known = Set(new.scenes.compactMap(\.ending))
        for scene in old.scenes {
            guard let ending = scene.ending, !known.contains(ending),
                let other = new.scene(self.scene(scene.id))?.ending
            else { continue }
            endings[ending] = other
        }
    }

    /// The pairs of one gone and one new, the likest first, down to those that are half alike.
    private static func pairs<Part>(
        _ old: [Part], _ new: [Part], id: (Part) -> String, likeness: (Part, Part) -> Double
    ) -> Names {
        let (before, after) = (Set(old.map(id)), Set(new.map(id)))
        let gone = old.filter { !after.contains(id($0)) }
        let come = new.filter { !before.contains(id($0)) }
        var likest = gone.flatMap { left in
            come.map { (old: id(left), new: id($0), likeness: likeness(left, $0)) }
        }.filter { $0.likeness >= 0.5 }
        likest.sort { ($1.likeness, $0.old, $0.new) < ($0.likeness, $1.old, $1.new) }
        var names: Names = [:]
        var taken: Set<String> = []
        for pair in likest where names[pair.old] == nil && !taken.contains(pair.new) {
            names[pair.old] = pair.new
            taken.insert(pair.new)
        }
        return names
    }
}

/// How much two texts have in common: 0...1.
private enum Likeness {
    /// Weighted; pairs of which both are empty say nothing.
    static func mean(_ pairs: [(left: String, right: String, weight: Double)]) -> Double {
        let told = pairs.filter { !$0.left.isEmpty || !$0.right.isEmpty }
        let weight = told.reduce(0) { $0 + $1.weight }
        return weight == 0 ? 0 : told.reduce(0) { $0 + of($1.left, $1.right) * $1.weight } / weight
    }

    /// The share of pairs of letters that both have (Dice's coefficient); letter case does not count.
    static func of(_ left: String, _ right: String) -> Double {
        if left == right { return 1 }
        let (left, right) = (pairs(left), pairs(right))
        let count = left.values.reduce(0, +) + right.values.reduce(0, +)
        guard count > 0 else { return 0 }
        let common = left.reduce(0) { $0 + min($1.value, right[$1.key] ?? 0) }
        return Double(2 * common) / Double(count)
    }

    private static func pairs(_ text: String) -> [UInt64: Int] {
        var counts: [UInt64: Int] = [:]
        var last: UInt32?
        for scalar in text.lowercased().unicodeScalars {
            if let last { counts[UInt64(last) << 32 | UInt64(scalar.value), default: 0] += 1 }
            last = scalar.value
        }
        return counts
    }
}
