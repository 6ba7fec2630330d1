extension PackReader {
    /// A condition, its references noted.
    func condition(_ node: YAMLNode, _ field: String) -> Condition? {
        node[field].flatMap { condition(of: $0, field) }
    }

    /// - Parameter declared: names that no campaign has to declare as a flag.
    func condition(of value: YAMLNode, _ field: String, declared: [String] = []) -> Condition? {
        guard let text = text(of: value, field) else { return nil }
        do {
            let condition = try Condition(parsing: text)
            let words = (try? ConditionToken.tokens(of: text)) ?? []
            for (term, kind) in condition.uses where !declared.contains(term.flag ?? "") {
                noteTerm(term, as: kind, of: value, words: words)
            }
            return condition
        } catch {
            if let position = position(column: error.column, in: value) {
                self.error(position, error.message)
            } else {
                self.error(value.position, "\(error.message) (column \(error.column) of the condition)")
            }
            return nil
        }
    }

    private func noteTerm(_ term: Condition.Term, as kind: Flag.Kind?, of value: YAMLNode, words: [ConditionToken]) {
        let named: (Register.Kind, String)? =
            switch term {
            case .flag(let key): (.flag, key)
            case .has(let item): (.item, item)
            case .visited(let scene), .turnsSince(let scene), .outcome(let scene): (.scene, scene)
            case .relation(let npc): (.npc, npc)
            case .skill, .partySize: nil
            }
        guard let (register, id) = named else { return }
        let exact = words.first { $0.kind == .name(id) }.flatMap { position(column: $0.column, in: value) }
        refer([register], id, at: exact ?? value.position, flagKind: kind)
    }

    /// Where in the file a column of the text is; nil when the text is not written in one piece on one line.
    private func position(column: Int, in value: YAMLNode) -> Position? {
        guard case .scalar(let scalar) = value.content, let start = scalar.textStart else { return nil }
        return Position(file: start.file, line: start.line, column: start.column + column - 1)
    }
}

extension Condition.Term {
    fileprivate var flag: String? {
        if case .flag(let key) = self { key } else { nil }
    }
}

extension Condition {
    /// Every term, with the kind that a flag must have to be compared so.
    fileprivate var uses: [(Term, Flag.Kind?)] {
        switch self {
        case .holds(let term): [(term, nil)]
        case .compare(let term, _, let value): [(term, value.kind)]
        case .not(let inner): inner.uses
        case .and(let left, let right), .or(let left, let right): left.uses + right.uses
        }
    }
}
