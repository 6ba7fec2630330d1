package import Core
package import Network
internal import Storage

/// Brings the events of channels to those who listen (party-sync.md). Loop thread only.
///
///     commit ─▶ publish ─▶ HubChannel ─▶ Seat ─▶ WebSocket
///     WebSocket ─▶ ClientMessage ─▶ storage.write ─▶ publish
///
/// Nothing is sent before COMMIT. A channel is in memory while somebody listens on it.
@LoopActor
package final class Hub {
    let storage: Storage
    let limits: ChannelLimits
    package var surroundings = HubSurroundings.none
    private let isSignedIn: @LoopActor (Principal) -> Bool
    let observer: HubObserver
    let clock: Clock
    private(set) var channels: [String: HubChannel] = [:]
    private(set) var seats: [PlayerID: [Seat]] = [:]
    /// Of all channels.
    package private(set) var connections = 0 {
        didSet { observer.connectionsChanged(connections) }
    }

    /// - Parameter isSignedIn: whether the session of a player goes on.
    init(
        storage: Storage, limits: ChannelLimits, isSignedIn: @escaping @LoopActor (Principal) -> Bool,
        observer: HubObserver, clock: Clock
    ) {
        self.storage = storage
        self.limits = limits
        self.isSignedIn = isSignedIn
        self.observer = observer
        self.clock = clock
    }

    // MARK: Events

    /// Sends committed events to whoever listens on their channels.
    package func publish(_ events: [StoredEvent]) {
        for event in events where !event.isRepeat { channels[event.channel]?.publish(event) }
    }

    /// Sends what is not stored to whoever listens now.
    package func show(_ event: PartyEvent) { channels[event.channel]?.show(event) }

    /// Something was committed on a channel by somebody who does not tell what: whoever listens is brought up to it.
    package func refresh(_ name: ChannelName) { channels[name.description]?.look() }

    /// How many sockets an event of the channel goes to.
    func listeners(on name: ChannelName) -> Int { channels[name.description]?.seats.count ?? 0 }

    // MARK: Who is here

    /// Whether a player has a socket open, on whichever channel.
    package func isConnected(_ player: PlayerID) -> Bool { seats[player] != nil }

    func isHere(_ player: PlayerID, on name: ChannelName) -> Bool {
        channels[name.description]?.isHere(player) ?? false
    }

    /// - Throws: 404 for no such channel; 403 for a stranger's.
    func admit(_ client: ChannelClient, to name: ChannelName) async throws -> Admission {
        if let principal = client.principal { return try await surroundings.admit(principal, name) }
        // A service is let onto every channel that there is.
        _ = try await surroundings.describe(name, nil)
        return Admission(.service)
    }

    /// - Throws: 503 when there is no room for one more.
    func checkRoom(for client: ChannelClient, on name: ChannelName) throws(APIError) {
        func full(_ word: String, _ message: String) -> APIError { APIError(503, word, message, retryAfter: 30) }
        guard connections < limits.inAll else { throw full("server_full", "The server has too many connections.") }
        guard listeners(on: name) < limits.perChannel else {
            throw full("channel_full", "The channel has \(limits.perChannel) connections; there is no room for more.")
        }
        if let player = client.playerID, seats[player]?.count ?? 0 >= limits.perPlayer {
            throw full("too_many_connections", "You have \(limits.perPlayer) connections open; close another window.")
        }
    }

    // MARK: Sockets

    /// Seats a socket whose client was admitted, and tells it of the channel.
    func enter(
        _ client: ChannelClient, _ admission: Admission, on name: ChannelName, _ socket: WebSocket, _ wish: ChannelWish
    ) {
        do throws(APIError) { try checkRoom(for: client, on: name) } catch {
            // Others were quicker while this one was being admitted.
            return socket.close(.tryAgainLater, error.word)
        }
        // Nobody could close a socket that was not here yet.
        if let principal = client.principal, !isSignedIn(principal) {
            return socket.close(.sessionEnded, "the session has ended")
        }
        let channel = channels[name.description] ?? HubChannel(name, hub: self)
        channels[name.description] = channel
        let seat = Seat(client, admission, on: socket, of: channel, now: clock.uptime().inSeconds)
        channel.add(seat)
        connections += 1
        if let player = client.playerID {
            seats[player, default: []].append(seat)
            channel.attendance.enter(player, as: admission.characterID)
        }
        socket.onClose = { [self] code in
            observer.closed(code.rawValue)
            leave(seat)
        }
        socket.onMessage = { [self] message in received(message, from: seat) }
        Task.onLoop { [self] in await welcome(seat, wish) }
    }

    private func leave(_ seat: Seat) {
        let channel = seat.channel
        channel.remove(seat)
        connections -= 1
        if let player = seat.client.playerID {
            seats[player]?.removeAll { $0 === seat }
            if seats[player]?.isEmpty == true {
                seats[player] = nil
                surroundings.left(player)
            }
            if !channel.isHere(player) { channel.attendance.leave(player) }
        }
        guard channel.seats.isEmpty else { return }
        channel.attendance.stop()
        channels[channel.name.description] = nil
    }

    private func welcome(_ seat: Seat, _ wish: ChannelWish) async {
        let channel = seat.channel
        // Who was sent away between being admitted and being seated was not here to be told so.
        await review(seat)
        guard seat.socket.isOpen else { return }
        do {
            var arrival = try await arrival(of: wish.past, on: channel.name, viewer: seat.viewer)
            while !channel.found(arrival.position) {
                arrival = try await self.arrival(of: wish.past, on: channel.name, viewer: seat.viewer)
            }
            // In this order: what the hello says may be newer than its position, and comes once more by itself; if it were
            // older, what happened in between would be told to nobody who wants no history.
            let description = try await surroundings.describe(channel.name, seat.client.playerID)
            if case .seen = wish.past { observer.returned(arrival.isRecovered) }
            let hello = wish.wantsHello ? Hello(seat, description, arrival).message : nil
            await seat.begin(hello: hello, arrival)
        } catch {
            observer.failed("A channel could not be read", String(describing: error))
            seat.socket.close(.internalError, "the channel cannot be read")
        }
    }

    private func arrival(of past: Past, on name: ChannelName, viewer: Viewer) async throws -> Arrival {
        let channel = name.description
        do {
            return try await storage.read { try EventLog.arrival(of: past, on: channel, viewer: viewer, in: $0) }
        } catch PartySyncError.noSuchChannel {
            // A party of which nothing was told yet.
            let now = clock.now()
            return try await storage.write { connection in
                try EventLog.open(channel: channel, now: now, in: connection)
                return try EventLog.arrival(of: past, on: channel, viewer: viewer, in: connection)
            }
        }
    }

    // MARK: Ends

    /// The server stops: everybody is told before the sockets are closed, and may come back at once.
    package func announceRestart() {
        var json = JSONWriter()
        json.object {
            $0.member("reason", "restart")
            $0.member("seconds", 0)
        }
        for (name, channel) in channels {
            channel.show(PartyEvent(channel: name, type: "system.notice", payload: json.bytes))
        }
    }

    /// A session family has ended: its sockets close with it, in the same turn.
    package func sessionEnded(_ sessionID: String, of player: PlayerID) {
        for seat in seats[player] ?? [] where seat.client.principal?.sessionID == sessionID {
            seat.end(.sessionEnded, "the session has ended")
        }
    }

    /// Who is on a channel may have changed: asks of each player anew what they are on it.
    package func review(_ name: ChannelName) async {
        for seat in channels[name.description]?.seats ?? [] { await review(seat) }
    }

    private func review(_ seat: Seat) async {
        guard let principal = seat.client.principal else { return }
        do {
            let admission = try await surroundings.admit(principal, seat.channel.name)
            // A role that has ended does not go on as another: what it was shown is not what the other sees.
            if admission.role == seat.admission.role {
                seat.admission = admission
            } else {
                seat.end(.memberEnded, "the role has changed")
            }
        } catch let error as any APIErrorConvertible where error.apiError.isDeterministic {
            seat.end(.memberEnded, "you are not on this channel any more")
        } catch {
            observer.failed("A channel could not be read", String(describing: error))
            seat.socket.close(.internalError, "the channel cannot be read")
        }
    }
}

/// How a client wants to be welcomed.
struct ChannelWish: Sendable {
    let past: Past
    var wantsHello = true
}
