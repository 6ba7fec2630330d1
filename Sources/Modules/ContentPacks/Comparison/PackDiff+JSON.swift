package import Core

extension PackDiff {
    /// `{"changes": […], "renamed": {…}}`
    package var json: JSONValue {
        ["changes": .array(changes.map(\.json)), "renamed": renamed.json]
    }
}

extension PackDiff.Change {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = ["kind": .string(kind), "id": .string(id)]
        members["title"] = title.map(JSONValue.string) ?? .null
        switch fate {
        case .added: members["fate"] = "added"
        case .removed: members["fate"] = "removed"
        case .changed(let fields):
            members["fate"] = "changed"
            members["fields"] = .array(
                fields.map { change in
                    [
                        "field": .string(change.field), "old": change.old.map(JSONValue.string) ?? .null,
                        "new": change.new.map(JSONValue.string) ?? .null,
                    ]
                })
        }
        return .object(members)
    }
}
