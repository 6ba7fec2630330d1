internal import Core

/// A turn back to an earlier scene: a line of `run_rewinds` and of the log.
struct RunRewind: Sendable, Equatable {
    /// Its own place in the log.
    let position: Int
    /// Where the old branch begins in the log: with the scene that is opened anew.
    let fromPosition: Int
    /// The turn at which the run stood.
    let fromTurn: Int
    let toTurn: Int
    /// Whose word it was; nil when the player is erased.
    let playerID: PlayerID?
    let reason: String
    let at: Timestamp
}

/// Which places in the log of a run are of branches that the story was taken back from.
struct OldBranches: Sendable {
    /// Disjoint, ascending: a later rewind may reach over earlier ones.
    private let ranges: [Range<Int>]

    /// - Parameter rewinds: of one run, by position.
    init(_ rewinds: [RunRewind]) {
        var ranges: [Range<Int>] = []
        for rewind in rewinds {
            while let last = ranges.last, last.lowerBound >= rewind.fromPosition { ranges.removeLast() }
            ranges.append(rewind.fromPosition..<rewind.position)
        }
        self.ranges = ranges
    }

    var isEmpty: Bool { ranges.isEmpty }

    func contains(_ position: Int) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound <= position { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].contains(position)
    }
}
