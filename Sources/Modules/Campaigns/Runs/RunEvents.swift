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
        let wasFight = change.before?.state.fight != nil
        let isFight = run.state.fight != nil
        if wasFight { events.append(combatUpdate(withScene: isFight)) }
        if !wasFight || !isFight {
            if change.openedAt != nil { events.append(sceneStarted()) }
            events.append(sceneUpdate())
        }
        if !wasFight, isFight { events.append(combatUpdate(withScene: false)) }
        if run.status.isFinished { events.append(finished()) }
        return amidVotes(events)
    }

    func ofStart() -> [PartyEvent] { amidVotes([sceneStarted(), sceneUpdate()]) }

    /// Of a run broken off.
    func ofAbort() -> [PartyEvent] { amidVotes([phase(.aborted), sceneUpdate(), finished()]) }

    /// Of a run taken back: that it was, and what is to be seen now.
    func ofRewind() -> [PartyEvent] { amidVotes([rewound(), sceneStarted(), sceneUpdate()]) }

    /// Of a run that goes on with another content: that it does, and what is to be seen now.
    func ofMigration() -> [PartyEvent] { amidVotes([migrated(), sceneStarted(), sceneUpdate()]) }

    /// Named after the command, if it was one: the x-card is nobody's.
    func ofPause() -> [PartyEvent] {
        var event = event(run.isPaused ? "campaign.paused" : "campaign.resumed") { $0.member("runId", run.facts.id) }
        event.actionID = change.decision?.request.actionID
        return [event]
    }

    /// Somebody entered, left, or became the leader: the clients' picture of the party is old.
    func ofMembers() -> [PartyEvent] { amidVotes([sceneUpdate()]) }

    private func request(_ decision: RunChange.Decision, eventID: String?) -> PartyEvent {
        var event = event("action.request") {
            $0.key("action")
            decision.request.write(to: &$0)
            $0.member("runId", run.facts.id)
            $0.member("sceneId", decision.sceneStateID)
        }
        event.senderID = decision.request.isNobodys ? nil : "player:\(decision.playerID)"
        event.eventID = eventID
        event.actionID = decision.request.actionID
        // A repeated action does not come as far as here.
        event.isSurelyNew = eventID == nil || eventID == event.actionID
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
            run.scene.write(to: &$0, notes: nil)
        }
    }

    /// Of a fight that begins, goes on or ends. While it goes on this stands for `scene.update`, and holds the scene.
    private func combatUpdate(withScene: Bool) -> PartyEvent {
        event("combat.update") {
            $0.member("sceneId", change.closed?.id ?? run.scene.id)
            $0.member("phase", run.status.rawValue)
            $0.member("turn", run.state.turn)
            $0.member("round", (run.state.fight ?? change.before?.state.fight)?.round ?? 1)
            $0.key("initiative")
            if let initiative = change.initiative { $0.raw(initiative) } else { $0.array { _ in } }
            $0.key("effects")
            $0.value(change.told?.outcome.effects ?? [])
            $0.key("outcome")
            writeOutcome(to: &$0)
            guard withScene else { return }
            $0.key("scene")
            run.scene.write(to: &$0, notes: nil)
        }
    }

    private func finished() -> PartyEvent {
        event(run.status == .completed ? "campaign.completed" : "campaign.aborted") {
            $0.member("runId", run.facts.id)
            $0.member("status", run.status.rawValue)
            $0.member("ending", run.state.ending)
        }
    }

    private func rewound() -> PartyEvent {
        guard let rewind = change.rewind else { fatalError("BUG: a rewind that nobody made") }
        var event = event("campaign.rewound") {
            $0.member("runId", run.facts.id)
            $0.member("fromTurn", rewind.fromTurn)
            $0.member("toTurn", rewind.toTurn)
            $0.member("reason", rewind.reason)
            $0.member("sceneId", run.scene.id)
        }
        event.senderID = rewind.playerID.map { "player:\($0)" }
        return event
    }

    private func migrated() -> PartyEvent {
        guard let migration = change.migration else { fatalError("BUG: a move to another content that nobody made") }
        return event("campaign.migrated") {
            $0.member("runId", run.facts.id)
            $0.member("fromContentHash", migration.fromHash)
            $0.member("contentHash", migration.toHash)
            $0.member("turn", run.state.turn)
            $0.member("sceneId", run.scene.id)
        }
    }

    private func writeOutcome(to json: inout JSONWriter) {
        if let outcome = run.lastOutcome { json.raw(outcome) } else { json.null() }
    }

    func event(_ type: String, _ payload: (inout JSONWriter) -> Void) -> PartyEvent {
        var json = JSONWriter()
        json.object(payload)
        return PartyEvent(channel: run.facts.channel, type: type, payload: json.bytes, traceID: traceID)
    }
}
