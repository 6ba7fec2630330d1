/// What is wrong with one value, without the place and the key, which the loader adds.
struct SettingProblem: Error, Equatable {
    /// Follows the key: `must be …, not …`.
    let message: String
    /// Whether an element of a list is wrong and not the value as a whole.
    var isOfElement = false
    /// Where the element stands; nil for the value as a whole, and outside of files.
    var position: TOMLPosition?
}

/// How the values of one type are read and shown.
struct SettingType<Value: Sendable & Equatable>: Sendable {
    /// What a value must be, for messages and the manual: `an integer from 60 to 3600 (seconds)`.
    let expectation: String
    /// The bounds of a number and its unit, for the manual: `60 to 3600 seconds`.
    var bounds: String?
    let fromTOML: @Sendable (TOMLNode) throws(SettingProblem) -> Value
    /// From an environment variable or a command-line option.
    let fromText: @Sendable (String) throws(SettingProblem) -> Value
    /// As a TOML value; nil when there is nothing to show.
    let show: @Sendable (Value) -> String?

    static func wrong(_ expectation: String, _ found: String) -> SettingProblem {
        SettingProblem(message: "must be \(expectation), not \(found)")
    }
}

extension SettingType<Bool> {
    static let boolean = SettingType(
        expectation: "true or false",
        fromTOML: { node throws(SettingProblem) in
            guard case .boolean(let flag) = node.value else { throw wrong("true or false", node.value.kind) }
            return flag
        },
        fromText: { text throws(SettingProblem) in
            switch text.lowercased() {
            case "true", "1", "yes", "on": return true
            case "false", "0", "no", "off": return false
            default: throw wrong("true or false", "\"\(text)\"")
            }
        },
        show: { $0 ? "true" : "false" })
}

extension SettingType<Int> {
    /// - Parameter unit: `seconds`, `bytes`; nil for a bare count.
    static func integer(_ bounds: ClosedRange<Int>, unit: String? = nil) -> SettingType {
        let range = "\(bounds.lowerBound) " + (bounds.upperBound == .max ? "up" : "to \(bounds.upperBound)")
        let expectation = "an integer from \(range)" + (unit.map { " (\($0))" } ?? "")
        return SettingType(
            expectation: expectation, bounds: range + (unit.map { " \($0)" } ?? ""),
            fromTOML: { node throws(SettingProblem) in
                guard case .integer(let number) = node.value else { throw wrong(expectation, node.value.kind) }
                guard let value = Int(exactly: number), bounds.contains(value) else {
                    throw wrong(expectation, "\(number)")
                }
                return value
            },
            fromText: { text throws(SettingProblem) in
                guard let value = Int(text), bounds.contains(value) else { throw wrong(expectation, "\"\(text)\"") }
                return value
            },
            show: { "\($0)" })
    }
}

extension SettingType<Double> {
    static func number(_ bounds: ClosedRange<Double>) -> SettingType {
        @Sendable func show(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? "\(value)" }
        let range = "\(show(bounds.lowerBound)) to \(show(bounds.upperBound))"
        let expectation = "a number from \(range)"
        return SettingType(
            expectation: expectation, bounds: range,
            fromTOML: { node throws(SettingProblem) in
                let value: Double
                switch node.value {
                case .integer(let number): value = Double(number)
                case .float(let number): value = number
                default: throw wrong(expectation, node.value.kind)
                }
                guard bounds.contains(value) else { throw wrong(expectation, show(value)) }
                return value
            },
            fromText: { text throws(SettingProblem) in
                guard let value = Double(text), bounds.contains(value) else { throw wrong(expectation, "\"\(text)\"") }
                return value
            },
            show: show)
    }
}
