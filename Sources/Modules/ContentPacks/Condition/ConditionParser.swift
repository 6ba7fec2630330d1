internal import Core

extension Condition {
    /// Parses the text of a condition.
    ///
    ///     condition  ──▶── conjunction ──┬──────────────────────────────┬──▶
    ///                                    └─◀── conjunction ◀── "or" ◀───┘
    ///     conjunction ─▶── negation ─────┬──────────────────────────────┬──▶
    ///                                    └─◀── negation ◀── "and" ◀─────┘
    ///     negation   ──▶─┬─ "not" ──▶ negation ────────────┬──▶
    ///                    ├─ "(" ──▶ condition ──▶ ")" ─────┤
    ///                    └─ term ─┬────────────────────────┤
    ///                             └─ comparison ─▶ value ──┘
    ///     term       ──▶─┬─ flag ──────────────────────────┬──▶
    ///                    ├─ "party_size" ──────────────────┤
    ///                    └─ function ─▶ "(" ─▶ id ─▶ ")" ──┘
    ///     function   ──▶── "has" | "visited" | "turns_since" | "relation" | "skill" | "outcome" ──▶
    ///     comparison ──▶── "==" | "!=" | "<" | "<=" | ">" | ">=" ──▶
    ///     value      ──▶── integer | "true" | "false" | "text" | 'text' ──▶
    ///
    /// `has` and `visited` stand alone; `turns_since`, `relation`, `skill` and `party_size` are compared with an
    /// integer, `outcome` with a text by == or !=. At most `longest` characters and `deepest` open parentheses or `not`s.
    ///
    /// - Throws: `ConditionError` with the column.
    package init(parsing source: String) throws(ConditionError) {
        try self.init(source, longest: Self.longest)
    }

    /// Parses what `description` printed, which has more spaces than its author may have written.
    package init(printed: String) throws(ConditionError) { try self.init(printed, longest: 4 * Self.longest) }

    /// Characters that an author may write.
    static let longest = 500
    /// Open parentheses and `not`s inside each other.
    static let deepest = 32

    private init(_ source: String, longest: Int) throws(ConditionError) {
        guard source.unicodeScalars.count <= longest else {
            throw ConditionError(column: longest + 1, message: "a condition has at most \(longest) characters")
        }
        var parser = ConditionParser(tokens: try ConditionToken.tokens(of: source))
        self = try parser.whole()
    }
}

/// Recursive descent over the railroad above.
private struct ConditionParser {
    let tokens: [ConditionToken]
    private var position = 0
    private var depth = 0

    init(tokens: [ConditionToken]) { self.tokens = tokens }

    private var token: ConditionToken { tokens[position] }

    mutating func whole() throws(ConditionError) -> Condition {
        let condition = try disjunction()
        guard token.kind == .end else { throw unexpected("\"and\", \"or\" or the end") }
        return condition
    }

    private mutating func disjunction() throws(ConditionError) -> Condition {
        var condition = try conjunction()
        while take(.name("or")) { condition = .or(condition, try conjunction()) }
        return condition
    }

    private mutating func conjunction() throws(ConditionError) -> Condition {
        var condition = try negation()
        while take(.name("and")) { condition = .and(condition, try negation()) }
        return condition
    }

    private mutating func negation() throws(ConditionError) -> Condition {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Condition.deepest else {
            throw ConditionError(
                column: token.column, message: "more than \(Condition.deepest) of \"(\" and \"not\" inside each other")
        }
        if take(.name("not")) { return .not(try negation()) }
        if take(.open) {
            let condition = try disjunction()
            guard take(.close) else { throw unexpected("\")\"") }
            return condition
        }
        return try question()
    }

    private mutating func question() throws(ConditionError) -> Condition {
        let start = token.column
        let term = try term()
        guard case .comparison(let comparison) = token.kind else {
            guard term.mayStandAlone else {
                throw ConditionError(
                    column: start, message: "\(term) needs a comparison, like \"\(term) \(term.example)\"")
            }
            return .holds(term)
        }
        let sign = token
        position += 1
        guard !term.isYesOrNo else {
            throw ConditionError(column: sign.column, message: "\(term) is yes or no already: it is not compared")
        }
        let value = token
        let literal = try self.value()
        if let complaint = term.complaint(about: comparison, literal) {
            throw ConditionError(column: value.column, message: complaint)
        }
        return .compare(term, comparison, literal)
    }

    private mutating func term() throws(ConditionError) -> Condition.Term {
        guard case .name(let name) = token.kind, !["and", "or", "not", "true", "false"].contains(name) else {
            throw unexpected("a flag, a function or \"not\"")
        }
        let start = token.column
        position += 1
        guard take(.open) else {
            if name == "party_size" { return .partySize }
            guard !Condition.Term.functions.contains(name) else { throw unexpected("\"(\"") }
            guard Identifier.isValid(name) else {
                throw ConditionError(column: start, message: "\"\(name)\" is not an id: a-z, 0-9, _ and - only")
            }
            return .flag(name)
        }
        guard Condition.Term.functions.contains(name) else {
            let hint = Spelling.hint(for: name, amongAll: Condition.Term.functions)
            throw ConditionError(column: start, message: "there is no function \"\(name)\"\(hint)")
        }
        let argument = token
        let id = try self.argument()
        guard take(.close) else { throw unexpected("\")\"") }
        guard let term = Condition.Term(function: name, argument: id) else {
            let hint = Spelling.hint(for: id, amongAll: Skill.allCases.map(\.rawValue))
            throw ConditionError(column: argument.column, message: "there is no skill \"\(id)\"\(hint)")
        }
        return term
    }

    /// The id between parentheses; `12` is an id there too.
    private mutating func argument() throws(ConditionError) -> String {
        let argument = token
        let id: String
        switch argument.kind {
        case .name(let name), .text(let name): id = name
        case .integer(let number) where number >= 0: id = String(number)
        default: throw unexpected("an id")
        }
        guard Identifier.isValid(id) else {
            throw ConditionError(column: argument.column, message: "\"\(id)\" is not an id: a-z, 0-9, _ and - only")
        }
        position += 1
        return id
    }

    private mutating func value() throws(ConditionError) -> FlagValue {
        let value: FlagValue
        switch token.kind {
        case .integer(let number): value = .integer(number)
        case .text(let text): value = .text(text)
        case .name("true"): value = .bool(true)
        case .name("false"): value = .bool(false)
        default: throw unexpected("a number, a \"text\", true or false")
        }
        position += 1
        return value
    }

    private mutating func take(_ kind: ConditionToken.Kind) -> Bool {
        guard token.kind == kind else { return false }
        position += 1
        return true
    }

    private func unexpected(_ wanted: String) -> ConditionError {
        ConditionError(column: token.column, message: "expected \(wanted), found \(token.spelling)")
    }
}

extension Condition.Term {
    static let functions = ["has", "visited", "turns_since", "relation", "skill", "outcome"]
    static let outcomes = ["success", "partial", "fail", "victory", "defeat", "flee"]

    /// Nil for an unknown skill.
    fileprivate init?(function: String, argument: String) {
        switch function {
        case "has": self = .has(item: argument)
        case "visited": self = .visited(scene: argument)
        case "turns_since": self = .turnsSince(scene: argument)
        case "relation": self = .relation(npc: argument)
        case "outcome": self = .outcome(scene: argument)
        default:
            guard let skill = Skill(rawValue: argument) else { return nil }
            self = .skill(skill)
        }
    }

    fileprivate var isYesOrNo: Bool {
        switch self {
        case .has, .visited: true
        default: false
        }
    }

    fileprivate var mayStandAlone: Bool {
        if case .flag = self { true } else { isYesOrNo }
    }

    fileprivate var example: String {
        if case .outcome = self { "== 'fail'" } else { "> 0" }
    }

    /// Nil when the comparison makes sense. Flags are judged later, by their declared kind.
    fileprivate func complaint(about comparison: Condition.Comparison, _ value: FlagValue) -> String? {
        switch self {
        case .flag, .has, .visited: return nil
        case .turnsSince, .relation, .skill, .partySize:
            return value.kind == .integer ? nil : "\(self) is a number: compare it with one"
        case .outcome:
            guard case .text(let text) = value else { return "\(self) is a text, like 'fail'" }
            guard comparison == .equal || comparison == .notEqual else { return "\(self) is compared by == or !=" }
            guard Self.outcomes.contains(text) else {
                return "there is no outcome \"\(text)\"\(Spelling.hint(for: text, amongAll: Self.outcomes))"
            }
            return nil
        }
    }
}
