/// What a `RequestFields` was asked for, on the way to the schema of its object.
struct ObjectDescription: Equatable {
    private var properties: [Schema.Property] = []
    private var others: Schema.Others?
    private var variants: [Variant] = []
    /// Not empty: what else it is made of, in one way or another.
    private var forms: [ObjectDescription] = []

    /// Words of one member that ask for the same further members.
    private struct Variant: Equatable {
        let name: String
        var words: [String]
        let members: ObjectDescription
    }

    var schema: Schema {
        let records = records(with: [])
        return records.count == 1 ? records[0] : .oneOf(records)
    }

    /// One for each form that the object may have.
    private func records(with outer: [Schema.Property]) -> [Schema] {
        let properties = outer + properties
        if !forms.isEmpty { return forms.flatMap { $0.records(with: properties) } }
        if variants.isEmpty { return [.record(properties, others: others ?? .open)] }
        return variants.map { variant in
            let word = Schema.Property(
                name: variant.name, schema: .enumeration(variant.words), isRequired: true)
            return .record(properties + [word] + variant.members.properties, others: others ?? .open)
        }
    }

    mutating func add(_ name: String, _ schema: Schema, _ about: String, isRequired: Bool) {
        precondition(!properties.contains { $0.name == name }, "BUG: \(name) is asked for twice")
        let schema = about.isEmpty ? schema : .described(schema, about)
        properties.append(Schema.Property(name: name, schema: schema, isRequired: isRequired))
    }

    mutating func addOthers(besides known: [String], _ schema: Schema, names: ClosedRange<Int>, limit: Int) {
        precondition(
            Set(known) == Set(properties.map(\.name)), "BUG: \(known) are not the members that were asked for before")
        others = .each(schema, names: names, limit: known.count + limit)
    }

    mutating func addVariant(_ name: String, _ word: String, _ members: ObjectDescription) {
        if let index = variants.firstIndex(where: { $0.members == members }) {
            variants[index].words.append(word)
        } else {
            variants.append(Variant(name: name, words: [word], members: members))
        }
    }

    mutating func addForm(_ form: ObjectDescription) { forms.append(form) }
}
