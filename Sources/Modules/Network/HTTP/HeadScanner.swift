internal import Core
internal import Glibc

/// Finds the end of a request head, and refuses on the way what llhttp 8.1 would let through (RFC 9112 §2.2, §5):
/// bare LF, obs-fold, an empty field name, empty lines, HTTP/0.9, doubled spaces, `#` in the target. It also keeps the
/// limits. May be fed the growing head again and again: it goes on where it stopped.
struct HeadScanner {
    enum Result: Equatable {
        case incomplete
        /// The head is the first so many bytes, the empty line included.
        case complete(Int)
        /// Status and message of the refusal.
        case refused(HeadFault)
    }

    /// Where the line begins that is not complete yet.
    private var lineStart = 0
    private var lines = 0
    /// Of a head that is complete.
    private(set) var requestLine = RequestLine()

    /// `head` always begins with the first byte of the message.
    mutating func scan(_ head: UnsafeRawBufferPointer, limits: HTTPLimits) -> Result {
        guard let start = head.baseAddress, !head.isEmpty else { return .incomplete }
        if lineStart == 0, !ASCII.isToken(head[0]) { return .refused(.requestLine) }
        while let found = memchr(start + lineStart, 0x0A, head.count - lineStart) {
            let end = UnsafeRawPointer(found) - start
            guard end > lineStart, head[end - 1] == 0x0D else { return .refused(.bareLineFeed) }
            if end + 1 > limits.head { return .refused(lines == 0 ? .targetTooLong : .headTooLarge) }
            if lines == 0 {
                // It begins where the head does.
                let line = UnsafeRawBufferPointer(rebasing: head[..<(end - 1)])
                do { requestLine = try RequestLine(line, limits) } catch { return .refused(error) }
            } else if end - 1 == lineStart {
                return .complete(end + 1)
            } else {
                if lines > limits.fields { return .refused(.tooManyFields) }
                switch head[lineStart] {
                case UInt8(ascii: " "), 0x09: return .refused(.foldedField)
                case UInt8(ascii: ":"): return .refused(.fieldName)
                default: break
                }
            }
            lines += 1
            lineStart = end + 1
        }
        if head.count >= limits.head { return .refused(lines == 0 ? .targetTooLong : .headTooLarge) }
        return .incomplete
    }
}

/// Why a request is refused before it reaches a handler.
struct HeadFault: Error, Equatable {
    let status: Int
    let word: StaticString
    let message: StaticString
    /// Seconds; nil where another try would go the same way.
    var retryAfter: Int?

    static func == (left: HeadFault, right: HeadFault) -> Bool {
        left.status == right.status && "\(left.message)" == "\(right.message)"
    }

    private static func malformed(_ message: StaticString) -> HeadFault {
        HeadFault(status: 400, word: "malformed_request", message: message)
    }

    var apiError: APIError { APIError(status, "\(word)", "\(message)", retryAfter: retryAfter) }

    static let requestLine = malformed("The request line is not `METHOD /path HTTP/1.1`.")
    static let bareLineFeed = malformed("A line of the request head does not end with CR LF.")
    static let foldedField = malformed("A header field is continued on the next line.")
    static let fieldName = malformed("A header field has no name.")
    static let syntax = malformed("The request is not valid HTTP/1.1.")
    static let target = malformed("The request target is not a valid path.")
    static let missingHost = malformed("The Host field is missing.")
    static let host = malformed("The Host field is not one valid host.")
    static let contentLength = malformed("The Content-Length field is not one valid length.")
    static let ambiguousLength = malformed("The request has both Content-Length and Transfer-Encoding.")
    static let transferEncoding = malformed("The Transfer-Encoding field is not valid here.")
    static let chunk = malformed("The chunked body is not valid.")
    static let truncated = malformed("The request body ended too early.")
    static let plain = malformed("This port speaks HTTPS: the address must begin with https://.")
    static let version = HeadFault(
        status: 505, word: "version_not_supported", message: "This server speaks HTTP/1.1 and HTTP/1.0.")
    static let coding = HeadFault(
        status: 501, word: "not_implemented", message: "The only transfer coding taken is chunked.")
    static let targetTooLong = HeadFault(
        status: 414, word: "target_too_long", message: "The request target is too long.")
    static let headTooLarge = HeadFault(
        status: 431, word: "head_too_large", message: "The request head is too large.")
    static let tooManyFields = HeadFault(
        status: 431, word: "head_too_large", message: "The request has too many header fields.")
    static let bodyTooLarge = HeadFault(
        status: 413, word: "body_too_large", message: "The request body is too large.")
    static let bodiesInSum = HeadFault(
        status: 503, word: "busy", message: "The server is taking in too many large requests; try again in a moment.",
        retryAfter: 5)
    static let headTimeout = HeadFault(
        status: 408, word: "request_timeout", message: "The request head did not arrive in time.")
    static let bodyTimeout = HeadFault(
        status: 408, word: "request_timeout", message: "The request body did not arrive in time.")
}
