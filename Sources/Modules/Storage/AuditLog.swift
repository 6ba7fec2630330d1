package import Core

/// Something out of the ordinary that was done by the power of an office: who, to what, why, and what it changed.
package struct AuditEntry: Equatable, Sendable {
    /// `player:7`, or `host` for who has the machine.
    package let actor: String
    /// A word for what was done: `rewind`.
    package let action: String
    /// What it was done to: `run:<id>`.
    package let target: String
    /// In the actor's own words.
    package let reason: String
    /// What changed, as it was: a JSON object.
    package let before: JSONValue
    /// The same as it is now.
    package let after: JSONValue

    package init(
        actor: String, action: String, target: String, reason: String, before: JSONValue, after: JSONValue
    ) {
        self.actor = actor
        self.action = action
        self.target = target
        self.reason = reason
        self.before = before
        self.after = after
    }
}

/// The table `audit_log`, which triggers keep append-only. An entry belongs into the transaction of what it tells.
package enum AuditLog {
    package static func append(_ entry: AuditEntry, now: Timestamp, in connection: Connection) throws {
        try connection.run(
            """
            INSERT INTO audit_log (at, actor, action, target, reason, before, after)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """,
            .time(now), .text(entry.actor), .text(entry.action), .text(entry.target), .text(entry.reason),
            .json(bytes(entry.before)), .json(bytes(entry.after)))
    }

    /// What was done to one thing, in order.
    package static func entries(
        of target: String, in connection: Connection
    ) throws -> [(at: Timestamp, entry: AuditEntry)] {
        try connection.all(
            "SELECT at, actor, action, target, reason, before, after FROM audit_log WHERE target = ?1 ORDER BY id",
            .text(target)
        ) { row in
            let entry = AuditEntry(
                actor: row.text(1), action: row.text(2), target: row.text(3), reason: row.text(4),
                before: try JSON.parse(row.blob(5)), after: try JSON.parse(row.blob(6)))
            return (row.time(0), entry)
        }
    }

    private static func bytes(_ value: JSONValue) -> [UInt8] {
        var json = JSONWriter()
        json.value(value)
        return json.bytes
    }
}
