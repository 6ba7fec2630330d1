internal import Core
internal import Network
internal import Storage

/// A channel that somebody listens on: hands each event to every seat, in the order of the table. Loop thread only.
///
/// Events are told by whoever committed them, and two who commit at once may tell them in either order. The table has the
/// true one: an event is handed out when it is the next, and when one is missing the table is read. So an event that nobody
/// tells of is not lost either.
@LoopActor
final class HubChannel {
    private nonisolated static let pageOfEvents = 500

    let name: ChannelName
    unowned let hub: Hub
    private(set) var seats: [Seat] = []
    private(set) lazy var attendance = Attendance(of: self)
    /// The newest event that was handed out; nil until somebody has looked where the channel stands.
    private var position: Int64?
    /// Where it stood then: nothing up to here was handed out.
    private var start: Int64 = 0
    /// The newest event that somebody told of.
    private var newest: Int64 = 0
    /// More may be in the table than was told of.
    private var mayHoldMore = false
    private(set) var isCatchingUp = false

    init(_ name: ChannelName, hub: Hub) {
        self.name = name
        self.hub = hub
    }

    // MARK: Seats

    func add(_ seat: Seat) { seats.append(seat) }

    func remove(_ seat: Seat) { seats.removeAll { $0 === seat } }

    func isHere(_ player: PlayerID) -> Bool { seats.contains { $0.client.playerID == player } }

    /// Somebody has read where the channel stands: what came before is in what they read, what comes is handed out.
    ///
    /// - Returns: false when it stood there before the first who was told: what lies in between is handed out to nobody, and
    ///   they have to read again. Of two who come at once, the one who reads later may be done first.
    func found(_ position: ChannelPosition) -> Bool {
        guard self.position == nil else { return position.seq >= start }
        self.position = position.seq
        start = position.seq
        if newest > position.seq { catchUp() }
        return true
    }

    // MARK: Events

    func publish(_ event: StoredEvent) {
        newest = max(newest, event.seq)
        guard let position, !isCatchingUp, event.seq > position else { return }
        if event.seq == position + 1 { handOut(event) } else { catchUp() }
    }

    /// Events may be in the table that nobody tells of.
    func look() {
        guard position != nil else { return }
        mayHoldMore = true
        catchUp()
    }

    private func handOut(_ event: StoredEvent) {
        position = event.seq
        let frame = WebSocketFrame(text: event.bytes)
        var skipped: WebSocketFrame?
        hub.observer.sent(seats.count)
        for seat in seats {
            seat.take(event, frame) {
                let skip = skipped ?? WebSocketFrame(text: Envelope.skip(event.seq))
                skipped = skip
                return skip
            }
        }
    }

    private func catchUp() {
        guard !isCatchingUp else { return }
        isCatchingUp = true
        Task.onLoop { [self] in
            defer { isCatchingUp = false }
            while let position, position < newest || mayHoldMore, !seats.isEmpty {
                let name = name.description
                // What is told of while the table is read may be too new for this reading.
                let (told, isLooking) = (newest, mayHoldMore)
                mayHoldMore = false
                let events: [StoredEvent]
                do {
                    events = try await hub.storage.read {
                        try EventLog.stored(after: position, on: name, limit: Self.pageOfEvents, in: $0)
                    }
                } catch {
                    hub.observer.failed("A channel could not be read", String(describing: error))
                    return loseEverybody()
                }
                guard let first = events.first else {
                    if newest == told { newest = position }
                    continue
                }
                mayHoldMore = mayHoldMore || isLooking
                // What was trimmed meanwhile cannot be handed out: all come back and are told.
                guard first.seq == position + 1 else { return loseEverybody() }
                for event in events { handOut(event) }
            }
        }
    }

    private func loseEverybody() {
        for seat in seats { seat.socket.close(.channelLost, "reconnect") }
    }

    // MARK: What is not stored

    func show(_ event: PartyEvent) {
        let frame = WebSocketFrame(text: Envelope.make(event, eventID: nil, seq: nil, at: hub.clock.now()))
        hub.observer.sent(seats.count)
        for seat in seats { seat.take(ephemeral: frame) }
    }
}
