internal import Core

extension RunChange {
    /// What the rules made of a player's move.
    init(
        of run: LiveRun, by result: StepResult, to request: ActionRequest, from playerID: PlayerID,
        _ content: RunContent, at time: Timestamp
    ) {
        self.init(of: run, at: time)
        resolve(result, to: request, from: playerID, content)
    }

    /// Does what the rules made of a move; what was recorded before stays.
    mutating func resolve(
        _ result: StepResult, to request: ActionRequest, from playerID: PlayerID, _ content: RunContent
    ) {
        let (facts, time) = (after.facts, at)
        let rules = content.rules(for: facts)
        guard let outcome = result.outcome, let resolved = result.resolved else {
            fatalError("BUG: a move without an outcome")
        }
        let language = facts.language
        let shown = ShownOutcome(
            outcome, rolls: result.rolls, names: content.names(of: result.state, in: language), language: language)
        record(request, by: playerID, outcome: JSONWriter.bytes { $0.value(outcome) })
        record(result.rolls)
        remember(result.chronicle)
        tell(SceneRecord(resolved: resolved, outcome: outcome, words: request.text))
        let context = SceneContext(choiceId: resolved.choiceID, characterId: resolved.actor, text: request.text)
        closeScene(inputContext: context.json, resultFlags: JSONWriter.bytes { $0.value(resolved.resultFlags) })
        update {
            $0.state = result.state
            $0.lastOutcome = shown.json
            if result.completed { $0.finishedAt = time }
        }
        if result.enteredScene {
            let composer = SceneComposer(content: content, rules: rules, facts: facts)
            show(
                initiative: composer.fightView(of: result.state).map { view in
                    JSONWriter.bytes { view.writeInitiative(to: &$0) }
                })
            openScene(composer.scene(UUIDv7.make(at: time), of: result.state))
        }
        followVote(rules)
    }

    /// The state as `run_snapshots` keeps it; nil when it is the one that is there. To be made before the write, because
    /// everybody waits for the writer.
    var snapshot: [UInt8]? {
        if let before, before.state.turn == after.state.turn, before.state == after.state { return nil }
        return JSONWriter.bytes { $0.value(after.state) }
    }

    /// Whether the run is over with this change.
    var ends: Bool { after.status.isFinished && before?.status.isFinished == false }
}

/// `input_context` of a scene state: what was answered to it.
struct SceneContext {
    /// nil for a move of the player's own.
    let choiceId: String?
    let characterId: CharacterID
    /// The player's own words.
    let text: String?

    var json: [UInt8] {
        JSONWriter.bytes { json in
            json.object {
                $0.member("choiceId", choiceId)
                $0.member("characterId", characterId.rawValue)
                $0.member("text", text)
            }
        }
    }
}
