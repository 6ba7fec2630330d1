internal import Core

/// JSON Schema 2020-12 as a value: the part of it that this API uses.
package indirect enum Schema: Sendable, Equatable {
    case text(TextRules)
    case whole(ClosedRange<Int64>?)
    case numeric(ClosedRange<Double>?)
    case boolean
    case any
    case null
    case list(Schema, minimum: Int?, maximum: Int?)
    case record([Property], others: Others)
    /// A schema registered with `Router.schema`.
    case reference(String)
    case nullable(Schema)
    case enumeration([String])
    case oneOf([Schema])
    case described(Schema, String)

    /// Bounds in characters.
    package struct TextRules: Sendable, Equatable {
        package var minimum: Int?
        package var maximum: Int?
        package var format: String?
        package var pattern: String?
    }

    package struct Property: Sendable, Equatable {
        package let name: String
        package let schema: Schema
        package let isRequired: Bool
    }

    /// What an object may hold besides its properties.
    package enum Others: Sendable, Equatable {
        case open
        case closed
        /// Member names are data: each is of so many characters without control characters, each value of this schema.
        case each(Schema, names: ClosedRange<Int>? = nil, limit: Int? = nil)
    }

    package static let string = Schema.text(TextRules())
    package static let integer = Schema.whole(nil)
    package static let number = Schema.numeric(nil)
    /// `IntegerID.range`.
    package static let id = Schema.whole(PlayerID.range)
    /// RFC 3339 in UTC with milliseconds.
    package static let time = Schema.text(TextRules(format: "date-time"))

    package static func string(_ length: ClosedRange<Int>) -> Schema {
        .text(TextRules(minimum: length.lowerBound, maximum: length.upperBound))
    }

    package static func string(minimum: Int? = nil, maximum: Int? = nil, format: String? = nil, pattern: String? = nil)
        -> Schema
    {
        .text(TextRules(minimum: minimum, maximum: maximum, format: format, pattern: pattern))
    }

    package static func integer(_ range: ClosedRange<Int64>) -> Schema { .whole(range) }

    package static func number(_ range: ClosedRange<Double>) -> Schema { .numeric(range) }

    /// An object whose member names are data.
    package static func map(_ value: Schema) -> Schema { .record([], others: .each(value)) }

    package static func array(_ element: Schema, minimum: Int? = nil, maximum: Int? = nil) -> Schema {
        .list(element, minimum: minimum, maximum: maximum)
    }

    /// Members that are all required, then optional ones; `open` allows others, as every answer of an API that may grow
    /// does.
    package static func object(
        _ required: KeyValuePairs<String, Schema>, optional: KeyValuePairs<String, Schema> = [:], open: Bool = true
    ) -> Schema {
        let first = required.map { Property(name: $0.key, schema: $0.value, isRequired: true) }
        let rest = optional.map { Property(name: $0.key, schema: $0.value, isRequired: false) }
        return .record(first + rest, others: open ? .open : .closed)
    }

    /// This object with more members, all required.
    package func adding(_ more: KeyValuePairs<String, Schema>) -> Schema {
        guard case .record(let members, let others) = self else { preconditionFailure("BUG: not an object: \(self)") }
        return .record(
            members + more.map { Property(name: $0.key, schema: $0.value, isRequired: true) }, others: others)
    }

    /// `{"items": […], "nextCursor": …}`.
    package static func page(of element: Schema) -> Schema {
        .object(["items": .array(element), "nextCursor": .nullable(.string)])
    }
}
