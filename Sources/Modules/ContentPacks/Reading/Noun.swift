/// Names of things in messages to authors.
enum Noun {
    /// `a scene`, `an item`; plurals stand alone.
    static func withArticle(_ noun: String) -> String {
        if noun.hasSuffix("s") { return noun }
        let isSpelled = ["npc", "hp", "xp"].contains { noun.hasPrefix($0) }
        return isSpelled || "aeio".contains(noun.prefix(1)) ? "an \(noun)" : "a \(noun)"
    }
}
