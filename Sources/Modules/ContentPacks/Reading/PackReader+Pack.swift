internal import Core

extension PackReader {
    /// The `languages` of `pack.yaml`, the pack's own first; Russian when it names none.
    func languages(of root: YAMLNode) -> [Language] {
        var languages: [Language] = []
        for element in list(root, "languages") {
            guard let text = text(of: element, "languages") else { continue }
            guard let language = Language(rawValue: text) else {
                let known = Language.allCases.map(\.rawValue).joined(separator: ", ")
                error(element.position, "\"\(text)\" is no language of the game: \(known)")
                continue
            }
            if languages.contains(language) { error(element.position, "\"\(text)\" is here twice") }
            languages.append(language)
        }
        return languages.isEmpty ? [.russian] : languages
    }

    func assertions(_ root: YAMLNode, campaigns: [Campaign]) -> Assertions {
        guard let node = root["assertions"], open(node, as: .assertions) else { return Assertions() }
        let endings = campaigns.flatMap(\.scenes).compactMap(\.ending)
        let texts = { (field: String) in
            self.oneOrMany(node, field).compactMap { element in
                self.text(of: element, field).map { (text: $0, position: element.position) }
            }
        }
        for (ending, position) in texts("reachable") where !endings.contains(ending) {
            error(position, "there is no ending \"\(ending)\"\(Spelling.hint(for: ending, among: endings))")
        }
        return Assertions(
            never: texts("never").map(\.text), always: texts("always").map(\.text),
            reachable: texts("reachable").map(\.text))
    }
}
