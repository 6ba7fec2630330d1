package import Core

/// One request whose body has been read whole.
///
/// The head is kept as the bytes that came and a table of offsets into them; strings are made only when asked for.
/// An inline GET makes none.
@LoopActor
package final class HTTPRequest {
    package internal(set) var method = HTTPMethod.get
    /// The request head with the empty line that ends it, at most 16 KiB. Memory of our own rather than an array: an
    /// array's bytes are reached through closures, whose isolation the runtime checks each time.
    var head: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[..<headCount]) }
    // Unsafe for the deinitializer's sake only, when nobody else can see it.
    nonisolated(unsafe) private var memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1024, alignment: 16)
    private var headCount = 0
    /// The field lines of `head`. Memory of our own likewise.
    var fields: UnsafeBufferPointer<FieldRange> { UnsafeBufferPointer(rebasing: fieldMemory[..<fieldCount]) }
    nonisolated(unsafe) private var fieldMemory = UnsafeMutableBufferPointer<FieldRange>.allocate(capacity: 32)
    private var fieldCount = 0
    /// The path of `head`, as sent; in the absolute form of a target, what follows the authority.
    var rawPath = 0..<0
    /// The query of `head`, without its `?`.
    var rawQuery: Range<Int>?
    var rawTarget = 0..<0
    var known = KnownFields()
    /// HTTP/1.`minorVersion`.
    var minorVersion: UInt8 = 1
    /// Values of the matched route's path parameters, in its order: ranges of `head`.
    var parameterRanges: [Range<Int>] = []
    var matched: Route?
    /// Whether the router has the path, though not for this method.
    var allowed: RouteNode?

    /// Decoded from its transfer coding. At most the route's limit, 1 MiB by default.
    package internal(set) var body: [UInt8] = []
    package internal(set) var client = IPAddress.loopback
    /// Whether the client sent it by HTTPS, to us or to a proxy that we believe.
    package internal(set) var isSecure = false
    /// Nanoseconds, monotonic.
    var startedAt: UInt64 = 0
    var traceSource = TraceSource.generated(0, 0)
    var spanID: UInt64 = 0
    private var traceContext: TraceContext?

    init() {}

    deinit {
        memory.deallocate()
        fieldMemory.deallocate()
    }

    func takeHead(_ bytes: UnsafeRawBufferPointer) {
        if bytes.count > memory.count {
            memory.deallocate()
            memory = .allocate(byteCount: bytes.count, alignment: 16)
        }
        memory.copyMemory(from: bytes)
        headCount = bytes.count
    }

    func takeFields(_ table: UnsafeBufferPointer<FieldRange>) {
        if table.count > fieldMemory.count {
            fieldMemory.deallocate()
            fieldMemory = .allocate(capacity: table.count)
        }
        _ = fieldMemory.update(fromContentsOf: table)
        fieldCount = table.count
    }

    func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[range]) }

    /// Makes it ready to be used for another request, keeping its memory.
    func reset() {
        headCount = 0
        fieldCount = 0
        if !parameterRanges.isEmpty { parameterRanges.removeAll(keepingCapacity: true) }
        if !body.isEmpty { body = [] }
        if traceContext != nil { traceContext = nil }
        rawQuery = nil
        matched = nil
        allowed = nil
        known = KnownFields()
    }

    /// The pattern of the matched route: `/v1/parties/{id}`.
    package var route: StaticString? { matched?.pattern }

    /// Whether the matched route keeps its answers for repetitions.
    package var takesIdempotencyKey: Bool { matched?.takesIdempotencyKey ?? false }

    /// The request target as it was sent.
    package var target: String { text(rawTarget) }

    /// Percent-decoded, without the query. Not for looking up files.
    package var path: String { PercentCoding.decode(bytes(rawPath)) ?? text(rawPath) }

    /// The query as it was sent, without its `?`.
    package var query: String { rawQuery.map(text) ?? "" }

    /// Scheme, host and port as the client used them, `https://play.example.org`; nil when it told no host.
    package var origin: String? { known.host.map { "\(isSecure ? "https" : "http")://\(text($0))" } }

    /// The host that the client named, without its port; nil when it named none.
    package var hostName: String? {
        known.host.map { range in
            let host = text(range)
            // `[::1]:80`: a colon before the last bracket is the address's own.
            guard let colon = host.lastIndex(of: ":"), !host[colon...].contains("]") else { return host }
            return String(host[..<colon])
        }
    }

    /// Path and query as they were sent, whatever the form of the target: `/play?invite=…`.
    package var pathAndQuery: String {
        let path = rawPath.isEmpty ? "/" : text(rawPath)
        return rawQuery == nil ? path : "\(path)?\(query)"
    }

    // MARK: - Path and query

    /// A path parameter, percent-decoded.
    package func parameter(_ name: String) -> String {
        guard let names = matched?.parameterNames, let index = names.firstIndex(of: name) else {
            preconditionFailure("BUG: route \(route.map(String.init(describing:)) ?? "?") has no parameter \(name)")
        }
        let range = parameterRanges[index]
        return PercentCoding.decode(bytes(range)) ?? text(range)
    }

    /// The first value of a query item, decoded as in a form: `+` is a space. Nil when the name is not there.
    package func queryItem(_ name: String) -> String? { queryItems(name).first ?? nil }

    /// Every value of a query item, in order; nil for one that cannot be decoded.
    func queryItems(_ name: String) -> [String?] {
        guard let rawQuery else { return [] }
        var values: [String?] = []
        for item in bytes(rawQuery).split(separator: UInt8(ascii: "&")) {
            let equals = item.firstIndex(of: UInt8(ascii: "=")) ?? item.endIndex
            guard PercentCoding.decode(item[..<equals], plusIsSpace: true) == name else { continue }
            values.append(PercentCoding.decode(item[equals...].dropFirst(), plusIsSpace: true))
        }
        return values
    }

    // MARK: - Fields

    /// The first value of a header field. `name` in any case; bytes that are not UTF-8 become U+FFFD.
    package func field(_ name: String) -> String? {
        var name = name
        return name.withUTF8 { name in fieldRange(UnsafeRawBufferPointer(name)).map(text) }
    }

    /// The bytes of `field(_:)` as they came, without a copy. Valid as long as nobody waits.
    package func fieldBytes(_ name: StaticString) -> UnsafeRawBufferPointer? {
        fieldRange(UnsafeRawBufferPointer(UnsafeBufferPointer(name))).map(bytes)
    }

    /// Every value of a header field, in order.
    package func values(of name: String) -> [String] {
        var name = name
        return name.withUTF8 { name in
            fields.filter { isName($0, UnsafeRawBufferPointer(name)) }.map { text($0.value) }
        }
    }

    /// The elements of a list field, whatever lines they stand on (RFC 9110 §5.6.1).
    ///
    /// By bytes: what a client wrote behind its text may join the comma of a proxy to a character of its own.
    func elements(of name: String) -> [String] {
        let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        return values(of: name).flatMap { $0.utf8.split(separator: UInt8(ascii: ",")) }.compactMap { element in
            let rest = element.drop(while: isSpace)
            return rest.lastIndex { !isSpace($0) }.map { String(decoding: rest[...$0], as: UTF8.self) }
        }
    }

    private func fieldRange(_ name: UnsafeRawBufferPointer) -> Range<Int>? {
        for field in fields where isName(field, name) { return field.value }
        return nil
    }

    private func isName(_ field: FieldRange, _ name: UnsafeRawBufferPointer) -> Bool {
        Int(field.nameCount) == name.count && ASCII.equalsIgnoringCase(bytes(field.name), name)
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes(range), as: UTF8.self) }

    // MARK: - Trace

    /// The names of this request in logs and traces.
    package var trace: TraceContext {
        if let traceContext { return traceContext }
        let context = makeTraceContext()
        traceContext = context
        return context
    }

    /// What `X-Request-Id` of the answer says: the same name as `X-Trace-Id`.
    package var requestID: String { trace.traceID }

    // MARK: - Body

    /// The JSON body, of whatever shape.
    ///
    /// - Throws: `APIError` 415 when the content type is given and is not JSON; 400 `invalid_json`.
    package func json() throws -> JSONValue {
        try checkContentType()
        return try JSON.parseRequest(body)
    }

    private func checkContentType() throws {
        if let contentType = field("Content-Type"), contentType != "application/json" {
            let media = contentType.prefix { $0 != ";" && $0 != " " }.lowercased()
            guard media == "application/json" || media.hasSuffix("+json") else {
                throw APIError(415, "unsupported_media_type", "The body must be application/json, not \(media).")
            }
        }
    }
}
