/// The body of an answer as it comes, read once and by one task. Let go of it to end the request.
package final class ClientStream: AsyncSequence, Sendable {
    package typealias Element = [UInt8]
    package typealias Failure = HTTPClientError

    package let head: ClientResponseHead
    private let transfer: Transfer

    init(_ head: ClientResponseHead, _ transfer: Transfer) {
        self.head = head
        self.transfer = transfer
    }

    deinit {
        EventLoop.shared.post { [transfer] in transfer.abort(.cancelled) }
    }

    /// What came since the last call, at least a byte; nil at the end.
    @LoopActor package func next() async throws(HTTPClientError) -> [UInt8]? {
        await wait(for: .piece, of: transfer)
        let piece = transfer.takeBody()
        if !piece.isEmpty { return piece }
        try transfer.end?.get()
        return nil
    }

    package func makeAsyncIterator() -> Iterator { Iterator(stream: self) }

    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let stream: ClientStream

        package func next() async throws(HTTPClientError) -> [UInt8]? { try await stream.next() }

        package func next(isolation actor: isolated (any Actor)?) async throws(HTTPClientError) -> [UInt8]? {
            try await stream.next()
        }
    }
}
