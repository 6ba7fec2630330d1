internal import Core

/// The outcome of all probes.
struct ReadinessReport: Equatable, Sendable {
    enum Status: String { case ready, degraded, unready }

    struct Check: Equatable {
        let name: String
        let isEssential: Bool
        /// Nil when all is well.
        let problem: String?
    }

    let checks: [Check]

    var status: Status {
        let failed = checks.filter { $0.problem != nil }
        return failed.contains(where: \.isEssential) ? .unready : failed.isEmpty ? .ready : .degraded
    }

    /// `{"status":"ready|degraded|unready","checks":{"database":"ok",…}}`; a check that failed has its problem as text.
    var json: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("status", status.rawValue)
            json.key("checks")
            json.object { json in for check in checks { json.member(check.name, check.problem ?? "ok") } }
        }
        return json.bytes
    }

    /// `database: no answer within 2 s; packs: 1 broken`.
    var problems: String {
        checks.compactMap { check in check.problem.map { "\(check.name): \($0)" } }.joined(separator: "; ")
    }
}
