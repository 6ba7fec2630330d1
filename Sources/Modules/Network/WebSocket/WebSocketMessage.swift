/// A message of a client.
package struct WebSocketMessage {
    /// Valid UTF-8; otherwise binary.
    package let isText: Bool
    /// Valid during the call that brings it: they are the loop's one read buffer.
    package let bytes: UnsafeRawBufferPointer
}
