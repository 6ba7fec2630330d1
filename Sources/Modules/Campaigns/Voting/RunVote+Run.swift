internal import ContentPacks
internal import Core

extension LiveRun {
    /// Who may vote: players with a character in the scene. Who enters with the next scene votes from then on.
    var voters: Set<PlayerID> { Set(state.present.lazy.map(\.playerID)) }
}

extension RunVote {
    /// The vote that a run has to have: the one that is open, brought in line with the scene and those who play it, or a
    /// new one. nil where nobody votes: the party decides otherwise, a fight is on, or one player plays alone.
    static func due(in run: LiveRun, _ rules: CampaignRules, at now: Timestamp) -> RunVote? {
        guard run.facts.decision == .vote, !run.status.isFinished, run.state.fight == nil else { return nil }
        let choices = rules.availableChoices(run.state).map {
            Option(id: $0.id, label: $0.label.text(in: run.facts.language))
        }
        if var open = run.vote, open.id == run.scene.id {
            open.revise(choices: choices, voters: run.voters)
            return open
        }
        guard !choices.isEmpty, run.voters.count > 1 else { return nil }
        var vote = RunVote(id: run.scene.id, options: choices, openedAt: now, lasting: run.patience)
        if run.isPaused { vote.freeze(at: now) }
        return vote
    }

    /// What is done when nobody has voted: the first choice that can be done without a check, else the first.
    ///
    /// - Parameter choices: that are available.
    func fallback(among choices: [Choice]) -> Option? {
        let choice = choices.first { $0.check == nil } ?? choices.first
        return choice.flatMap { option($0.id) }
    }

    /// What the rules are asked to do for an option. Who all left it to the story get what `advance` does, so that it
    /// comes to its end as it does for one player.
    func action(for option: Option) -> PlayerAction {
        if let skill = option.skill { return .freeform(text: option.label, skill: skill) }
        let ballots = ballots.values.filter { $0.optionID == option.id }
        let isAdvance = !ballots.isEmpty && ballots.allSatisfy(\.isAdvance)
        return isAdvance ? .advance : .choose(choiceID: option.id)
    }

    /// Who may act for an option: the characters of those who are for it; nobody in particular when nobody is.
    func candidates(for option: Option, in state: RunState) -> [CharacterID] {
        supporters(of: option.id).flatMap { player in
            if let named = ballots[player]?.characterID { return [named] }
            return state.present.filter { $0.playerID == player }.map(\.characterID)
        }
    }
}
