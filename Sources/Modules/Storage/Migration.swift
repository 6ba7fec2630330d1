/// One step of a module's schema. Immutable once released.
package struct Migration: Sendable {
    /// Whose tables: `characters`.
    package let module: String
    /// 1 and up, without gaps within a module.
    package let version: Int
    /// One or more statements; runs in a transaction of its own with foreign keys checked at its end.
    package let sql: StaticString

    package init(module: String, version: Int, _ sql: StaticString) {
        self.module = module
        self.version = version
        self.sql = sql
    }
}
