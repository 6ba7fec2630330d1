extension SettingType {
    /// A string of a certain form.
    ///
    /// - Parameters:
    ///   - isSecret: a wrong value is not repeated in the message.
    ///   - parse: nil when the text has not the form.
    static func form(
        _ expectation: String, isSecret: Bool = false, parse: @escaping @Sendable (String) -> Value?,
        show: @escaping @Sendable (Value) -> String
    ) -> SettingType {
        @Sendable func read(_ text: String) throws(SettingProblem) -> Value {
            guard let value = parse(text) else {
                throw isSecret
                    ? SettingProblem(message: "must be \(expectation)") : wrong(expectation, TOMLText.quote(text))
            }
            return value
        }
        return SettingType(
            expectation: expectation,
            fromTOML: { node throws(SettingProblem) in
                guard case .string(let text) = node.value else { throw wrong(expectation, node.value.kind) }
                return try read(text)
            },
            fromText: { text throws(SettingProblem) in try read(text) },
            show: { TOMLText.quote(show($0)) })
    }

    /// A list in TOML, a list with commas in an environment variable.
    static func list<Element>(_ elements: String, of type: SettingType<Element>) -> SettingType<[Element]>
    where Value == [Element] {
        let expectation = "a list of \(elements)"
        return SettingType(
            expectation: expectation,
            fromTOML: { node throws(SettingProblem) in
                guard case .array(let nodes) = node.value else { throw wrong(expectation, node.value.kind) }
                var values: [Element] = []
                for node in nodes {
                    do throws(SettingProblem) {
                        values.append(try type.fromTOML(node))
                    } catch {
                        throw SettingProblem(message: error.message, isOfElement: true, position: node.position)
                    }
                }
                return values
            },
            fromText: { text throws(SettingProblem) in
                var values: [Element] = []
                for part in text.split(separator: ",") {
                    do throws(SettingProblem) {
                        values.append(try type.fromText(TOMLText.trim(part)))
                    } catch {
                        throw SettingProblem(message: error.message, isOfElement: true)
                    }
                }
                return values
            },
            show: { values in "[" + values.compactMap(type.show).joined(separator: ", ") + "]" })
    }

    /// A value that may be left out.
    static func optional<Wrapped>(_ type: SettingType<Wrapped>) -> SettingType<Wrapped?> where Value == Wrapped? {
        SettingType(
            expectation: type.expectation, bounds: type.bounds,
            fromTOML: { node throws(SettingProblem) in try type.fromTOML(node) },
            fromText: { text throws(SettingProblem) in try type.fromText(text) },
            show: { $0.flatMap(type.show) })
    }
}

extension SettingType where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One of a few words.
    static var choice: SettingType {
        let words = Value.allCases.map { "\"\($0.rawValue)\"" }
        return form(
            words.dropLast().joined(separator: ", ") + " or " + words[words.count - 1],
            parse: { Value(rawValue: $0) }, show: \.rawValue)
    }
}
