package import Core

/// A value bound to a parameter of a statement: what SQLite can store, and makers for what this server stores.
public enum SQLValue: Equatable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    /// Text that is there as bytes: UTF-8, as `JSONWriter` makes it.
    case json([UInt8])
    case blob([UInt8])
}

extension SQLValue {
    package static func int(_ value: Int) -> SQLValue { .integer(Int64(value)) }
    /// 0 or 1.
    package static func bool(_ value: Bool) -> SQLValue { .integer(value ? 1 : 0) }
    /// Milliseconds since 1970 UTC.
    package static func time(_ value: Timestamp) -> SQLValue { .integer(value.milliseconds) }
    package static func id(_ value: some IntegerID) -> SQLValue { .integer(value.rawValue) }

    package static func optional(_ value: String?) -> SQLValue { value.map(SQLValue.text) ?? .null }
    package static func optional(_ value: Int64?) -> SQLValue { value.map(SQLValue.integer) ?? .null }
    package static func optional(_ value: Int?) -> SQLValue { value.map(SQLValue.int) ?? .null }
    package static func optional(_ value: Double?) -> SQLValue { value.map(SQLValue.real) ?? .null }
    package static func optional(_ value: [UInt8]?) -> SQLValue { value.map(SQLValue.blob) ?? .null }
    package static func optional(_ value: Timestamp?) -> SQLValue { value.map(SQLValue.time) ?? .null }
    package static func optional<ID: IntegerID>(_ value: ID?) -> SQLValue { value.map { .id($0) } ?? .null }
}

extension SQLValue: ExpressibleByNilLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral
{
    public init(nilLiteral: ()) { self = .null }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(floatLiteral value: Double) { self = .real(value) }
    public init(stringLiteral value: String) { self = .text(value) }
}
