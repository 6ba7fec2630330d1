import Fuzzing

/// Reads a server's output strictly (RFC 9112), knowing which answers it should hold: any difference is a finding.
func checkAnswers(_ output: [UInt8], to requests: [Seen]) {
    var reader = AnswerReader(rest: output[...])
    for request in requests {
        var status = reader.head()
        while status < 200 { status = reader.head() }
        require(status == request.status, "\(status) was sent for: \(request)")
        let isHead = request.isHead ?? reader.rest.isEmpty
        if !isHead, status != 204, status != 304 { reader.body() }
    }
    require(reader.rest.isEmpty, "sent beside the answers: \(String(decoding: reader.rest, as: UTF8.self))")
}

private struct AnswerReader {
    var rest: ArraySlice<UInt8>
    /// Of the last head.
    private var length: Int?
    private var isChunked = false

    init(rest: ArraySlice<UInt8>) { self.rest = rest }

    private mutating func line() -> String {
        guard let end = rest.firstIndex(of: 0x0A), end > rest.startIndex, rest[end - 1] == 0x0D else {
            fatalError("FINDING: an answer is cut off, or a line of it does not end with CR LF")
        }
        defer { rest = rest[(end + 1)...] }
        return String(decoding: rest[..<(end - 1)], as: UTF8.self)
    }

    /// The status.
    mutating func head() -> Int {
        let words = line().split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard words.count == 3, words[0] == "HTTP/1.1", words[1].utf8.count == 3, let status = Int(words[1]) else {
            fatalError("FINDING: not a status line: \(words)")
        }
        length = nil
        isChunked = false
        while true {
            let line = line()
            if line.isEmpty { return status }
            guard let colon = line.firstIndex(of: ":"), colon > line.startIndex else {
                fatalError("FINDING: not a field: \(line)")
            }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            switch line[..<colon].lowercased() {
            case "content-length":
                require(length == nil && !isChunked, "two lengths of one answer")
                length = Int(value)
            case "transfer-encoding":
                require(length == nil && !isChunked && value == "chunked", "two lengths of one answer")
                isChunked = true
            default: break
            }
        }
    }

    mutating func body() {
        if isChunked {
            while true {
                let size = Int(line(), radix: 16)
                take(size)
                require(line().isEmpty, "a chunk is longer than it says")
                if size == 0 { return }
            }
        }
        // To the end of the connection: only for HTTP/1.0, which has no chunks.
        guard let length else {
            rest = []
            return
        }
        take(length)
    }

    private mutating func take(_ count: Int?) {
        guard let count, count <= rest.count else { fatalError("FINDING: an answer is shorter than it says") }
        rest = rest.dropFirst(count)
    }
}
