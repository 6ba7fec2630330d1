internal import Core
internal import PartySync

/// The events of one change of a run, in the order in which its channel tells them (party-sync.md).
struct RunEvents {
    let change: RunChange
    /// Under which the change is found in traces.
    let traceID: String?

    private var run: LiveRun { change.after }

    /// Of a move: the request as it came, what came of it, and what is to be seen now.
    ///
    /// - Parameter eventID: the sender's own id of the request, when it came over the channel.
    func ofMove(eventID: String?) -> [PartyEvent] {
        guard let decision = change.decision else { fatalError("BUG: a move that nobody made") }
        var events = [request(decision, eventID: eventID), result(decision)]
        events.append(phase(.resolve))
        events.append(phase(.applyEffects))
        if change.openedAt != nil { events.append(sceneStarted()) }
        events.append(sceneUpdate())
        if run.status.isFinished { events.append(finished()) }
        return events
    }

    func ofStart() -> [PartyEvent] { [sceneStarted(), sceneUpdate()] }

    /// Of a run broken off.
    func ofAbort() -> [PartyEvent] { [phase(.aborted), sceneUpdate(), finished()] }

    func ofPause() -> [PartyEvent] {
        [event(run.isPaused ? "campaign.paused" : "campaign.resumed") { $0.member("runId", run.facts.id) }]
    }

    /// Somebody entered, left, or became the leader: the clients' picture of the party is old.
    func ofMembers() -> [PartyEvent] { [sceneUpdate()] }

    private func request(_ decision: RunChange.Decision, eventID: String?) -> PartyEvent {
        var event = event("action.request") {
            $0.key("action")
            decision.request.write(to: &$0)
            $0.member("runId", run.facts.id)
            $0.member("sceneId", decision.sceneStateID)
        }
        event.senderID = "player:\(decision.playerID)"
        event.eventID = eventID
        event.actionID = decision.request.actionID
        return event
    }

    private func result(_ decision: RunChange.Decision) -> PartyEvent {
        var event = event("action.result") {
            $0.member("actionId", decision.request.actionID)
            $0.member("actionType", decision.request.type.rawValue)
            $0.member("playerId", decision.playerID.rawValue)
            $0.member("characterId", decision.request.characterID?.rawValue)
            $0.member("sceneId", decision.sceneStateID)
            $0.member("turn", run.state.turn)
            $0.key("outcome")
            writeOutcome(to: &$0)
        }
        event.actionID = decision.request.actionID
        return event
    }

    private func phase(_ phase: RunPhase) -> PartyEvent {
        event("campaign.phase_applied") {
            $0.member("phase", phase.rawValue)
            $0.member("sceneId", change.closed?.id ?? run.scene.id)
            $0.member("turn", run.state.turn)
        }
    }

    private func sceneStarted() -> PartyEvent {
        event("campaign.scene_started") {
            $0.member("sceneId", run.scene.id)
            $0.member("episodeId", run.scene.episodeID)
            $0.member("sceneOrder", run.scene.order)
            $0.member("sceneType", run.scene.type)
            $0.member("phase", run.status.rawValue)
            $0.member("turn", run.state.turn)
        }
    }

    private func sceneUpdate() -> PartyEvent {
        event("scene.update") {
            $0.member("sceneId", run.scene.id)
            $0.member("phase", run.status.rawValue)
            $0.member("status", run.status.rawValue)
            $0.member("turn", run.state.turn)
            $0.key("outcome")
            writeOutcome(to: &$0)
            $0.key("scene")
            run.scene.write(to: &$0, secret: nil)
        }
    }

    private func finished() -> PartyEvent {
        event(run.status == .completed ? "campaign.completed" : "campaign.aborted") {
            $0.member("runId", run.facts.id)
            $0.member("status", run.status.rawValue)
            $0.member("ending", run.state.ending)
        }
    }

    private func writeOutcome(to json: inout JSONWriter) {
        if let outcome = run.lastOutcome { json.raw(outcome) } else { json.null() }
    }

    private func event(_ type: String, _ payload: (inout JSONWriter) -> Void) -> PartyEvent {
        var json = JSONWriter()
        json.object(payload)
        return PartyEvent(channel: run.facts.channel, type: type, payload: json.bytes, traceID: traceID)
    }
}
