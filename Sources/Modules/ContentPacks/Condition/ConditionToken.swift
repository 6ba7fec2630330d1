/// A word of a condition.
struct ConditionToken: Equatable {
    enum Kind: Equatable {
        case name(String)
        case integer(Int)
        case text(String)
        case comparison(Condition.Comparison)
        case open, close
        case end
    }

    let kind: Kind
    /// 1-based, in code points.
    let column: Int

    /// As an error message names it.
    var spelling: String {
        switch kind {
        case .name(let name): "\"\(name)\""
        case .integer(let number): "\(number)"
        case .text: "a text"
        case .comparison(let comparison): "\"\(comparison.rawValue)\""
        case .open: "\"(\""
        case .close: "\")\""
        case .end: "the end"
        }
    }

    /// Cuts a condition into words; the last one is `.end`.
    static func tokens(of source: String) throws(ConditionError) -> [ConditionToken] {
        var cutter = Cutter(characters: Array(source.unicodeScalars))
        var tokens: [ConditionToken] = []
        repeat { tokens.append(try cutter.next()) } while tokens.last?.kind != .end
        return tokens
    }

    private struct Cutter {
        let characters: [Unicode.Scalar]
        var position = 0

        mutating func next() throws(ConditionError) -> ConditionToken {
            while position < characters.count, characters[position].properties.isWhitespace { position += 1 }
            let column = position + 1
            guard position < characters.count else { return ConditionToken(kind: .end, column: column) }
            let character = characters[position]
            if Self.isName(character) { return ConditionToken(kind: try word(), column: column) }
            position += 1
            switch character {
            case "(": return ConditionToken(kind: .open, column: column)
            case ")": return ConditionToken(kind: .close, column: column)
            case "\"", "'": return ConditionToken(kind: .text(try text(until: character)), column: column)
            case "<", ">", "=", "!":
                return ConditionToken(kind: .comparison(try comparison(from: character)), column: column)
            default:
                throw ConditionError(column: column, message: "\"\(character)\" has no meaning here")
            }
        }

        private static func isName(_ character: Unicode.Scalar) -> Bool {
            switch character {
            case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
            default: false
            }
        }

        private mutating func word() throws(ConditionError) -> Kind {
            let start = position
            while position < characters.count, Self.isName(characters[position]) { position += 1 }
            var word = ""
            word.unicodeScalars.append(contentsOf: characters[start..<position])
            guard word.drop(while: { $0 == "-" }).allSatisfy(\.isNumber) else { return .name(word) }
            guard let number = Int(word), (-1_000_000...1_000_000).contains(number) else {
                throw ConditionError(column: start + 1, message: "\"\(word)\" is no number from -1000000 to 1000000")
            }
            return .integer(number)
        }

        private mutating func text(until quote: Unicode.Scalar) throws(ConditionError) -> String {
            let start = position
            while position < characters.count, characters[position] != quote { position += 1 }
            guard position < characters.count else {
                throw ConditionError(column: start, message: "the text is not closed by \(quote)")
            }
            var text = ""
            text.unicodeScalars.append(contentsOf: characters[start..<position])
            position += 1
            return text
        }

        private mutating func comparison(from first: Unicode.Scalar) throws(ConditionError) -> Condition.Comparison {
            var sign = String(first)
            if position < characters.count, characters[position] == "=" {
                sign += "="
                position += 1
            }
            guard let comparison = Condition.Comparison(rawValue: sign) else {
                let meant = sign == "=" ? "\"==\"" : "\"not\" or \"!=\""
                throw ConditionError(column: position, message: "\"\(sign)\" is not a comparison: write \(meant)")
            }
            return comparison
        }
    }
}
