internal import CSQLite
package import Core

/// One row of a result, read by column index from 0. Valid only inside the closure it was given to.
///
/// Tables are STRICT, so a column has the type it was declared with. Reading a NULL with a getter that is not
/// optional is a programmer's error: it stops a debug build; a release build reads 0 or nothing, as SQLite does.
public struct Row {
    private let statement: OpaquePointer

    init(_ statement: OpaquePointer) { self.statement = statement }

    package func isNull(_ column: Int) -> Bool { sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL }

    package func integer(_ column: Int) -> Int64 {
        checkNotNull(column)
        return sqlite3_column_int64(statement, Int32(column))
    }

    package func int(_ column: Int) -> Int { Int(integer(column)) }
    package func bool(_ column: Int) -> Bool { integer(column) != 0 }
    package func time(_ column: Int) -> Timestamp { Timestamp(milliseconds: integer(column)) }
    package func id<ID: IntegerID>(_ column: Int, as type: ID.Type = ID.self) -> ID { ID(rawValue: integer(column)) }

    package func real(_ column: Int) -> Double {
        checkNotNull(column)
        return sqlite3_column_double(statement, Int32(column))
    }

    package func text(_ column: Int) -> String { String(decoding: utf8(column), as: UTF8.self) }

    /// A text where SQLite has it: for what only passes through. Valid until the row goes.
    package func utf8(_ column: Int) -> UnsafeRawBufferPointer {
        checkNotNull(column)
        return Row.utf8(of: sqlite3_column_value(statement, Int32(column)))
    }

    /// As a blob: for a text SQLite would make a copy that ends with a NUL. The value is looked up once, not for its type,
    /// bytes and count each; it may be read so because connections have no mutex (`csqlite_configure`).
    private static func utf8(of value: OpaquePointer?) -> UnsafeRawBufferPointer {
        let start = sqlite3_value_blob(value)
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
    }

    package func blob(_ column: Int) -> [UInt8] {
        checkNotNull(column)
        guard let start = sqlite3_column_blob(statement, Int32(column)) else { return [] }
        let count = Int(sqlite3_column_bytes(statement, Int32(column)))
        return Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    package func optionalInteger(_ column: Int) -> Int64? { isNull(column) ? nil : integer(column) }
    package func optionalInt(_ column: Int) -> Int? { isNull(column) ? nil : int(column) }
    package func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }
    package func optionalUTF8(_ column: Int) -> UnsafeRawBufferPointer? {
        let value = sqlite3_column_value(statement, Int32(column))
        return sqlite3_value_type(value) == SQLITE_NULL ? nil : Row.utf8(of: value)
    }
    package func optionalBlob(_ column: Int) -> [UInt8]? { isNull(column) ? nil : blob(column) }
    package func optionalTime(_ column: Int) -> Timestamp? { isNull(column) ? nil : time(column) }
    package func optionalID<ID: IntegerID>(_ column: Int, as type: ID.Type = ID.self) -> ID? {
        isNull(column) ? nil : id(column)
    }

    private func checkNotNull(_ column: Int) {
        assert(!isNull(column), "BUG: column \(column) of \(String(cString: sqlite3_sql(statement))) is NULL")
    }
}

@available(*, unavailable, message: "a row lives only while its statement stands on it")
extension Row: Sendable {}
