extension PackReader {
    /// A condition, its references noted.
    func condition(_ node: YAMLNode, _ field: String) -> Condition? {
        guard let value = node[field], let text = text(of: value, field) else { return nil }
        do {
            let condition = try Condition(parsing: text)
            for (term, kind) in condition.uses { noteTerm(term, as: kind, of: value, source: text) }
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

    private func noteTerm(_ term: Condition.Term, as kind: Flag.Kind?, of value: YAMLNode, source: String) {
        let named: (Register.Kind, String)? =
            switch term {
            case .flag(let key): (.flag, key)
            case .has(let item): (.item, item)
            case .visited(let scene), .turnsSince(let scene), .outcome(let scene): (.scene, scene)
            case .relation(let npc): (.npc, npc)
            case .skill, .partySize: nil
            }
        guard let (register, id) = named else { return }
        let token = (try? ConditionToken.tokens(of: source))?.first { $0.kind == .name(id) }
        let exact = token.flatMap { position(column: $0.column, in: value) }
        refer([register], id, at: exact ?? value.position, flagKind: kind)
    }

    /// Where in the file a column of the text is; nil when the text is not written in one piece on one line.
    private func position(column: Int, in value: YAMLNode) -> Position? {
        guard case .scalar(let scalar) = value.content, let start = scalar.textStart else { return nil }
        return Position(file: start.file, line: start.line, column: start.column + column - 1)
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
