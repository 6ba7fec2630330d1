internal import Hashing

/// One embedded file, as it is and compressed.
@LoopActor
final class StaticFile {
    /// One of the forms in which a file can be sent. Each has its own strong tag: their bytes differ (RFC 9110 §8.8.3).
    struct Form {
        let bytes: FixedBytes
        /// With its quotes.
        let tag: String
        var isCompressed = false
    }

    let contentType: String
    /// The first 16 hex digits of the SHA-256 of the plain bytes.
    let hash: String
    let plain: Form
    /// Nil until `compress`, and when it does not pay.
    private(set) var compressed: Form?
    private var isCompressing = false

    init(path: String, bytes: FixedBytes) {
        contentType = ContentType.of(path)
        hash = String(Hex.encode(SHA256.hash(bytes.pointer.assumingMemoryBound(to: UInt8.self))).prefix(16))
        plain = Form(bytes: bytes, tag: "\"\(hash)\"")
    }

    /// Makes the compressed form on a worker, at the first request that would take it, and keeps it.
    func compress() {
        guard !isCompressing, compressed == nil, ContentType.isCompressible(contentType) else { return }
        isCompressing = true
        let source = plain.bytes
        Task {
            let result = try? await onWorker { Gzip.compress(source.pointer).map(FixedBytes.init(copying:)) }
            guard let bytes = result ?? nil else { return }
            compressed = Form(bytes: bytes, tag: "\"\(hash)-gz\"", isCompressed: true)
        }
    }
}
