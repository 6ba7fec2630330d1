package import Core

/// The settings that the server knows: `language`, `veils`, `lines`, `textSpeed`, `fontScale`, `reducedMotion`,
/// `pictures`. Others are ignored, as every unknown field is.
package enum PlayerSettings {
    /// `veils` and `lines`: at most so many, of 1...100 characters each.
    package static let topicLimit = 32

    /// What `settings` becomes when the members of `changes` are laid over it; null takes a setting away.
    package static func merging(
        _ changes: [String: JSONValue], into settings: [String: JSONValue], fields: inout RequestFields
    ) -> [String: JSONValue] {
        var result = settings
        for (name, value) in changes.sorted(by: { $0.key < $1.key }) {
            guard let problem = problem(of: value, in: name) else { continue }
            if value == .null {
                result.removeValue(forKey: name)
            } else if problem.isEmpty {
                result[name] = value
            } else {
                fields.refuse("settings.\(name)", problem)
            }
        }
        return result
    }

    /// Nil for a setting that the server does not know, empty for a good value.
    private static func problem(of value: JSONValue, in name: String) -> String? {
        switch name {
        case "language":
            return value.stringValue.flatMap(Language.init(rawValue:)) == nil ? "must be ru or en" : ""
        case "veils", "lines":
            return isTopicList(value) ? "" : "must be a list of at most \(topicLimit) texts of 1 to 100 characters"
        case "textSpeed":
            if let word = value.stringValue { return RequestText.isClean(word, 1...20) ? "" : "must be a short word" }
            return number(value).map { (0...1000).contains($0) } == true ? "" : "must be 0 to 1000, or a short word"
        case "fontScale":
            return number(value).map { (0.5...3).contains($0) } == true ? "" : "must be 0.5 to 3"
        case "reducedMotion", "pictures":
            return value.boolValue == nil ? "must be true or false" : ""
        default:
            return nil
        }
    }

    private static func isTopicList(_ value: JSONValue) -> Bool {
        guard case .array(let topics) = value, topics.count <= topicLimit else { return false }
        return topics.allSatisfy { $0.stringValue.map { RequestText.isClean($0, 1...100) } ?? false }
    }

    private static func number(_ value: JSONValue) -> Double? {
        switch value {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }
}
