/// `method SP request-target SP HTTP-version` and nothing else (RFC 9112 §3).
struct RequestLine {
    private(set) var method = HTTPMethod.get
    /// Bytes of the method, with which the line begins.
    private(set) var methodCount = 0
    /// A range of the line: printable ASCII without `#`, which never travels and which llhttp takes.
    private(set) var target = 0..<0
    /// HTTP/1.`minorVersion`, 0 or 1.
    private(set) var minorVersion: UInt8 = 1

    /// Of a head whose first line has not come yet.
    init() {}

    /// - Parameter line: without its CR LF.
    init(_ line: UnsafeRawBufferPointer, _ limits: HTTPLimits) throws(HeadFault) {
        while methodCount < line.count, line[methodCount] != UInt8(ascii: " ") {
            guard ASCII.isToken(line[methodCount]) else { throw .requestLine }
            methodCount += 1
        }
        // What follows the target is as long as ` HTTP/1.1`.
        let end = line.count - 9
        guard methodCount > 0, methodCount + 1 < end, line[end] == UInt8(ascii: " ") else { throw .requestLine }
        let version = UnsafeRawBufferPointer(rebasing: line[(end + 1)...])
        guard ASCII.equals(UnsafeRawBufferPointer(rebasing: version[..<5]), "HTTP/"), ASCII.isDigit(version[5]),
            version[6] == UInt8(ascii: "."), ASCII.isDigit(version[7])
        else { throw .requestLine }
        guard version[5] == UInt8(ascii: "1"), version[7] <= UInt8(ascii: "1") else { throw .version }
        target = methodCount + 1..<end
        if target.count > limits.target { throw .targetTooLong }
        for index in target where line[index] <= 0x20 || line[index] >= 0x7F || line[index] == UInt8(ascii: "#") {
            throw .target
        }
        minorVersion = version[7] - UInt8(ascii: "0")
        method = HTTPMethod(UnsafeRawBufferPointer(rebasing: line[..<methodCount]))
    }
}
