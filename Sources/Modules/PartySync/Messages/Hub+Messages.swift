internal import Core
internal import Network
internal import Storage

/// What clients send over a channel, and what comes of it.
extension Hub {
    func received(_ message: WebSocketMessage, from seat: Seat) {
        observer.received()
        guard message.isText else { return seat.socket.close(.unsupported, "Invalid payload") }
        guard isPaced(seat) else { return }
        let parsed: ClientMessage
        do throws(ClientMessage.Fault) {
            parsed = try ClientMessage(Array(message.bytes))
        } catch {
            switch error {
            case .invalid: seat.socket.close(.unsupported, "Invalid payload")
            case .refused(let problem): seat.tell(APIError.badRequest("invalid_message", problem), about: nil)
            }
            return
        }
        seat.inbox.append(parsed)
        guard !seat.isServed else { return }
        seat.isServed = true
        Task.onLoop { [self] in await serve(seat) }
    }

    /// One message after the other, so that what a client says takes effect in its order.
    private func serve(_ seat: Seat) async {
        while !seat.inbox.isEmpty { await take(seat.inbox.removeFirst(), from: seat) }
        seat.isServed = false
    }

    /// Whether the client keeps to its pace: it is told once that it does not, and then sent away.
    private func isPaced(_ seat: Seat) -> Bool {
        guard let rate = limits.messages, let wait = seat.messages?.take(rate, now: clock.uptime().inSeconds) else {
            return true
        }
        if seat.wasWarned {
            seat.socket.close(.tooManyMessages, "too many messages")
        } else {
            seat.wasWarned = true
            seat.tell(
                APIError(429, "rate_limited", "Too many messages; go on in \(wait) s.", retryAfter: wait), about: nil)
        }
        return false
    }

    private func take(_ message: ClientMessage, from seat: Seat) async {
        do {
            try await act(on: message, from: seat)
        } catch let error as any APIErrorConvertible {
            seat.tell(error.apiError, about: message)
        } catch {
            observer.failed("A message could not be taken", String(describing: error))
            seat.tell(APIError(500, "internal", "This could not be done; try again."), about: message)
        }
    }

    nonisolated static let spectatorSpeaks = APIError.forbidden("Spectators read; join the party to play.")

    private func act(on message: ClientMessage, from seat: Seat) async throws {
        guard seat.admission.role != .spectator else { throw Self.spectatorSpeaks }
        switch ClientEvent(rawValue: message.type) {
        case nil, .chat:
            let stored = try await append(passedOn(message, by: seat.client, on: seat.channel.name))
            if stored.isRepeat { seat.take(again: stored) }
        case .typing: try sign(.typing, message, from: seat)
        case .ready: try sign(.ready, message, from: seat)
        case .action:
            let body = try ActionMessage(message.payload)
            try await play(body.action, in: body.runID, message, from: seat)
        case .vote:
            let vote = try VoteMessage(message.payload)
            let payload: JSONValue = ["voteId": .string(vote.voteID), "optionId": .string(vote.optionID)]
            try await play(["actionType": "vote", "payload": payload], in: nil, message, from: seat)
        case .xCard:
            let (runID, principal) = try seat.player()
            try await surroundings.pauseForSafety(runID, principal)
        }
    }

    /// The event of a message that is stored and passed on: of chat, and of each name that means nothing to the server.
    ///
    /// - Throws: 422 for a name of the server's, a payload that is wrong, and what takes effect in another way.
    func passedOn(
        _ message: ClientMessage, by client: ChannelClient, on channel: ChannelName
    ) async throws -> PartyEvent {
        var event = PartyEvent(
            channel: channel.description, type: message.type, payload: [], senderID: client.senderID,
            eventID: message.eventID, actionID: message.actionID, traceID: message.traceID)
        switch ClientEvent(rawValue: message.type) {
        case nil:
            guard !ClientMessage.isReserved(message.type) else {
                throw APIError(422, "reserved_event", "\(message.type) is said by the server only.")
            }
            event.payload = JSONWriter.bytes(of: message.payload)
        case .chat:
            let chat = try ChatMessage(message.payload)
            event.payload = chat.json
            if let to = chat.to { event.audience = try await whisper(from: client, to: to, on: channel) }
        case .typing, .ready, .action, .vote, .xCard:
            throw APIError.invalid("eventType", "is done over the live connection, or by the run's own routes")
        }
        return event
    }

    private func whisper(
        from client: ChannelClient, to: PlayerID, on channel: ChannelName
    ) async throws -> Audience {
        guard let sender = client.playerID else { throw APIError.forbidden("A service whispers to nobody.") }
        // A master belongs to no party, and hears who is on the channel all the same.
        let isHere = isHere(to, on: channel)
        let isMember = try await surroundings.describe(channel, sender).members.contains { $0.playerID == to }
        guard isHere || isMember else { throw APIError.invalid("to", "must be a player of this channel") }
        return .players([sender, to])
    }

    private func sign(_ sign: Attendance.Sign, _ message: ClientMessage, from seat: Seat) throws {
        let body = try SignMessage(message.payload)
        guard let player = seat.client.playerID else { throw APIError.forbidden("A service has no hands.") }
        seat.channel.attendance.set(sign, body.isOn, of: player)
    }

    private func play(
        _ action: JSONValue, in runID: String?, _ message: ClientMessage, from seat: Seat
    ) async throws {
        let (channelRun, principal) = try seat.player()
        guard runID ?? channelRun == channelRun else {
            throw APIError.invalid("runId", "must be the run of this channel")
        }
        guard case .object(var members) = action else { return }
        if let actionID = message.actionID, members["actionId"] ?? .null == .null {
            members["actionId"] = .string(actionID)
        }
        let made = TraceContext.make()
        let action = ChannelAction(
            principal: principal, runID: channelRun, body: .object(members), eventID: message.eventID,
            trace: TraceContext(traceID: message.traceID ?? made.traceID, spanID: made.spanID))
        guard let done = try await surroundings.act(action) else { return }
        guard let name = members["actionId"]?.stringValue ?? message.eventID else { return }
        try await tellAgain(done, actionID: name, to: seat)
    }

    /// An action has at most so many events.
    private nonisolated static let eventsOfAction = 20

    /// A repeat has no second effect, and its sender gets the events of the first time again.
    ///
    /// A ballot has no event of its own unless it was the last: the end of its vote stands for it, which is the first one
    /// behind it, or else the count as it is.
    private func tellAgain(_ done: DoneAction, actionID: String, to seat: Seat) async throws {
        let channel = seat.channel.name.description
        let events = try await storage.read { connection in
            let start = max(0, done.position - Int64(Self.eventsOfAction))
            let named = try EventLog.stored(after: start, on: channel, limit: Self.eventsOfAction, in: connection)
                .filter { try JSON.parse($0.bytes)["actionId"]?.stringValue == actionID }
            guard named.isEmpty else { return named }
            return try EventLog.stored(
                after: done.position, on: channel, type: "vote.finished", limit: 1, in: connection)
        }
        for event in events where seat.viewer.sees(event.audience) { seat.take(again: event) }
        guard events.isEmpty, let count = done.count else { return }
        let bytes = Envelope.make(count, eventID: nil, seq: nil, at: clock.now())
        observer.sent(1)
        seat.take(ephemeral: WebSocketFrame(text: bytes))
    }

    /// Stores an event, and then tells it to whoever listens.
    func append(_ event: PartyEvent) async throws -> StoredEvent {
        let now = clock.now()
        let stored = try await storage.write { try EventLog.append(event, now: now, in: $0) }
        publish([stored])
        return stored
    }
}

extension Seat {
    /// - Throws: 403 for a service; 400 on a party's channel, where nothing is played.
    fileprivate func player() throws(APIError) -> (runID: String, Principal) {
        guard let principal = client.principal else { throw .forbidden("Only players play.") }
        guard case .run(let id) = channel.name else {
            throw .badRequest("not_here", "Nothing is played on a party's channel; open that of its run.")
        }
        return (id, principal)
    }
}

extension JSONWriter {
    static func bytes(of value: JSONValue) -> [UInt8] {
        var json = JSONWriter()
        json.value(value)
        return json.bytes
    }
}
