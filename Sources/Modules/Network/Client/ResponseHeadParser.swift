/// Gathers the lines of an answer's head, which libcurl has checked and hands over one by one; interim answers (1xx) and
/// redirections that are followed come before the final one.
struct ResponseHeadParser {
    private var status = 0
    private var fields: [(name: String, value: String)] = []
    /// Bytes since the last status line.
    private(set) var size = 0
    /// Whether the empty line has come.
    private var isEnded = false

    /// Of one line, with its CR LF or LF.
    mutating func take(_ line: UnsafeRawBufferPointer) {
        var text = line[...]
        while let last = text.last, last == 0x0A || last == 0x0D { text = text.dropLast() }
        if text.starts(with: "HTTP/".utf8), isEnded || size == 0 {
            self = ResponseHeadParser()
            let words = text.split(separator: 0x20, maxSplits: 2)
            status = words.count > 1 ? Int(String(decoding: words[1], as: UTF8.self)) ?? 0 : 0
        } else if let colon = text.firstIndex(of: UInt8(ascii: ":")) {
            fields.append((Self.text(text[..<colon]), Self.text(text[(colon + 1)...])))
        } else if text.isEmpty {
            isEnded = true
        }
        size += line.count
    }

    /// Whether a line of something else than an interim answer has come.
    var hasBegun: Bool { status >= 200 }
    /// Whether the head is whole, and no interim answer's.
    var isComplete: Bool { isEnded && hasBegun }
    var isRedirection: Bool { (300...399).contains(status) && fields.contains { $0.name.lowercased() == "location" } }
    var head: ClientResponseHead { ClientResponseHead(status: status, fields: fields) }

    private static func text(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
        var bytes = bytes.drop(while: isBlank)
        while let last = bytes.last, isBlank(last) { bytes = bytes.dropLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
