internal import Core
internal import Network

/// One socket on one channel: what it may see, and how far it has seen. Loop thread only.
///
///     joining --> live
///
/// While a newcomer is told of what was, that which happens waits in its backlog; each event is known by its number, so
/// that none comes twice and none is left out.
@LoopActor
final class Seat {
    /// What waits for a newcomer is at most so much; beyond it is closed as slow.
    private static let backlogLimit = 2_000

    private enum Waiting {
        case event(StoredEvent, WebSocketFrame)
        case ephemeral(WebSocketFrame)
        case again(StoredEvent)
    }

    private enum State {
        case joining([Waiting])
        case live
    }

    let client: ChannelClient
    let socket: WebSocket
    /// Held, because what the client has said is still done when it has left, and the channel with it.
    let channel: HubChannel
    var admission: Admission
    /// The newest event that it has been sent, or a `system.skip` in its place.
    private var position: Int64 = 0
    private var state = State.joining([])
    /// Nil: it may send as many messages as it likes.
    var messages: TokenBucket?
    /// What it has sent and nobody has taken yet; `ChannelLimits.messages` bounds it.
    var inbox: [ClientMessage] = []
    var isServed = false
    /// It has been told once that it sends too much.
    var wasWarned = false

    init(_ client: ChannelClient, _ admission: Admission, on socket: WebSocket, of channel: HubChannel, now: Double) {
        self.client = client
        self.admission = admission
        self.socket = socket
        self.channel = channel
        messages = channel.hub.limits.messages.map { TokenBucket($0, now: now) }
    }

    var viewer: Viewer { Viewer(playerID: client.playerID, isMaster: admission.role == .gm) }

    /// - Parameter skip: stands for an event that it may not see.
    func take(_ event: StoredEvent, _ frame: WebSocketFrame, skip: () -> WebSocketFrame) {
        let shown = viewer.sees(event.audience) ? frame : skip()
        switch state {
        case .joining(var backlog):
            backlog.append(.event(event, shown))
            wait(with: backlog)
        case .live:
            send(event, shown)
        }
    }

    func take(ephemeral frame: WebSocketFrame) {
        switch state {
        case .joining(var backlog):
            backlog.append(.ephemeral(frame))
            wait(with: backlog)
        case .live:
            socket.send(frame)
        }
    }

    /// Answers a repeat with what was stored the first time, in its place of the order: behind what the client must hear before.
    func take(again event: StoredEvent) {
        switch state {
        case .joining(var backlog):
            backlog.append(.again(event))
            wait(with: backlog)
        case .live:
            send(again: event)
        }
    }

    private func wait(with backlog: [Waiting]) {
        if backlog.count > Self.backlogLimit { return socket.close(.slowConsumer, "slow consumer") }
        state = .joining(backlog)
    }

    private func send(_ event: StoredEvent, _ frame: WebSocketFrame) {
        guard event.seq > position else { return }
        position = event.seq
        socket.send(frame)
    }

    /// An event that was not handed out yet comes by itself.
    private func send(again event: StoredEvent) {
        if event.seq <= position { send(text: event.bytes) }
    }

    /// Tells the newcomer of what was, as fast as its socket takes it, and then of what has happened since.
    func begin(hello: [UInt8]?, _ arrival: Arrival) async {
        if let hello { send(text: hello) }
        channel.hub.observer.sent(arrival.messages.count)
        for message in arrival.messages {
            await socket.writable()
            guard socket.isOpen else { return }
            socket.send(text: message)
        }
        position = arrival.position.seq
        // What comes during a wait below joins the end of the line.
        while case .joining(let backlog) = state {
            if backlog.isEmpty {
                state = .live
                return
            }
            state = .joining([])
            for waiting in backlog {
                await socket.writable()
                guard socket.isOpen else { return }
                switch waiting {
                case .event(let event, let frame): send(event, frame)
                case .ephemeral(let frame): socket.send(frame)
                case .again(let event): send(again: event)
                }
            }
        }
    }

    /// Its client may not be here any more: what it has sent and nobody has taken has no effect either.
    func end(_ code: CloseCode, _ reason: String) {
        inbox = []
        socket.close(code, reason)
    }

    /// What is for this client alone.
    func send(text: [UInt8]) {
        channel.hub.observer.sent(1)
        socket.send(text: text)
    }

    func tell(_ error: APIError, about message: ClientMessage?) {
        var json = JSONWriter()
        json.object {
            $0.member("code", error.word)
            $0.member("message", error.message)
            $0.member("actionId", message?.actionID)
            if !error.details.isEmpty {
                $0.key("details")
                $0.array { list in
                    for detail in error.details {
                        list.object {
                            $0.member("field", detail.field)
                            $0.member("problem", detail.problem)
                        }
                    }
                }
            }
            for (name, value) in error.extra {
                $0.key(escaping: name)
                $0.raw(value)
            }
        }
        let event = PartyEvent(
            channel: channel.name.description, type: "system.error", payload: json.bytes,
            actionID: message?.actionID, traceID: message?.traceID)
        channel.hub.observer.refused(error.word)
        send(text: Envelope.make(event, eventID: nil, seq: nil, at: channel.hub.clock.now()))
    }
}
