/// The request methods that this server knows, and one that stands for every other.
package enum HTTPMethod: String, Sendable, CaseIterable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
    case options = "OPTIONS"
    /// Known so that it is refused with 405 and not 501; no route takes it, because it would show a client's fields.
    case trace = "TRACE"
    /// A token that is none of these: no route takes it. One name for all, since it becomes a label of a metric.
    case unknown

    /// Methods are case-sensitive (RFC 9110 §9.1). `bytes` are a token.
    init(_ bytes: UnsafeRawBufferPointer) {
        func matches(_ name: StaticString) -> Bool { ASCII.equals(bytes, name) }
        switch bytes.first {
        case UInt8(ascii: "G") where matches("GET"): self = .get
        case UInt8(ascii: "H") where matches("HEAD"): self = .head
        case UInt8(ascii: "P") where matches("POST"): self = .post
        case UInt8(ascii: "P") where matches("PUT"): self = .put
        case UInt8(ascii: "P") where matches("PATCH"): self = .patch
        case UInt8(ascii: "D") where matches("DELETE"): self = .delete
        case UInt8(ascii: "O") where matches("OPTIONS"): self = .options
        case UInt8(ascii: "T") where matches("TRACE"): self = .trace
        default: self = .unknown
        }
    }

    /// Place in a table of methods, 0...8.
    package var index: Int {
        switch self {
        case .get: 0
        case .head: 1
        case .post: 2
        case .put: 3
        case .patch: 4
        case .delete: 5
        case .options: 6
        case .trace: 7
        case .unknown: 8
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The bytes of a literal, which live as long as the process.
    init(_ literal: StaticString) {
        self.init(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
    }
}
