internal import Core
internal import PartySync

/// What a channel hears of votes (party-sync "What the server sends of itself").
extension RunEvents {
    /// The count of a vote that goes on, when it has changed or somebody has voted: not stored, because who comes is told
    /// by the hello. It names the ballot, or nobody could tell that theirs was taken.
    var voteUpdate: PartyEvent? {
        let run = change.after
        guard let vote = run.vote, let before = change.before, before.vote?.id == vote.id,
            change.ballot != nil || before.vote != vote || before.voters != run.voters
        else { return nil }
        return Self.count(of: vote, in: run, actionID: change.ballot?.request.actionID)
    }

    static func count(of vote: RunVote, in run: LiveRun, actionID: String?) -> PartyEvent {
        var json = JSONWriter()
        json.object { vote.writeUpdate(to: &$0, voters: run.voters.count) }
        return PartyEvent(
            channel: run.facts.channel, type: "vote.update", payload: json.bytes, actionID: actionID)
    }

    /// First how a vote has ended, then what came of it, then the next vote.
    func amidVotes(_ events: [PartyEvent]) -> [PartyEvent] {
        var all = events
        if let ended = change.endedVote { all.insert(finished(ended), at: 0) }
        if let vote = change.after.vote, vote.id != change.before?.vote?.id {
            all.append(event("vote.started") { vote.writeStart(to: &$0) })
        }
        return all
    }

    private func finished(_ vote: RunVote) -> PartyEvent {
        var event = event("vote.finished") {
            $0.member("voteId", vote.id)
            $0.member("optionId", change.count?.option.id)
            $0.key("tie")
            if let count = change.count { count.writeTie(to: &$0) } else { $0.null() }
        }
        event.actionID = change.ballot?.request.actionID
        return event
    }
}
