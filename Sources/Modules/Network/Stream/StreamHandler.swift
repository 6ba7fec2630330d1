/// What the bytes of a stream mean: HTTP at first, something else after an upgrade.
///
/// A class to be overridden rather than a protocol: a call through an existential would be made for every read.
@LoopActor
package class StreamHandler {
    nonisolated init() {}

    /// `bytes` are valid during the call only: they are the loop's one read buffer, in which the handler may write.
    func received(_ bytes: UnsafeMutableRawBufferPointer) {}
    /// The TLS handshake is done, before anything is received. Not called without TLS.
    func secured() {}
    /// The client speaks plain HTTP where TLS is spoken, in which it can only be told so: the stream is plain now.
    func receivedPlain() {}
    /// The TLS of the stream is broken; the alert that says so is on its way. No more is received.
    func failed() {}
    /// The other side sends no more; it may still read.
    func receivedEnd() {}
    /// What was unsent has gone below `SocketStream.lowWater`.
    func drained() {}
    /// The stream is gone; the last call.
    func closed() {}
}
