/// "Did you mean": the known word that is nearest to what somebody typed.
package enum Spelling {
    /// Nil when nothing is near: within a third of the word's length, at most 3 edits.
    package static func suggestion(for word: String, among known: some Sequence<String>) -> String? {
        let limit = min(3, max(1, word.count / 3))
        let ranked = known.map { (word: $0, distance: distance(word, $0)) }.filter { $0.distance <= limit }
        return ranked.min { ($0.distance, $0.word) < ($1.distance, $1.word) }?.word
    }

    /// Levenshtein's distance with swapped neighbours as one edit (optimal string alignment).
    package static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.lowercased())
        let right = Array(right.lowercased())
        var before: [Int] = []
        var previous = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                var best = min(current[column] + 1, previous[column + 1] + 1, previous[column] + (letter == other ? 0 : 1))
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
