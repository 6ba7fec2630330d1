internal import Network

/// All who are connected, each of whom hears what any says: what it costs to bring an event that is not stored to a channel,
/// without the channel.
@LoopActor
final class FanOut {
    private var sockets: [WebSocket] = []

    func join(_ socket: WebSocket) {
        sockets.append(socket)
        socket.onMessage = { [self] message in
            let frame = WebSocketFrame(text: Array(message.bytes))
            for socket in sockets { socket.send(frame) }
        }
        socket.onClose = { [self, unowned socket] _ in sockets.removeAll { $0 === socket } }
    }
}
