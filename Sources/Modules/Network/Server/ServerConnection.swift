internal import Core

/// A connection that the server counts, whatever is spoken on it: HTTP at first, WebSocket after an upgrade.
@LoopActor
package class ServerConnection: StreamHandler {
    let server: Server
    let stream: SocketStream
    let peer: IPAddress
    /// Place in the server's list.
    var index = 0

    init(server: Server, stream: SocketStream, peer: IPAddress) {
        self.server = server
        self.stream = stream
        self.peer = peer
        super.init()
        stream.handler = self
    }

    /// Called about once a second. `now` in loop time.
    func checkDeadline(_ now: UInt64) {}

    /// The server stops.
    func stop() {}
}
