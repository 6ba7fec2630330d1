internal import Core

/// A path played again, step by step.
package struct PlaytestReplay: Sendable {
    /// Why a step cannot be taken.
    package struct Refusal: Error, Sendable, CustomStringConvertible {
        /// From 1.
        package let number: Int
        package let step: PlaytestStep
        package let reason: String

        package var description: String { "step \(number), \(step): \(reason)" }
    }

    /// What each step made of the run.
    package fileprivate(set) var results: [StepResult]
    /// What is wrong after each of them; the first entry is the start.
    package fileprivate(set) var findings: [[PlaytestFinding.Kind]]
    /// Where the path ends.
    package fileprivate(set) var state: RunState
}

extension Playtest {
    /// Ids of an action that are tried for an outcome. The rarest that there is, one face of twenty with disadvantage,
    /// comes once in 400.
    private static let attempts = 8000
    /// A whole fight costs a thousand times as much.
    private static let fights = 200
    /// Any: the outcomes are what the path says, and the dice follow.
    private static let replayDice = Dice(seed: [UInt8](repeating: 0, count: 32))

    /// Plays a path: the dice of each step are thrown until they show what the step says.
    ///
    /// - Throws: `PlaytestReplay.Refusal`.
    package func replay(_ path: [PlaytestStep]) throws(PlaytestReplay.Refusal) -> PlaytestReplay {
        guard let start = try? rules.start(members: members, dice: Self.replayDice).state else {
            preconditionFailure("BUG: no members")
        }
        var replay = PlaytestReplay(results: [], findings: [judge.findings(in: start)], state: start)
        for (index, step) in path.enumerated() {
            do {
                let (result, broken) = try take(step, in: replay.state)
                replay.results.append(result)
                replay.findings.append(broken + judge.findings(in: result.state, after: (step, replay.state)))
                replay.state = result.state
            } catch {
                throw .init(number: index + 1, step: step, reason: error.reason)
            }
        }
        if path.count >= Self.longest, replay.state.phase != .completed {
            replay.findings[replay.findings.count - 1].append(.circles)
        }
        return replay
    }

    private struct Impossible: Error { let reason: String }

    private func take(
        _ step: PlaytestStep, in state: RunState
    ) throws(Impossible) -> (result: StepResult, broken: [PlaytestFinding.Kind]) {
        guard state.sceneID == step.scene else {
            throw Impossible(reason: "the story is in \"\(state.sceneID)\" then")
        }
        guard state.phase != .completed else { throw Impossible(reason: "the run is over then") }
        let actor = CharacterID(rawValue: Int64(step.actor))
        for attempt in 0..<(state.fight == nil ? Self.attempts : Self.fights) {
            let taken: (result: StepResult, broken: [PlaytestFinding.Kind])
            do {
                taken = try take(step.choice, by: actor, in: state, actionID: "\(attempt)", dice: Self.replayDice)
            } catch {
                throw Impossible(reason: "\(error.apiError.message)")
            }
            if taken.result.outcome?.result == step.outcome { return taken }
            if taken.result.rolls.isEmpty, state.fight == nil { break }
        }
        throw Impossible(reason: "this never comes of it")
    }

    /// The path without all that is not needed to meet the finding at its end: no stretch of it can be left out.
    func shortened(_ path: [PlaytestStep], still kind: PlaytestFinding.Kind) -> [PlaytestStep] {
        guard kind != .circles else { return path }
        var path = path
        var length = path.count
        while length > 0 {
            var start = 0
            while start + length <= path.count {
                var shorter = path
                shorter.removeSubrange(start..<start + length)
                if let replay = try? replay(shorter), replay.findings.last?.contains(kind) == true {
                    path = shorter
                } else {
                    start += 1
                }
            }
            length = min(length - 1, path.count)
        }
        return path
    }
}
