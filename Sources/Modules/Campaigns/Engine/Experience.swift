/// The advancement table of the System Reference Document 5.1.
package enum Experience {
    /// Experience at which levels 1...20 begin.
    package static let thresholds = [
        0, 300, 900, 2_700, 6_500, 14_000, 23_000, 34_000, 48_000, 64_000, 85_000, 100_000, 120_000, 140_000, 165_000,
        195_000, 225_000, 265_000, 305_000, 355_000,
    ]

    /// What new levels add to the greatest hit points: the average of a d8, rounded up, and the modifier of constitution
    /// a level, of which each gives at least 1.
    static func hitPoints(forLevels levels: Int, constitution: Int) -> Int { levels * max(1, 5 + constitution) }

    /// 1...20; below 0 is level 1.
    package static func level(at experience: Int) -> Int {
        max(1, thresholds.prefix { $0 <= experience }.count)
    }
}
