/// The request methods that this server knows; any other is answered 501.
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

    /// Methods are case-sensitive (RFC 9110 §9.1).
    init?(_ bytes: UnsafeRawBufferPointer) {
        func matches(_ name: StaticString) -> Bool {
            bytes.count == name.utf8CodeUnitCount && bytes.elementsEqual(UnsafeBufferPointer(name))
        }
        switch bytes.first {
        case UInt8(ascii: "G") where matches("GET"): self = .get
        case UInt8(ascii: "H") where matches("HEAD"): self = .head
        case UInt8(ascii: "P") where matches("POST"): self = .post
        case UInt8(ascii: "P") where matches("PUT"): self = .put
        case UInt8(ascii: "P") where matches("PATCH"): self = .patch
        case UInt8(ascii: "D") where matches("DELETE"): self = .delete
        case UInt8(ascii: "O") where matches("OPTIONS"): self = .options
        case UInt8(ascii: "T") where matches("TRACE"): self = .trace
        default: return nil
        }
    }

    /// Place in a route's table of handlers.
    var index: Int {
        switch self {
        case .get: 0
        case .head: 1
        case .post: 2
        case .put: 3
        case .patch: 4
        case .delete: 5
        case .options: 6
        case .trace: 7
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The bytes of a literal, which live as long as the process.
    init(_ literal: StaticString) {
        self.init(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
    }
}
