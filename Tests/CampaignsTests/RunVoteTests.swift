import ApplianceTesting
import Core
import Testing

@testable import Campaigns

/// The pure rules of a vote: who is for what, until when, and what it comes to.
@Suite("Counting a vote")
struct RunVoteTests {
    private static let opened = Timestamp(seconds: 1_000_000)
    private static let dice = Dice(seed: Array(repeating: 9, count: 32))

    private func vote(_ ballots: [(Int64, String)] = []) -> RunVote {
        var vote = RunVote(
            id: "scene", options: ["a", "b", "c"].map { RunVote.Option(id: $0, label: $0.uppercased()) },
            openedAt: Self.opened, lasting: .seconds(60))
        for (player, option) in ballots { vote.cast(ballot(option), by: PlayerID(rawValue: player)) }
        return vote
    }

    private func ballot(_ option: String) -> RunVote.Ballot {
        RunVote.Ballot(optionID: option, characterID: nil, isAdvance: false)
    }

    private func players(_ ids: Int64...) -> Set<PlayerID> { Set(ids.map(PlayerID.init(rawValue:))) }

    private func count(_ vote: RunVote, rollCount: Int = 0) -> VoteCount? {
        VoteCount(vote, scene: "scn", dice: Self.dice, rollCount: rollCount)
    }

    @Test(
        "the option with the most ballots wins, of those that were last cast",
        arguments: [
            ([(1, "b")], "b"),
            ([(1, "a"), (2, "b"), (3, "b")], "b"),
            ([(1, "a"), (2, "b"), (3, "b"), (2, "a")], "a"),
            ([(1, "a"), (2, "a"), (3, "b"), (4, "b"), (5, "b")], "b"),
            ([(1, "c"), (1, "b"), (1, "a")], "a"),
        ] as [([(Int64, String)], String)])
    func majority(ballots: [(Int64, String)], winner: String) throws {
        let counted = try #require(count(vote(ballots)))
        #expect(counted.option.id == winner)
        #expect(counted.tie.isEmpty)
    }

    @Test("nobody's vote comes to nothing")
    func nobody() { #expect(count(vote()) == nil) }

    @Test("a tie is broken by a d20 for each tied option, again while the highest are level", arguments: 0..<200)
    func tie(rollCount: Int) throws {
        let counted = try #require(
            count(vote([(1, "a"), (2, "b"), (3, "c"), (4, "c"), (5, "b")]), rollCount: rollCount))
        #expect(counted.rolls.map(\.number) == Array(rollCount..<rollCount + counted.rolls.count))
        for roll in counted.rolls {
            #expect(roll.faces == [Self.dice.face(sides: 20, roll: roll.number, die: 0, actionID: "")])
            #expect((roll.visibility, roll.who) == (.everyone, nil))
        }
        var standing = ["b", "c"]
        for round in 1...(counted.tie.last?.round ?? 0) {
            let rolled = counted.tie.filter { $0.round == round }
            #expect(rolled.map(\.option.id) == standing)
            let highest = rolled.map(\.record.total).max()
            standing = rolled.filter { $0.record.total == highest }.map(\.option.id)
        }
        #expect(standing == [counted.option.id])
    }

    @Test("ties of these dice come to either end, and to more than one round")
    func tiesDiffer() throws {
        let counts = try (0..<200).map { try #require(count(vote([(1, "a"), (2, "b")]), rollCount: $0)) }
        #expect(Set(counts.map(\.option.id)) == ["a", "b"])
        #expect(counts.contains { ($0.tie.last?.round ?? 0) > 1 })
    }

    @Test("is complete when all who are awaited have voted, and at least one has")
    func complete() {
        #expect(!vote().isComplete(awaiting: []))
        #expect(vote([(1, "a")]).isComplete(awaiting: players(1)))
        #expect(!vote([(1, "a")]).isComplete(awaiting: players(1, 2)))
        #expect(vote([(1, "a"), (2, "b")]).isComplete(awaiting: players(2)))
    }

    @Test("an own move is an option while somebody is for it, and one option whoever thinks of it")
    func ownMoves() {
        var vote = vote()
        let (one, two) = (PlayerID(rawValue: 1), PlayerID(rawValue: 2))
        let dance = vote.propose("Пляшем", skill: "performance", by: one, number: 7)
        vote.cast(ballot(dance.id), by: one)
        #expect(vote.propose("Пляшем", skill: "performance", by: two, number: 8) == dance)
        vote.cast(ballot(dance.id), by: two)
        #expect(vote.supporters(of: dance.id) == [one, two])
        vote.cast(ballot("a"), by: one)
        #expect(vote.option(dance.id) != nil)
        vote.cast(ballot("a"), by: two)
        #expect(vote.option(dance.id) == nil)
        let again = vote.propose("Пляшем", skill: "performance", by: one, number: 9)
        #expect(again.id != dance.id)
    }

    @Test("who leaves has no voice any more, and what is no choice any more no ballots")
    func revised() {
        var vote = vote([(1, "a"), (2, "b"), (3, "b")])
        let song = vote.propose("Поём", skill: "performance", by: PlayerID(rawValue: 4), number: 1)
        vote.cast(ballot(song.id), by: PlayerID(rawValue: 4))
        vote.askForTime(PlayerID(rawValue: 3), voters: players(1, 2, 3, 4))
        vote.revise(choices: [RunVote.Option(id: "a", label: "A")], voters: players(1, 2))
        #expect(vote.options.map(\.id) == ["a"])
        #expect(vote.ballots.mapValues(\.optionID) == [PlayerID(rawValue: 1): "a"])
        #expect(vote.wishes.isEmpty)
    }

    @Test(
        "more than half of the voters grant the one extension",
        arguments: [(2, 2), (3, 2), (4, 3), (5, 3)] as [(Int64, Int64)])
    func extended(voters: Int64, needed: Int64) {
        let everybody = Set((1...voters).map(PlayerID.init(rawValue:)))
        var vote = vote()
        for player in 1..<needed { vote.askForTime(PlayerID(rawValue: player), voters: everybody) }
        vote.askForTime(PlayerID(rawValue: 1), voters: everybody)
        #expect(!vote.isExtended)
        vote.askForTime(PlayerID(rawValue: needed), voters: everybody)
        #expect(vote.isExtended)
        #expect(vote.deadline == Self.opened.adding(.seconds(105)))
        for player in 1...voters { vote.askForTime(PlayerID(rawValue: player), voters: everybody) }
        #expect(vote.deadline == Self.opened.adding(.seconds(105)))
    }

    @Test(
        "its time runs out at the deadline, not because a clock was set back a little, nor never because it was a lot")
    func time() {
        let vote = vote()
        #expect(vote.left(at: Self.opened) == .seconds(60))
        #expect(vote.left(at: Self.opened.adding(.seconds(-1))) == .seconds(60))
        #expect(vote.left(at: Self.opened.adding(.milliseconds(59_999))) == .milliseconds(1))
        #expect(vote.isOver(at: Self.opened.adding(.seconds(60))))
        #expect(vote.isOver(at: Self.opened.adding(.seconds(-3600))))
    }

    @Test("a pause keeps what was left")
    func frozen() {
        var vote = vote()
        vote.freeze(at: Self.opened.adding(.seconds(50)))
        #expect(!vote.isOver(at: Self.opened.adding(.seconds(500))))
        vote.freeze(at: Self.opened.adding(.seconds(55)))
        vote.thaw(at: Self.opened.adding(.seconds(500)))
        #expect(vote.deadline == Self.opened.adding(.seconds(510)))
    }
}
