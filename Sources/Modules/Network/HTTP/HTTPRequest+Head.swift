internal import Core

extension HTTPRequest {
    /// Takes over a head that `HeadScanner` and llhttp let through, and judges the fields that decide about framing.
    /// RFC 9112 §3.2 (target, Host), §6.1-6.3 (body length).
    func take(head bytes: UnsafeRawBufferPointer, line: RequestLine, fields table: UnsafeBufferPointer<FieldRange>)
        throws(HeadFault)
    {
        takeHead(bytes)
        takeFields(table)
        method = line.method
        minorVersion = line.minorVersion
        try takeTarget(bytes, line.target)
        try readKnownFields(bytes, table)
    }

    private func takeTarget(_ bytes: UnsafeRawBufferPointer, _ target: Range<Int>) throws(HeadFault) {
        rawTarget = target
        var start = target.lowerBound
        let end = target.upperBound
        if bytes[start] != UInt8(ascii: "/") {
            if method == .options, end == start + 1, bytes[start] == UInt8(ascii: "*") {
                rawPath = start..<start  // empty: the server itself (RFC 9110 §9.3.7)
                return
            }
            guard let path = HTTPRequest.pathOfAbsoluteForm(bytes, start, end) else { throw .target }
            start = path
        }
        var stop = start
        var isCoded = false
        while stop < end, bytes[stop] != UInt8(ascii: "?") {
            if bytes[stop] == UInt8(ascii: "%") { isCoded = true }
            stop += 1
        }
        if isCoded, !PercentCoding.isValid(UnsafeRawBufferPointer(rebasing: bytes[start..<stop])) { throw .target }
        rawPath = start..<stop
        rawQuery = stop < end ? stop + 1..<end : nil
    }

    /// Where the path begins in `http://host/path`; nil when it is no such target. An empty path is refused: no client
    /// sends it.
    private static func pathOfAbsoluteForm(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> Int? {
        func begins(_ scheme: StaticString) -> Bool {
            end - start > scheme.utf8CodeUnitCount
                && ASCII.equalsIgnoringCase(
                    UnsafeRawBufferPointer(rebasing: bytes[start..<start + scheme.utf8CodeUnitCount]), scheme)
        }
        let length = begins("http://") ? 7 : begins("https://") ? 8 : 0
        guard length > 0 else { return nil }
        var index = start + length
        while index < end, bytes[index] != UInt8(ascii: "/") { index += 1 }
        return index < end && index > start + length ? index : nil
    }

    private func readKnownFields(_ bytes: UnsafeRawBufferPointer, _ table: UnsafeBufferPointer<FieldRange>)
        throws(HeadFault)
    {
        var hasTransferEncoding = false
        for field in table {
            let name = UnsafeRawBufferPointer(rebasing: bytes[field.name])
            let value = field.value
            switch name.count {
            case 4 where ASCII.equalsIgnoringCase(name, "Host"):
                guard known.host == nil, HTTPRequest.isHost(UnsafeRawBufferPointer(rebasing: bytes[value])) else {
                    throw .host
                }
                known.host = value
            case 6 where ASCII.equalsIgnoringCase(name, "Expect"):
                known.expectsContinue = ASCII.equalsIgnoringCase(
                    UnsafeRawBufferPointer(rebasing: bytes[value]), "100-continue")
            case 6 where ASCII.equalsIgnoringCase(name, "Origin"): known.origin = value
            case 10 where ASCII.equalsIgnoringCase(name, "Connection"): readConnection(bytes, value)
            case 10 where ASCII.equalsIgnoringCase(name, "X-Trace-Id"): known.traceID = value
            case 11 where ASCII.equalsIgnoringCase(name, "traceparent"): known.traceparent = value
            case 12 where ASCII.equalsIgnoringCase(name, "X-Request-Id"): known.requestID = value
            case 14 where ASCII.equalsIgnoringCase(name, "Content-Length"):
                guard known.contentLength == nil else { throw .contentLength }
                known.contentLength = try HTTPRequest.length(UnsafeRawBufferPointer(rebasing: bytes[value]))
            case 15 where ASCII.equalsIgnoringCase(name, "X-Forwarded-For"): known.isForwarded = true
            case 17 where ASCII.equalsIgnoringCase(name, "X-Forwarded-Proto"):
                known.isForwardedSecurely = HTTPRequest.endsInHTTPS(UnsafeRawBufferPointer(rebasing: bytes[value]))
            case 17 where ASCII.equalsIgnoringCase(name, "Transfer-Encoding"):
                guard !hasTransferEncoding else { throw .transferEncoding }
                hasTransferEncoding = true
                guard ASCII.equalsIgnoringCase(UnsafeRawBufferPointer(rebasing: bytes[value]), "chunked") else {
                    throw value.isEmpty ? .transferEncoding : .coding
                }
                known.isChunked = true
            default: break
            }
        }
        if minorVersion >= 1, known.host == nil { throw .missingHost }
        if hasTransferEncoding {
            if known.contentLength != nil { throw .ambiguousLength }
            if minorVersion == 0 { throw .transferEncoding }
        }
    }

    private func readConnection(_ bytes: UnsafeRawBufferPointer, _ value: Range<Int>) {
        var start = value.lowerBound
        while start < value.upperBound {
            var end = start
            while end < value.upperBound, bytes[end] != UInt8(ascii: ",") { end += 1 }
            var first = start
            var last = end
            while first < last, bytes[first] == 0x20 || bytes[first] == 0x09 { first += 1 }
            while last > first, bytes[last - 1] == 0x20 || bytes[last - 1] == 0x09 { last -= 1 }
            let option = UnsafeRawBufferPointer(rebasing: bytes[first..<last])
            if ASCII.equalsIgnoringCase(option, "close") { known.closes = true }
            if ASCII.equalsIgnoringCase(option, "keep-alive") { known.keepsAlive = true }
            start = end + 1
        }
    }

    /// Whether the last element of a list is `https`: what the nearest proxy says (the others may be hearsay).
    private static func endsInHTTPS(_ value: UnsafeRawBufferPointer) -> Bool {
        let start = value.lastIndex { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: " ") }.map { $0 + 1 } ?? 0
        return ASCII.equalsIgnoringCase(UnsafeRawBufferPointer(rebasing: value[start...]), "https")
    }

    /// Digits only, not even the list of equal values that RFC 9110 §8.6 lets a recipient repair.
    private static func length(_ value: UnsafeRawBufferPointer) throws(HeadFault) -> Int {
        guard !value.isEmpty else { throw .contentLength }
        for byte in value where !ASCII.isDigit(byte) { throw .contentLength }
        guard value.count <= 18 else { throw .bodyTooLarge }
        return value.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    /// `uri-host [":" port]` (RFC 9110 §7.2): no user, no path, no whitespace, not empty.
    private static func isHost(_ value: UnsafeRawBufferPointer) -> Bool {
        guard let first = value.first else { return false }
        var index = 0
        if first == UInt8(ascii: "[") {
            index = 1
            while index < value.count,
                ASCII.hexValue(value[index]) != nil || value[index] == UInt8(ascii: ":")
                    || value[index] == UInt8(ascii: ".")
            { index += 1 }
            guard index > 1, index < value.count, value[index] == UInt8(ascii: "]") else { return false }
            index += 1
        } else {
            while index < value.count, value[index] != UInt8(ascii: ":") {
                let byte = value[index]
                let isAllowed =
                    ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == UInt8(ascii: "-")
                    || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "~")
                    || byte == UInt8(ascii: "%")
                guard isAllowed else { return false }
                index += 1
            }
            guard index > 0 else { return false }
        }
        guard index < value.count else { return true }
        guard value[index] == UInt8(ascii: ":") else { return false }
        for byte in value[(index + 1)...] where !ASCII.isDigit(byte) { return false }
        return true
    }

    /// Whether the connection may serve another request after this one (RFC 9112 §9.3).
    var keepsAlive: Bool { minorVersion >= 1 ? !known.closes : known.keepsAlive && !known.closes }

    /// Whether the head announces a body.
    var hasBody: Bool { known.isChunked || (known.contentLength ?? 0) > 0 }
}
