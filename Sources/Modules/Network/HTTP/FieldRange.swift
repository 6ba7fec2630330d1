/// Where one field line is in a request head; 16 bits are enough for 16 KiB.
struct FieldRange: Equatable {
    var nameStart: UInt16
    var nameCount: UInt16
    /// Without the whitespace around it.
    var valueStart: UInt16
    var valueCount: UInt16

    var name: Range<Int> { Int(nameStart)..<Int(nameStart) + Int(nameCount) }
    var value: Range<Int> { Int(valueStart)..<Int(valueStart) + Int(valueCount) }
}

/// The fields that the server itself reads, found in one pass over the table. Ranges are of the head.
struct KnownFields {
    var host: Range<Int>?
    var traceparent: Range<Int>?
    var traceID: Range<Int>?
    var requestID: Range<Int>?
    var origin: Range<Int>?
    var contentLength: Int?
    var isChunked = false
    var closes = false
    var keepsAlive = false
    var expectsContinue = false
    var isForwarded = false
    /// Whether `X-Forwarded-Proto` ends in `https`.
    var isForwardedSecurely = false
}
