/// "Did you mean": the known word that is nearest to what somebody typed.
package enum Spelling {
    /// Longer words are nobody's slip, and comparing them is dear.
    private static let longest = 64

    /// `, did you mean "goto"?`, or nothing when no word is near.
    package static func hint(for word: String, among known: some Sequence<String>) -> String {
        suggestion(for: word, among: known).map { ", did you mean \"\($0)\"?" } ?? ""
    }

    /// Nil when nothing is near: within a third of the word's length, at least 1 and at most 3 edits.
    package static func suggestion(for word: String, among known: some Sequence<String>) -> String? {
        let limit = min(3, max(1, word.count / 3))
        let ranked = known.lazy.map { (word: $0, distance: distance(word, $0)) }.filter { $0.distance <= limit }
        return ranked.min { ($0.distance, $0.word) < ($1.distance, $1.word) }?.word
    }

    /// Levenshtein's distance with swapped neighbours as one edit (optimal string alignment); letter case is no edit.
    package static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.lowercased())
        let right = Array(right.lowercased())
        guard left.count <= longest, right.count <= longest else { return .max }
        var before: [Int] = []
        var previous = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                let replaced = previous[column] + (letter == other ? 0 : 1)
                var best = min(replaced, current[column] + 1, previous[column + 1] + 1)
                if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                    best = min(best, before[column - 1] + 1)
                }
                current.append(best)
            }
            (before, previous) = (previous, current)
        }
        return previous[right.count]
    }
}
