/// People who want the same.
package struct Faction: Codable, Sendable, Equatable {
    /// How it stands to another.
    package struct Relation: Codable, Sendable, Equatable {
        package let to: String
        /// `ally`, `rival`, `enemy`, … : the author's word.
        package let kind: String

        package init(to: String, kind: String) {
            self.to = to
            self.kind = kind
        }
    }

    package let id: String
    package let name: Line
    package let summary: Line?
    package let relations: [Relation]

    package init(id: String, name: Line, summary: Line? = nil, relations: [Relation] = []) {
        self.id = id
        self.name = name
        self.summary = summary
        self.relations = relations
    }
}
