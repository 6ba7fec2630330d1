internal import ContentPacks

extension MoveReport {
    /// For a person: how many, then each run with what is to be known of it.
    package var text: String {
        guard !runs.isEmpty else { return "No unfinished run is played with another version of this pack." }
        var lines = Verdict.allCases.filter { count($0) > 0 }.map { "\(Self.heading($0)): \(count($0))" }
        for run in runs {
            lines.append("\(run.id) \(run.campaignID), turn \(run.turn), in \"\(run.sceneID)\": \(Self.word(run))")
            lines += run.obstacles.map { "    \($0)" } + run.losses.map { "    \($0)" }
            if !run.lostTurns.isEmpty {
                let turns = run.lostTurns.map(String.init).joined(separator: ", ")
                lines.append("    cannot be taken back any more to turn \(turns)")
            }
        }
        lines += strangers.map { "The mapping is of no use here: \($0)" }
        if !proposal.isEmpty {
            lines += ["", "A mapping that would do, by likeness; look at it before you use it:", "", proposal.yaml]
        }
        return lines.joined(separator: "\n")
    }

    private static func heading(_ verdict: Verdict) -> String {
        switch verdict {
        case .ready: "Runs that can be moved as they are"
        case .moved: "Runs moved"
        case .needsMapping: "Runs that need a mapping"
        case .cannot: "Runs that cannot be moved now"
        }
    }

    private static func word(_ run: Run) -> String {
        switch run.verdict {
        case .ready: "can be moved"
        case .moved: "moved"
        case .needsMapping: run.isHelpedByProposal ? "needs a mapping, such as the one below" : "needs a mapping"
        case .cannot: "stays where it is"
        }
    }
}
