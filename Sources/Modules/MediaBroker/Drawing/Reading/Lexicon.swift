/// Words that mean one thing, Russian and English. A star stands for any ending; `ё` is written `е`.
struct Lexicon<Meaning: Hashable & Sendable>: Sendable {
    private let exact: [String: Meaning]
    private let stems: [(stem: String, meaning: Meaning)]

    /// In the order in which a word is tried; each text is of words between spaces.
    init(_ entries: [(Meaning, String)]) {
        var exact: [String: Meaning] = [:]
        var stems: [(stem: String, meaning: Meaning)] = []
        for (meaning, words) in entries {
            for word in words.split(separator: " ") {
                if word.hasSuffix("*") {
                    stems.append((String(word.dropLast()), meaning))
                } else {
                    exact[String(word)] = meaning
                }
            }
        }
        self.exact = exact
        self.stems = stems
    }

    func meaning(of word: String) -> Meaning? {
        exact[word] ?? stems.first { word.hasPrefix($0.stem) }?.meaning
    }

    /// In the order of the text, each once.
    func meanings(in words: [String]) -> [Meaning] {
        var found: [Meaning] = []
        for word in words {
            if let meaning = meaning(of: word), !found.contains(meaning) { found.append(meaning) }
        }
        return found
    }

    func first(in words: [String]) -> Meaning? {
        for word in words {
            if let meaning = meaning(of: word) { return meaning }
        }
        return nil
    }
}

enum Words {
    /// Letters and digits of any script, in small letters, without the difference of `ё`.
    static func of(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map { word in
            String(word.map { $0 == "ё" ? "е" : $0 })
        }
    }
}
