internal import Core

extension Spelling {
    /// `, did you mean "goto"?`, or all of a few known words when none is near.
    static func hint(for word: String, amongAll known: [String]) -> String {
        let hint = hint(for: word, among: known)
        return hint.isEmpty ? ", it must be one of \(known.joined(separator: ", "))" : hint
    }
}
