/// Where the players of a load find each other's parties.
actor NoticeBoard {
    private var codes: [Int64: String] = [:]

    func post(party: Int64, code: String) { codes[party] = code }

    /// A party to join, not `own`; nil while there is none.
    func party(besides own: Int64?, _ random: inout SeededRandom) -> (id: Int64, code: String)? {
        // Sorted, so that the choice hangs on the seed and not on the dictionary.
        let others = codes.keys.filter { $0 != own }.sorted()
        guard let id = others.randomElement(using: &random), let code = codes[id] else { return nil }
        return (id, code)
    }
}
