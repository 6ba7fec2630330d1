internal import CSQLite

/// How SQLite would run a statement: its answer to EXPLAIN QUERY PLAN (https://sqlite.org/eqp.html).
package struct QueryPlan: Equatable, Sendable {
    package let sql: String
    /// `SEARCH notes USING INDEX notes_by_time (at>?)`, in the order of the plan.
    package let steps: [String]
    /// Whether it makes a table of its own each time it runs, which takes longer than to write a row.
    package let makesTable: Bool

    /// The steps that read a whole table or index, which on a growing table is a defect.
    package var fullScans: [String] {
        steps.filter { $0.hasPrefix("SCAN ") && $0 != "SCAN CONSTANT ROW" }
    }
}

extension Connection {
    /// The plans of every statement that `body` runs, each once, by their SQL. For the tests that justify the indexes.
    ///
    /// - Throws: what `body` throws.
    package func queryPlans(of body: () throws -> Void) throws -> [QueryPlan] {
        forgetStatements()
        try body()
        return try keptSQL.sorted().compactMap { sql in
            // Columns: id, parent, unused, detail.
            let steps = try explain("EXPLAIN QUERY PLAN \(sql)", column: 3)
            guard !steps.isEmpty || sql.hasPrefix("INSERT") else { return nil }
            // Columns: address, opcode, …
            let makesTable = try explain("EXPLAIN \(sql)", column: 1).contains("OpenEphemeral")
            return QueryPlan(sql: sql, steps: steps, makesTable: makesTable)
        }
    }

    private func explain(_ sql: String, column: Int) throws(StorageError) -> [String] {
        var handle: OpaquePointer?
        let code = sqlite3_prepare_v2(self.handle, sql, -1, &handle, nil)
        defer { sqlite3_finalize(handle) }
        guard code == SQLITE_OK, let handle else {
            throw StorageError(SQLiteFailure(self.handle, code: code, sql: sql))
        }
        var steps: [String] = []
        while sqlite3_step(handle) == SQLITE_ROW { steps.append(Row(handle).text(column)) }
        return steps
    }
}
