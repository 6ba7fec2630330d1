package import Core

extension ContentMapping {
    /// Reads what `json` writes.
    ///
    /// - Throws: `Fault` that names the member.
    package init(json: JSONValue) throws(Fault) {
        self.init()
        guard case .object(let members) = json else { throw Fault(member: "", problem: "must be an object") }
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            guard let part = Self.parts.first(where: { $0.name == name }) else {
                throw Fault(member: name, problem: "is nothing that is mapped")
            }
            guard case .object(let pairs) = value, pairs.count <= Self.limit else {
                throw Fault(member: name, problem: "must be an object of at most \(Self.limit) members")
            }
            for (old, new) in pairs {
                guard new.stringValue != nil || new == .null && part.forgets else {
                    throw Fault(member: "\(name).\(old)", problem: "must be an id" + (part.forgets ? " or null" : ""))
                }
                self[keyPath: part.names][old] = .some(new.stringValue)
            }
        }
    }

    /// Pairs of one kind.
    package static let limit = 4096

    /// What cannot be read.
    package struct Fault: Error, Equatable {
        /// Empty: the whole.
        package let member: String
        package let problem: String
    }
}
