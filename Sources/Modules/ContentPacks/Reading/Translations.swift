internal import Core

/// What `strings/<lang>.yaml` says, by line id, and which of it was asked for.
struct Translations {
    struct Entry {
        let node: YAMLNode
        let key: Position
        var isUsed = false
    }

    private(set) var entries: [Language: [String: Entry]] = [:]

    mutating func add(_ language: Language, _ lineID: String, _ node: YAMLNode, key: Position) {
        entries[language, default: [:]][lineID] = Entry(node: node, key: key)
    }

    mutating func take(_ language: Language, _ lineID: String) -> YAMLNode? {
        entries[language]?[lineID]?.isUsed = true
        return entries[language]?[lineID]?.node
    }
}
