import Testing

@testable import Network

@Suite("HeadScanner")
struct HeadScannerTests {
    /// Feeds `text` whole, as it grows byte by byte, and in two steps at every place; all must come to the same.
    private func scan(_ text: String) -> HeadScanner.Result {
        let bytes = Array(text.utf8)
        let result = scan(bytes, steps: [bytes.count])
        #expect(scan(bytes, steps: Array(1...bytes.count)) == result)
        // Of the long ones only the ends: their middles are all alike.
        for place in 1..<bytes.count where place < 60 || place > bytes.count - 60 {
            #expect(scan(bytes, steps: [place, bytes.count]) == result, "cut at \(place)")
        }
        return result
    }

    /// `steps`: how many of the bytes have come each time.
    private func scan(_ bytes: [UInt8], steps: [Int]) -> HeadScanner.Result {
        var scanner = HeadScanner()
        var result = HeadScanner.Result.incomplete
        for count in steps where result == .incomplete {
            result = bytes.withUnsafeBytes {
                scanner.scan(UnsafeRawBufferPointer(rebasing: $0[..<count]), limits: HTTPLimits())
            }
        }
        return result
    }

    @Test(
        "finds the end of a head",
        arguments: [
            "GET / HTTP/1.1\r\n\r\n", "GET /?q=1 HTTP/1.0\r\nHost: a\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\nHost: a\r\nX-Empty:\r\n\r\n",
        ])
    func completes(head: String) {
        #expect(scan(head) == .complete(head.utf8.count))
    }

    @Test("leaves what follows the head alone")
    func pipelined() {
        let head = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
        #expect(scan(head + "GET /second HTTP/1.1\r\n") == .complete(head.utf8.count))
    }

    @Test("waits for more", arguments: ["G", "GET / HTTP/1.1", "GET / HTTP/1.1\r", "GET / HTTP/1.1\r\nHost: a\r\n\r"])
    func waits(head: String) {
        #expect(scan(head) == .incomplete)
    }

    @Test(
        "refuses what two servers could read in two ways",
        arguments: [
            (" GET / HTTP/1.1\r\n\r\n", HeadFault.requestLine), ("\r\n\r\nGET / HTTP/1.1\r\n\r\n", .requestLine),
            ("GET /\r\n\r\n", .requestLine), ("GET  / HTTP/1.1\r\n\r\n", .target),
            ("GET / HTTP/1.1 X\r\n\r\n", .requestLine), ("GET / http/1.1\r\n\r\n", .requestLine),
            ("GET / HTTP/1.10\r\n\r\n", .requestLine), ("G(T / HTTP/1.1\r\n\r\n", .requestLine),
            ("G(T / HTTP/1.1\r\n\r\n", .requestLine),
            ("GET / HTTP/2.0\r\n\r\n", .version), ("GET / HTTP/1.2\r\n\r\n", .version),
            ("GET /#a HTTP/1.1\r\n\r\n", .target), ("GET /a b HTTP/1.1\r\n\r\n", .target),
            ("GET /\u{7F} HTTP/1.1\r\n\r\n", .target), ("GET /я HTTP/1.1\r\n\r\n", .target),
            ("GET / HTTP/1.1\n\r\n", .bareLineFeed), ("GET / HTTP/1.1\r\nA: b\n\r\n", .bareLineFeed),
            ("GET / HTTP/1.1\r\nA: b\r\n\n", .bareLineFeed), ("GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n", .foldedField),
            ("GET / HTTP/1.1\r\n\tA: b\r\n\r\n", .foldedField), ("GET / HTTP/1.1\r\n: b\r\n\r\n", .fieldName),
        ])
    func refuses(head: String, fault: HeadFault) {
        #expect(scan(head) == .refused(fault))
    }

    @Test("keeps the limits of target, fields and head")
    func limits() {
        let long = String(repeating: "a", count: 8 * 1024)
        #expect(scan("GET /\(long) HTTP/1.1\r\n\r\n") == .refused(.targetTooLong))
        #expect(scan("GET /\(long.dropLast()) HTTP/1.1\r\n\r\n") == .complete(8 * 1024 + 17))
        let fields = String(repeating: "a:b\r\n", count: 100)
        #expect(scan("GET / HTTP/1.1\r\n\(fields)\r\n") == .complete(518))
        #expect(scan("GET / HTTP/1.1\r\n\(fields)a:b\r\n\r\n") == .refused(.tooManyFields))
        #expect(scan("GET / HTTP/1.1\r\nA: \(long)\(long)\r\n\r\n") == .refused(.headTooLarge))
    }
}
