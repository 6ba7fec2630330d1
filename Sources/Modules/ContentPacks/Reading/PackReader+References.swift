/// Ids: what is defined, and what is referred to.
extension PackReader {
    /// The `id` of an entity, noted as defined. Nil when it is missing (which `open` tells), no id,
    /// or taken.
    func define(_ kind: Register.Kind, _ node: YAMLNode, field: String = "id", flagKind: Flag.Kind? = nil) -> String? {
        guard let id = text(node, field), let value = node[field] else { return nil }
        guard isIdentifier(id, field, at: value.position) else { return nil }
        let isScoped = [.scene, .ending, .flag, .episode].contains(kind)
        let first = register.define(
            kind, id, at: value.position, campaign: isScoped ? campaignID : nil, flagKind: flagKind)
        if let first {
            let noun = Noun.withArticle(kind.rawValue)
            error(value.position, "there is \(noun) \"\(id)\" already\(place(first.position, from: value.position))")
            return nil
        }
        return id
    }

    func isIdentifier(_ id: String, _ field: String, at position: Position) -> Bool {
        if Identifier.isValid(id) { return true }
        error(position, "\"\(field)\" is \"\(id)\", an id has 1 to 64 characters of a-z, 0-9, _ and -")
        return false
    }

    func place(_ other: Position, from position: Position) -> String {
        other.file == position.file ? ", in line \(other.line)" : ", in \(other.file):\(other.line)"
    }

    /// A field that names something.
    func reference(_ node: YAMLNode, _ field: String, _ kinds: Register.Kind..., flagKind: Flag.Kind? = nil) -> String?
    {
        guard let value = node[field] else { return nil }
        return reference(of: value, field, kinds, flagKind: flagKind)
    }

    func references(_ node: YAMLNode, _ field: String, _ kind: Register.Kind) -> [String] {
        list(node, field).compactMap { reference(of: $0, field, [kind]) }
    }

    /// A list of `{ref: id}`, or of bare ids.
    func refs(_ node: YAMLNode, _ field: String, _ kind: Register.Kind) -> [String] {
        list(node, field).compactMap { element in
            guard case .mapping = element.content else { return reference(of: element, field, [kind]) }
            return open(element, as: .reference) ? reference(element, "ref", kind) : nil
        }
    }

    func reference(of value: YAMLNode, _ field: String, _ kinds: [Register.Kind], flagKind: Flag.Kind? = nil) -> String?
    {
        guard let id = text(of: value, field) else { return nil }
        // A file may differ in case only: what there is tells more than the rule for ids.
        let isFile = kinds == [.asset] && Identifier.isValid(id.lowercased())
        guard isFile || isIdentifier(id, field, at: value.position) else { return nil }
        refer(kinds, id, at: value.position, flagKind: flagKind)
        return id
    }

    func refer(_ kinds: [Register.Kind], _ id: String, at position: Position, flagKind: Flag.Kind? = nil) {
        register.refer(
            .init(kinds: kinds, id: id, position: position, campaign: campaignID, flagKind: flagKind))
    }
}
