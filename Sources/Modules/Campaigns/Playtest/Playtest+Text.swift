internal import ContentPacks

extension Playtest {
    /// What a person reads of it.
    ///
    /// - Parameter pack: as it was named, for commands that can be copied.
    package func text(pack: String) -> String {
        let party = "a party of \(plan.party), seed \(plan.seed)"
        var lines = ["\(rules.campaign.id): \(runs) \(runs == 1 ? "run" : "runs") by \(party)", ""]
        lines += tables + [""] + endings + [""] + courses
        if !assertions.isEmpty {
            lines += [""] + assertions.map { "  \($0.holds ? "holds " : "BROKEN")  \($0.text)" }
        }
        if plan.until == nil, !coverage.isFull {
            lines += ["", "  never reached"]
            lines += coverage.missing.flatMap { part in part.ids.map { "    \(part.kind.dropLast()) \($0)" } }
        }
        for problem in problems {
            lines += ["", "  \(problem.kind) (\(problem.runs) of \(runs) runs)", command(problem.path, pack)]
        }
        if let ending = plan.until {
            lines += [""] + (way.map { ["  reached \(ending)", command($0, pack)] } ?? ["  never reached \(ending)"])
        }
        return lines.joined(separator: "\n")
    }

    private func command(_ path: [PlaytestStep], _ pack: String) -> String {
        guard !path.isEmpty else { return "    from the start" }
        let words = "    mimic pack play \(pack) --party \(plan.party)"
        let campaign = rules.pack.campaigns.count == 1 ? "" : " --campaign \(rules.campaign.id)"
        return "\(words)\(campaign) --replay \(path.map(\.description).joined(separator: ","))"
    }

    private var tables: [String] {
        coverage.tables.map { kind, counts in
            let reached = counts.values.count { $0 > 0 }
            let share = counts.isEmpty ? "" : Self.percent(reached, of: counts.count)
            return "  \(Self.pad(kind, 10))\(Self.pad("\(reached) of \(counts.count)", 14))\(share)"
        }
    }

    private var endings: [String] {
        let width = max(8, coverage.endings.keys.map(\.count).max() ?? 0) + 2
        return coverage.endings.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ending, count in
            "  \(Self.pad(ending, width))\(Self.pad("\(count)", 8))\(Self.percent(count, of: runs))"
        }
    }

    private var courses: [String] {
        let lengths = turns.keys.sorted()
        var seen = 0
        let median = lengths.first { length in
            seen += turns[length] ?? 0
            return 2 * seen >= runs
        }
        let dead = deaths.sorted { $0.key < $1.key }.map { "\($0.key) in \(Self.percent($0.value, of: runs))" }
        return [
            "  turns     \(lengths.first ?? 0) to \(lengths.last ?? 0), half of the runs at most \(median ?? 0)",
            "  deaths    \(deaths.keys.allSatisfy { $0 == 0 } ? "none" : dead.joined(separator: ", "))",
        ]
    }

    /// Rounded down, so that only the whole is 100.
    private static func percent(_ part: Int, of whole: Int) -> String {
        let tenths = whole == 0 ? 0 : part * 1000 / whole
        return "\(tenths / 10).\(tenths % 10) %"
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
