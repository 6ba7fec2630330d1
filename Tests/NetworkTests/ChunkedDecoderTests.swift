import Testing

@testable import Network

@Suite("ChunkedDecoder")
struct ChunkedDecoderTests {
    /// Feeds `text` whole, byte by byte and cut in two at every place; all must come to the same.
    private func decode(_ text: String, limit: Int = 64) -> (result: BodyReader.Result, body: String) {
        let bytes = Array(text.utf8)
        let whole = read([bytes[...]], limit)
        #expect(read(bytes.indices.map { bytes[$0...$0] }, limit) == whole)
        // Of the long ones only the ends: their middles are all alike.
        for place in bytes.indices where place < 60 || place > bytes.count - 60 {
            #expect(read([bytes[..<place], bytes[place...]], limit) == whole, "cut at \(place)")
        }
        return (whole.result, String(decoding: whole.body, as: UTF8.self))
    }

    private struct Outcome: Equatable {
        var result = BodyReader.Result.incomplete
        var body: [UInt8] = []
    }

    /// With the place of the end counted from the first piece on.
    private func read(_ pieces: [ArraySlice<UInt8>], _ limit: Int) -> Outcome {
        var reader = BodyReader(length: nil, limit: limit)
        var outcome = Outcome()
        for piece in pieces where outcome.result == .incomplete {
            outcome.result = piece.withUnsafeBytes { reader.read($0) }
            if case .complete(let used) = outcome.result { outcome.result = .complete(piece.startIndex + used) }
        }
        outcome.body = reader.body
        return outcome
    }

    @Test(
        "decodes",
        arguments: [
            ("5\r\nhello\r\n0\r\n\r\n", "hello"), ("0\r\n\r\n", ""), ("0005\r\nhello\r\n000\r\n\r\n", "hello"),
            ("a\r\n0123456789\r\nA\r\n0123456789\r\n0\r\n\r\n", "01234567890123456789"),
            ("5;a=b;c=\"d;e\"\r\nhello\r\n0;x\r\n\r\n", "hello"), ("5 ;a\r\nhello\r\n0\r\n\r\n", "hello"),
            ("1\r\nx\r\n0\r\nX-T: 1\r\nContent-Length: 9\r\n\r\n", "x"), ("2\r\n\r\n\r\n0\r\n\r\n", "\r\n"),
        ])
    func decodes(text: String, body: String) {
        let (result, decoded) = decode(text)
        #expect(result == .complete(text.utf8.count))
        #expect(decoded == body)
    }

    @Test("leaves what follows alone")
    func pipelined() {
        #expect(decode("1\r\nx\r\n0\r\n\r\nGET /").result == .complete(11))
    }

    @Test(
        "refuses",
        arguments: [
            "\r\nhello", "0x5\r\nhello", "-5\r\n", "+5\r\n", "G\r\n", "5 5\r\n", "5_\r\n", "5\u{0}\r\n", "5 \r\n",
            "5\nhello", "5\r\nhelloXX\r\n", "5\r\nhello\n0\r\n\r\n", "5\r\nhello0\r\n\r\n", "0\r\nFoo bar\r\n\r\n",
            "0\r\n: x\r\n\r\n", "0\r\nA: b\n\r\n", "5;a\u{1}\r\n", "0\r\n A: b\r\n\r\n",
        ])
    func refuses(text: String) {
        #expect(decode(text).result == .refused(.chunk))
    }

    @Test(
        "refuses more than the limit, however it is written",
        arguments: [
            "41\r\n", "FFFFFFFFFFFFFFFF\r\n", "10000000000000005\r\n", "8000000000000000\r\n",
            "40\r\n\(String(repeating: "x", count: 64))\r\n1\r\n",
        ])
    func tooLarge(text: String) {
        #expect(decode(text).result == .refused(.bodyTooLarge))
    }

    @Test("does not read extensions or trailers for ever")
    func endlessFraming() {
        let long = String(repeating: "a", count: 20_000)
        #expect(decode("1;\(long)").result == .refused(.headTooLarge))
        #expect(decode("0\r\nX: \(long)").result == .refused(.headTooLarge))
        #expect(decode(String(repeating: "0", count: 33)).result == .refused(.chunk))
    }
}
