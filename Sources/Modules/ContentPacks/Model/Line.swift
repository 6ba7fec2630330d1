package import Core

/// One text that a person sees, in every language that the pack speaks.
///
/// The id is `<owner id>.<field>` (`scn_pier.title`, `scn_pier.ask_price.label`); translations are found by it.
/// As JSON: `{"id": "scn_pier.title", "texts": {"en": "…", "ru": "…"}}`.
package struct Line: Sendable, Equatable {
    package let id: String
    package let texts: [Language: String]

    package init(id: String, texts: [Language: String]) {
        self.id = id
        self.texts = texts
    }

    /// The text in `language`, or in the first language that has one: an untranslated line is better than a gap.
    package func text(in language: Language) -> String {
        if let text = texts[language] { return text }
        for other in Language.allCases {
            if let text = texts[other] { return text }
        }
        return ""
    }
}

extension Line: Codable {
    private enum CodingKeys: String, CodingKey {
        case id, texts
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(String.self, forKey: .id)
        var texts: [Language: String] = [:]
        for (name, text) in try container.decode([String: String].self, forKey: .texts) {
            if let language = Language(rawValue: name) { texts[language] = text }
        }
        self.texts = texts
    }

    /// Not the synthesised form: it would write a dictionary with such keys as a list in no fixed order.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        let named = Dictionary(uniqueKeysWithValues: texts.map { ($0.key.rawValue, $0.value) })
        try container.encode(named, forKey: .texts)
    }
}
