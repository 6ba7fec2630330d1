internal import ContentPacks

/// What a playtest says of its campaign.
extension Playtest {
    /// Everything that should not happen and did, the most frequent first.
    package var problems: [PlaytestFinding] {
        findings.values.sorted { ($1.runs, "\($0.kind)") < ($0.runs, "\($1.kind)") }
    }

    /// The assertions of the pack, as far as they speak of this campaign.
    package var assertions: [(text: String, holds: Bool)] {
        let written = rules.pack.assertions
        return written.never.map { ("never: \($0)", !findings.keys.contains(where: \.isLock)) }
            + written.always.map { ("always: \($0)", findings[.broken(assertion: $0)] == nil) }
            + written.reachable.compactMap { ending in
                coverage.endings[ending].map { ("reachable: \(ending)", $0 > 0) }
            }
    }

    /// Whether nothing is wrong: all was reached, or, where one ending was looked for, that one.
    package var isPassed: Bool {
        guard findings.isEmpty else { return false }
        return plan.until == nil ? coverage.isFull : way != nil
    }
}
