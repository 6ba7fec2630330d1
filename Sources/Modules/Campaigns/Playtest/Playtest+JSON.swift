internal import ContentPacks
package import Core

extension Playtest {
    /// The same as `text`, and how often each thing was met: what `mimic pack graph --coverage` reads.
    package var json: JSONValue {
        let problems = problems.map { problem in
            JSONValue.object([
                "message": .string("\(problem.kind)"), "runs": .integer(Int64(problem.runs)),
                "path": Self.json(problem.path),
            ])
        }
        var report: [String: JSONValue] = [
            "campaign": .string(rules.campaign.id), "runs": .integer(Int64(runs)),
            "party": .integer(Int64(plan.party)), "seed": .string("\(plan.seed)"), "passed": .bool(isPassed),
            "coverage": .object(
                Dictionary(uniqueKeysWithValues: coverage.tables.map { ($0.kind, Self.json($0.counts)) })),
            "missing": .object(
                Dictionary(
                    uniqueKeysWithValues: coverage.missing.map { ($0.kind, .array($0.ids.map(JSONValue.string))) })),
            "turns": Self.json(turns), "deaths": Self.json(deaths), "problems": .array(problems),
            "assertions": .array(
                assertions.map { .object(["assertion": .string($0.text), "holds": .bool($0.holds)]) }),
        ]
        if plan.until != nil { report["way"] = way.map(Self.json) ?? .null }
        return .object(report)
    }

    private static func json(_ path: [PlaytestStep]) -> JSONValue {
        .string(path.map(\.description).joined(separator: ","))
    }

    private static func json(_ counts: [some Hashable: Int]) -> JSONValue {
        .object(Dictionary(uniqueKeysWithValues: counts.map { ("\($0.key)", .integer(Int64($0.value))) }))
    }
}
