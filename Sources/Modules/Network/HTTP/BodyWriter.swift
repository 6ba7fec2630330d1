/// Writes a streamed response.
@LoopActor
package final class BodyWriter {
    private let connection: HTTPConnection
    private let isChunked: Bool
    private let isHead: Bool
    private(set) var count = 0

    init(connection: HTTPConnection, isChunked: Bool, isHead: Bool) {
        self.connection = connection
        self.isChunked = isChunked
        self.isHead = isHead
    }

    /// Sends a piece; suspends while the client takes longer than we write (256 KiB unsent).
    ///
    /// - Throws: `CancellationError` when the client is gone.
    package func write(_ bytes: [UInt8]) async throws {
        guard connection.isOpen else { throw CancellationError() }
        // An empty chunk would be the last one.
        guard !bytes.isEmpty, !isHead else { return }
        count += bytes.count
        connection.writePiece(bytes, isChunked: isChunked)
        await connection.waitUntilWritable()
        guard connection.isOpen else { throw CancellationError() }
    }
}
