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
    /// Whether a part of a head has come and its time runs; kept by the connection.
    var hasBegun = false

    /// `head` always begins with the first byte of the message.
    mutating func scan(_ head: UnsafeRawBufferPointer, limits: HTTPLimits) -> Result {
        if lineStart == 0, let first = head.first, !ASCII.isToken(first) { return .refused(.requestLine) }
        while let found = head.baseAddress.flatMap({
            memchr($0 + lineStart, 0x0A, head.count - lineStart)
        }) {
            let end = UnsafeRawPointer(found) - head.baseAddress!
            guard end > lineStart, head[end - 1] == 0x0D else { return .refused(.bareLineFeed) }
            let line = UnsafeRawBufferPointer(rebasing: head[lineStart..<end - 1])
            if end + 1 > limits.head { return .refused(lines == 0 ? .targetTooLong : .headTooLarge) }
            if lines == 0 {
                if let fault = HeadScanner.checkRequestLine(line, limits) { return .refused(fault) }
            } else if line.isEmpty {
                return .complete(end + 1)
            } else {
                if lines > limits.fields { return .refused(.tooManyFields) }
                switch line[0] {
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

    /// `method SP request-target SP HTTP-version` and nothing else (RFC 9112 §3).
    private static func checkRequestLine(_ line: UnsafeRawBufferPointer, _ limits: HTTPLimits) -> HeadFault? {
        guard let space = line.firstIndex(of: UInt8(ascii: " ")), space > 0 else { return .requestLine }
        for byte in line[..<space] where !ASCII.isToken(byte) { return .requestLine }
        guard HTTPMethod(UnsafeRawBufferPointer(rebasing: line[..<space])) != nil else { return .method }
        guard let last = line.lastIndex(of: UInt8(ascii: " ")), last > space + 1 else { return .requestLine }
        let target = UnsafeRawBufferPointer(rebasing: line[space + 1..<last])
        let version = UnsafeRawBufferPointer(rebasing: line[(last + 1)...])
        guard version.count == 8, ASCII.equals(UnsafeRawBufferPointer(rebasing: version[..<5]), "HTTP/"),
            ASCII.isDigit(version[5]), version[6] == UInt8(ascii: "."), ASCII.isDigit(version[7])
        else { return .requestLine }
        guard version[5] == UInt8(ascii: "1"), version[7] <= UInt8(ascii: "1") else { return .version }
        if target.count > limits.target { return .targetTooLong }
        // Printable ASCII; `#` never travels, and llhttp takes it.
        for byte in target where byte <= 0x20 || byte >= 0x7F || byte == UInt8(ascii: "#") { return .target }
        return nil
    }
}

/// Why a request is refused before it reaches a handler.
struct HeadFault: Error, Equatable {
    let status: Int
    let word: StaticString
    let message: StaticString

    static func == (left: HeadFault, right: HeadFault) -> Bool {
        left.status == right.status && "\(left.message)" == "\(right.message)"
    }

    private static func malformed(_ message: StaticString) -> HeadFault {
        HeadFault(status: 400, word: "malformed_request", message: message)
    }

    var apiError: APIError { APIError(status, "\(word)", "\(message)") }

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
    static let version = HeadFault(
        status: 505, word: "version_not_supported", message: "This server speaks HTTP/1.1 and HTTP/1.0.")
    static let method = HeadFault(
        status: 501, word: "not_implemented", message: "This server does not know the request method.")
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
    static let headTimeout = HeadFault(
        status: 408, word: "request_timeout", message: "The request head did not arrive in time.")
    static let bodyTimeout = HeadFault(
        status: 408, word: "request_timeout", message: "The request body did not arrive in time.")
}
