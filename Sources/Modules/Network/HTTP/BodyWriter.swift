/// Writes a streamed response.
@LoopActor
package final class BodyWriter {
    private let connection: HTTPConnection
    private let isChunked: Bool
    /// Of the whole body, where it was said.
    private let length: Int?
    private(set) var count = 0

    /// A stream that is not as long as its head said.
    struct WrongLength: Error {
        let said: Int
        let sent: Int
    }

    init(connection: HTTPConnection, isChunked: Bool, length: Int?) {
        self.connection = connection
        self.isChunked = isChunked
        self.length = length
    }

    /// Sends a piece; suspends while the client takes longer than we write (256 KiB unsent).
    ///
    /// - Throws: `CancellationError` when the client is gone.
    package func write(_ bytes: [UInt8]) async throws {
        guard connection.isOpen else { throw CancellationError() }
        // An empty chunk would be the last one.
        guard !bytes.isEmpty else { return }
        // What is too much would be taken for the next answer.
        if let length, count + bytes.count > length { throw WrongLength(said: length, sent: count + bytes.count) }
        count += bytes.count
        connection.writePiece(bytes, isChunked: isChunked)
        await connection.waitUntilWritable()
        guard connection.isOpen else { throw CancellationError() }
    }
}
