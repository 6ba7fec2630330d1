/// Reads one request body, of either framing, in whatever pieces it comes.
struct BodyReader {
    enum Result: Equatable {
        case incomplete
        /// The message ended after so many of the bytes.
        case complete(Int)
        case refused(HeadFault)
    }

    private enum Framing {
        /// So many bytes are missing.
        case length(Int)
        case chunked(ChunkedDecoder)
    }

    private var framing: Framing
    /// In bytes.
    private let limit: Int
    private(set) var body: [UInt8] = []

    /// A body of a known length, which is at most `limit`; nil: chunked.
    init(length: Int?, limit: Int) {
        self.limit = limit
        if let length {
            framing = .length(length)
            // A length is only a claim: memory follows the bytes.
            body.reserveCapacity(min(length, 64 * 1024))
        } else {
            framing = .chunked(ChunkedDecoder())
        }
    }

    mutating func read(_ bytes: UnsafeRawBufferPointer) -> Result {
        switch framing {
        case .length(let missing):
            let count = min(missing, bytes.count)
            body.append(contentsOf: bytes[..<count])
            framing = .length(missing - count)
            return count == missing ? .complete(count) : .incomplete
        case .chunked(var decoder):
            let result = decoder.decode(bytes, into: &body, limit: limit)
            framing = .chunked(decoder)
            return result
        }
    }
}
