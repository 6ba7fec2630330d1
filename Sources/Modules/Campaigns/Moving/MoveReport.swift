package import ContentPacks

/// Which runs can go on with another version of their pack, and which not, and why.
package struct MoveReport: Sendable, Equatable {
    package enum Verdict: String, Sendable, CaseIterable {
        /// Can be moved as it is, by the mapping that was given.
        case ready
        case moved
        /// A mapping can clear away what stands in the way.
        case needsMapping = "needs_mapping"
        /// Must be played on first.
        case cannot
    }

    package struct Run: Sendable, Equatable {
        package let id: String
        package let campaignID: String
        package let turn: Int
        /// Where it stands.
        package let sceneID: String
        package let contentHash: String
        package internal(set) var verdict: Verdict
        package let obstacles: [MoveObstacle]
        package let losses: [MoveLoss]
        /// Turns to which it can be taken back now, and not when it is moved.
        package let lostTurns: [Int]
        /// Whether the proposed mapping clears the way.
        package let isHelpedByProposal: Bool
    }

    /// Of the pack to which runs are moved.
    package let packID: String
    package let contentHash: String
    /// The oldest first.
    package internal(set) var runs: [Run]
    /// By likeness, for the runs that need it, over the mapping that was given.
    package let proposal: ContentMapping
    /// What the given mapping names that no content of these runs has.
    package let strangers: [String]

    package func count(_ verdict: Verdict) -> Int { runs.count { $0.verdict == verdict } }

    /// The same when it is done.
    var moved: MoveReport {
        var report = self
        for index in runs.indices where runs[index].verdict == .ready { report.runs[index].verdict = .moved }
        return report
    }

    /// Whether none stays behind.
    package var isComplete: Bool { count(.needsMapping) + count(.cannot) == 0 }
}
