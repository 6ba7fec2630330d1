/// "Did you mean": the nearest of the words that would have been right.
enum Spelling {
    /// `, did you mean "goto"?` or nothing when no word is near: two edits, one for words of up to four letters.
    static func hint(for word: String, among words: some Sequence<String>) -> String {
        let limit = word.count <= 4 ? 1 : 2
        let near = words.lazy.map { (word: $0, distance: distance(word, $0)) }.filter { $0.distance <= limit }
            .min { ($0.distance, $0.word) < ($1.distance, $1.word) }
        return near.map { ", did you mean \"\($0.word)\"?" } ?? ""
    }

    /// Edits between two words: insert, delete, replace, swap two neighbours.
    static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.utf8)
        let right = Array(right.utf8)
        guard left.count <= 64, right.count <= 64, abs(left.count - right.count) <= 2 else { return .max }
        var before: [Int] = []
        var previous = Array(0...right.count)
        for row in 0..<left.count {
            var current = [row + 1]
            for column in 0..<right.count {
                let replaced = previous[column] + (left[row] == right[column] ? 0 : 1)
                var best = min(replaced, previous[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    best = min(best, before[column - 1] + 1)
                }
                current.append(best)
            }
            before = previous
            previous = current
        }
        return previous[right.count]
    }

    /// `a scene`, `an item`; plurals stand alone.
    static func withArticle(_ noun: String) -> String {
        if noun.hasSuffix("s") { return noun }
        return noun == "npc" || "aeio".contains(noun.prefix(1)) ? "an \(noun)" : "a \(noun)"
    }
}
