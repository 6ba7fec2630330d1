internal import Core

extension PackReader {
    /// The `languages` of `pack.yaml`, the pack's own first; Russian when it names none.
    func languages(of root: YAMLNode) -> [Language] {
        var languages: [Language] = []
        for element in list(root, "languages") {
            guard let text = text(of: element, "languages") else { continue }
            guard let language = Language(rawValue: text) else {
                let known = Language.allCases.map(\.rawValue).joined(separator: ", ")
                error(element.position, "\"\(text)\" is no language of the game, it must be one of \(known)")
                continue
            }
            guard !languages.contains(language) else {
                error(element.position, "the language \"\(text)\" is here twice: take one away")
                continue
            }
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
        for (rule, position) in texts("never") where !Assertions.nevers.contains(rule) {
            error(position, "\"never\" knows no \"\(rule)\"\(Spelling.hint(for: rule, amongAll: Assertions.nevers))")
        }
        // Flags belong to a campaign: only where there is but one is it clear which flag is meant.
        campaignID = campaigns.count == 1 ? campaigns[0].id : nil
        defer { campaignID = nil }
        let always = oneOrMany(node, "always").compactMap { condition(of: $0, "always", declared: Assertions.amounts) }
        for (ending, position) in texts("reachable") where !endings.contains(ending) {
            error(position, "there is no ending \"\(ending)\"\(hint(for: ending, among: endings))")
        }
        return Assertions(
            never: texts("never").map(\.text), always: always.map(\.description),
            reachable: texts("reachable").map(\.text))
    }
}
