package import Core

/// Lets maps by character be JSON objects with stable keys, `{"7": 2}`, where the default is a list in random order.
extension CharacterID: CodingKeyRepresentable {
    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { Int(stringValue) }

        init(_ text: String) { stringValue = text }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { stringValue = String(intValue) }
    }

    package var codingKey: any CodingKey { Key(String(rawValue)) }

    package init?(codingKey: some CodingKey) {
        guard let value = Int64(codingKey.stringValue) else { return nil }
        self.init(rawValue: value)
    }
}
