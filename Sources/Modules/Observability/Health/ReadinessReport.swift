internal import Core

/// The outcome of all probes.
struct ReadinessReport: Equatable, Sendable {
    enum Status: String { case ready, degraded, unready }

    struct Check: Equatable {
        let name: String
        let importance: HealthProbe.Importance
        let outcome: HealthProbe.Outcome

        /// Nil when all is well.
        var problem: String? {
            switch outcome {
            case .well: nil
            case .strained(let words), .failed(let words): words
            }
        }

        var status: Status {
            switch outcome {
            case .well: .ready
            case .strained: .degraded
            case .failed: importance == .essential ? .unready : .degraded
            }
        }
    }

    let checks: [Check]

    var status: Status {
        if checks.contains(where: { $0.status == .unready }) { return .unready }
        return checks.contains { $0.status == .degraded } ? .degraded : .ready
    }

    /// `{"status":"ready|degraded|unready","checks":{"database":"ok",…}}`; a check that failed has its problem as text.
    var json: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("status", status.rawValue)
            json.key("checks")
            json.object { json in
                for check in checks {
                    json.key(escaping: check.name)
                    json.value(check.problem ?? "ok")
                }
            }
        }
        return json.bytes
    }

    /// `database: no answer within 2 s; packs: 1 broken`.
    var problems: String {
        checks.compactMap { check in check.problem.map { "\(check.name): \($0)" } }.joined(separator: "; ")
    }
}
