internal import Core

extension FightDeed {
    /// `{"deed", "who", "by"}`: ids of combatants, which are those of characters, or a monster's with its number.
    var json: JSONValue {
        var members: [String: JSONValue] = ["deed": .string(kind.rawValue), "who": .string(who)]
        if let by { members["by"] = .string(by) }
        return .object(members)
    }

    /// What `json` wrote; nil for anything else.
    init?(_ json: JSONValue) {
        guard let kind = json["deed"]?.stringValue.flatMap(Kind.init), let who = json["who"]?.stringValue else {
            return nil
        }
        self.init(kind, who, by: json["by"]?.stringValue)
    }
}
