/// What the bytes of a stream mean: HTTP at first, something else after an upgrade.
///
/// A class to be overridden rather than a protocol: a call through an existential would be made for every read.
@LoopActor
class StreamHandler {
    nonisolated init() {}

    /// `bytes` are valid during the call only: they are the loop's one read buffer.
    func received(_ bytes: UnsafeRawBufferPointer) {}
    /// The other side sends no more; it may still read.
    func receivedEnd() {}
    /// What was unsent has gone below `TCPStream.lowWater`.
    func drained() {}
    /// The stream is gone; the last call.
    func closed() {}
}
