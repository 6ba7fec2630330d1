import Testing

@testable import ContentPacks

/// A message as it stands in the sources: a literal of several words, cut where values go in.
struct MessageTemplate {
    let place: String
    let pieces: [String]

    func matches(_ message: String) -> Bool {
        var rest = message[...]
        for piece in pieces {
            guard let found = rest.firstRange(of: piece) else { return false }
            rest = rest[found.upperBound...]
        }
        return true
    }

    /// Those of one source file. A literal without a space is a key or a word, no message.
    static func templates(in source: String, named name: String) -> [MessageTemplate] {
        var scanner = Scanner(characters: Array(source))
        return scanner.literals().filter { $0.pieces.contains { $0.trimming.contains(" ") } }
            .map { MessageTemplate(place: "\(name):\($0.line)", pieces: $0.pieces.filter { !$0.isEmpty }) }
    }

    /// Cuts the literals out of Swift source: comments skipped, values in `\(…)` followed into.
    private struct Scanner {
        let characters: [Character]
        var position = 0
        var line = 1

        private mutating func take() -> Character? {
            guard position < characters.count else { return nil }
            defer { position += 1 }
            if characters[position] == "\n" { line += 1 }
            return characters[position]
        }

        /// - Parameter depth: of parentheses inside a value; nil outside of any.
        mutating func literals(untilClosed depth: Int? = nil) -> [(line: Int, pieces: [String])] {
            var found: [(line: Int, pieces: [String])] = []
            var depth = depth
            while let character = take() {
                switch character {
                case "/" where position < characters.count && characters[position] == "/":
                    while let next = take(), next != "\n" {}
                case "\"": found += literal()
                case "(": depth = depth.map { $0 + 1 }
                case ")":
                    depth = depth.map { $0 - 1 }
                    if depth == 0 { return found }
                default: break
                }
            }
            return found
        }

        private mutating func literal() -> [(line: Int, pieces: [String])] {
            let start = line
            var inner: [(line: Int, pieces: [String])] = []
            var pieces = [""]
            while let character = take(), character != "\"" {
                guard character == "\\" else {
                    pieces[pieces.count - 1].append(character)
                    continue
                }
                switch take() {
                case "("?:
                    inner += literals(untilClosed: 1)
                    pieces.append("")
                case let escaped?: pieces[pieces.count - 1].append(escaped)
                case nil: break
                }
            }
            return [(start, pieces)] + inner
        }
    }
}

extension String {
    /// Without what may lead to a value or on to the next literal.
    fileprivate var trimming: Substring { self[...].drop { $0 == " " || $0 == "," }.dropLast(hasSuffix(" ") ? 1 : 0) }
}
