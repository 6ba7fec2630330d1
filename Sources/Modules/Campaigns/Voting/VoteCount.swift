internal import Core

/// What a vote has come to: the option with the most ballots; of several the one with the highest d20.
///
/// The dice are the run's own, so that everybody can check them afterwards.
struct VoteCount: Sendable {
    /// A die that was rolled for an option.
    struct TieRoll: Sendable {
        let option: RunVote.Option
        /// From 1; those that are highest together roll again.
        let round: Int
        let record: RollRecord
    }

    let option: RunVote.Option
    private(set) var tie: [TieRoll] = []

    var rolls: [RollRecord] { tie.map(\.record) }

    /// Without a count: a master's or leader's word, or what is done when nobody has voted.
    init(decided option: RunVote.Option) { self.option = option }

    /// - Parameters:
    ///   - scene: of the pack, that it is voted over.
    ///   - rollCount: rolls made so far in the run.
    /// - Returns: nil when nobody has voted.
    init?(_ vote: RunVote, scene: String, dice: Dice, rollCount: Int) {
        var leading = vote.leading
        var tie: [TieRoll] = []
        var round = 1
        while leading.count > 1 {
            let rolled = leading.enumerated().map { index, option in
                let number = rollCount + tie.count + index
                let face = dice.face(sides: 20, roll: number, die: 0, actionID: "")
                let record = RollRecord(
                    number: number, who: nil, why: "vote:\(scene)/\(option.id)", formula: "1d20", faces: [face],
                    modifier: 0, total: face, dc: nil, outcome: nil, visibility: .everyone, actionID: "")
                return TieRoll(option: option, round: round, record: record)
            }
            tie += rolled
            let highest = rolled.map(\.record.total).max()
            leading = rolled.filter { $0.record.total == highest }.map(\.option)
            round += 1
        }
        guard let option = leading.first else { return nil }
        self.option = option
        self.tie = tie
    }
}
