internal import Core

extension JSONWriter {
    /// What `body` writes.
    static func bytes(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
        var json = JSONWriter()
        body(&json)
        return json.bytes
    }

    /// `{"name": number, …}`, sorted by name.
    static func object(_ numbers: [String: Int]) -> [UInt8] {
        var json = JSONWriter()
        json.object {
            for (name, number) in numbers.sorted(by: { $0.key < $1.key }) { $0.member(escaping: name, number) }
        }
        return json.bytes
    }

    mutating func memberIfAny(_ name: StaticString, _ text: String?) {
        if let text { member(name, text) }
    }

    mutating func memberIfAny(_ name: StaticString, _ number: Int?) {
        if let number { member(name, number) }
    }

    /// An array of objects; `write` writes the members of one.
    mutating func list<Element>(
        _ name: StaticString, _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
    ) {
        key(name)
        array { for element in elements { $0.object { write(&$0, element) } } }
    }
}
