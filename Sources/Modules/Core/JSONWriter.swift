/// Writes JSON (RFC 8259) as bytes, for hot paths; Codable is 25 times slower. Commas are put by the writer.
///
///     var json = JSONWriter()
///     json.object { $0.member("id", 7); $0.key("tags"); $0.array { $0.value("a") } }
///
/// It owns plain memory: an array checks at each byte whether it is alone and has room, which took most of the time of
/// writing short members.
public struct JSONWriter: ~Copyable {
    private var start: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// Bytes written so far.
    public private(set) var count = 0
    private var needsComma = false

    public init() {
        capacity = 256
        start = .allocate(capacity: capacity)
    }

    deinit { start.deallocate() }

    /// What was written so far, copied.
    public var bytes: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }

    /// What was written so far, in place.
    public func withBytes(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        body(UnsafeBufferPointer(start: start, count: count))
    }

    /// Begins anew in the same memory.
    public mutating func removeAll() {
        count = 0
        needsComma = false
    }

    /// - Parameter count: bytes that will be written, about.
    public mutating func reserve(_ count: Int) { makeRoom(for: count) }

    public mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows {
        separate()
        append(UInt8(ascii: "{"))
        needsComma = false
        try body(&self)
        append(UInt8(ascii: "}"))
        needsComma = true
    }

    public mutating func array(_ body: (inout JSONWriter) throws -> Void) rethrows {
        separate()
        append(UInt8(ascii: "["))
        needsComma = false
        try body(&self)
        append(UInt8(ascii: "]"))
        needsComma = true
    }

    /// A name that stands in the code; it has nothing to escape.
    public mutating func key(_ name: StaticString) {
        let text = UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        assert(!text.contains(where: Self.needsEscape), "BUG: \(name) cannot be written as it is")
        makeRoom(for: text.count + 4)
        if needsComma { put(UInt8(ascii: ",")) }
        put(UInt8(ascii: "\""))
        put(text)
        put(UInt8(ascii: "\""))
        put(UInt8(ascii: ":"))
        needsComma = false
    }

    /// A name that comes from data.
    public mutating func key(escaping name: String) {
        separate()
        quoted(name)
        append(UInt8(ascii: ":"))
        needsComma = false
    }

    public mutating func value(_ text: String) {
        separate()
        quoted(text)
        needsComma = true
    }

    /// - Parameter text: valid UTF-8.
    public mutating func value(utf8 text: UnsafeRawBufferPointer) {
        separate()
        quoted(text)
        needsComma = true
    }

    public mutating func value(_ number: Int64) {
        separate()
        decimal(number)
        needsComma = true
    }

    public mutating func value(_ number: Int) { value(Int64(number)) }

    /// Not finite becomes `null`: JSON has no word for it.
    public mutating func value(_ number: Double) {
        guard number.isFinite else { return null() }
        if let whole = Int64(exactly: number), abs(number) < 1e15 { return value(whole) }
        raw("\(number)".utf8)
    }

    /// `"2026-11-20T10:15:30.123Z"`
    package mutating func value(_ time: Timestamp) {
        separate()
        makeRoom(for: 26)
        start[count] = UInt8(ascii: "\"")
        time.writeRFC3339(to: UnsafeMutableBufferPointer(start: start + count + 1, count: 24))
        start[count + 25] = UInt8(ascii: "\"")
        count += 26
        needsComma = true
    }

    public mutating func value(_ flag: Bool) { word(flag ? "true" : "false") }

    public mutating func null() { word("null") }

    private mutating func word(_ word: StaticString) {
        raw(utf8: UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }

    /// A value that is JSON already.
    public mutating func raw(_ json: [UInt8]) { json.withUnsafeBytes { raw(utf8: $0) } }

    /// A value that is JSON already.
    public mutating func raw(_ json: String.UTF8View) {
        var text = String(json)
        text.withUTF8 { raw(utf8: UnsafeRawBufferPointer($0)) }
    }

    /// A value that is JSON already.
    public mutating func raw(utf8 json: UnsafeRawBufferPointer) {
        separate()
        append(json)
        needsComma = true
    }

    public mutating func member(_ name: StaticString, _ text: String) {
        key(name)
        value(text)
    }

    public mutating func member(_ name: StaticString, _ text: String?) {
        key(name)
        if let text { value(text) } else { null() }
    }

    /// - Parameter text: valid UTF-8; nil becomes `null`.
    public mutating func member(_ name: StaticString, utf8 text: UnsafeRawBufferPointer?) {
        key(name)
        if let text { value(utf8: text) } else { null() }
    }

    public mutating func member(_ name: StaticString, _ number: Int) {
        key(name)
        value(number)
    }

    public mutating func member(_ name: StaticString, _ number: Int64) {
        key(name)
        value(number)
    }

    public mutating func member(_ name: StaticString, _ number: Int64?) {
        key(name)
        if let number { value(number) } else { null() }
    }

    public mutating func member(_ name: StaticString, _ flag: Bool) {
        key(name)
        value(flag)
    }

    package mutating func member(_ name: StaticString, _ time: Timestamp?) {
        key(name)
        if let time { value(time) } else { null() }
    }

    public mutating func member(escaping name: String, _ number: Int) {
        key(escaping: name)
        value(number)
    }

    @inline(__always) private mutating func separate() {
        if needsComma { append(UInt8(ascii: ",")) }
    }

    // MARK: - Memory

    @inline(__always) private mutating func makeRoom(for more: Int) {
        if capacity - count < more { grow(to: count + more) }
    }

    private mutating func grow(to least: Int) {
        let larger = max(2 * capacity, least)
        let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        copy.update(from: start, count: count)
        start.deallocate()
        (start, capacity) = (copy, larger)
    }

    @inline(__always) private mutating func append(_ byte: UInt8) {
        makeRoom(for: 1)
        put(byte)
    }

    @inline(__always) private mutating func append(_ bytes: UnsafeRawBufferPointer) {
        makeRoom(for: bytes.count)
        put(bytes)
    }

    /// Where there is room already.
    @inline(__always) private mutating func put(_ byte: UInt8) {
        start[count] = byte
        count += 1
    }

    /// Where there is room already.
    @inline(__always) private mutating func put(_ bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress else { return }
        UnsafeMutableRawPointer(start + count).copyMemory(from: source, byteCount: bytes.count)
        count += bytes.count
    }

    // MARK: - Numbers and strings

    private mutating func decimal(_ number: Int64) {
        makeRoom(for: 20)
        if number < 0 { append(UInt8(ascii: "-")) }
        var rest = number.magnitude
        var end = count
        repeat {
            end += 1
            rest /= 10
        } while rest > 0
        count = end
        rest = number.magnitude
        repeat {
            end -= 1
            start[end] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        } while rest > 0
    }

    private mutating func quoted(_ text: String) {
        var text = text
        text.withUTF8 { quoted(UnsafeRawBufferPointer($0)) }
    }

    private mutating func quoted(_ text: UnsafeRawBufferPointer) {
        makeRoom(for: text.count + 2)
        put(UInt8(ascii: "\""))
        var rest = text
        while case let plain = Self.plainPrefix(of: rest), plain < rest.count {
            append(UnsafeRawBufferPointer(rebasing: rest[..<plain]))
            appendEscape(of: rest[plain])
            rest = UnsafeRawBufferPointer(rebasing: rest[(plain + 1)...])
        }
        append(rest)
        append(UInt8(ascii: "\""))
    }

    /// The number of bytes before the first that needs an escape. Eight are looked at at once: most text has none.
    private static func plainPrefix(of text: UnsafeRawBufferPointer) -> Int {
        func isPlain(at index: Int) -> Bool {
            !needsEscape(oneOf: text.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        }
        var index = 0
        while index + 8 <= text.count, isPlain(at: index) { index += 8 }
        // The last eight, some of them once more, rather than up to seven one by one.
        if index + 8 > text.count, text.count >= 8, isPlain(at: text.count - 8) { return text.count }
        while index < text.count, !needsEscape(text[index]) { index += 1 }
        return index
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    /// Whether one of the eight bytes of `word` needs an escape.
    private static func needsEscape(oneOf word: UInt64) -> Bool {
        let ones = 0x0101_0101_0101_0101 as UInt64
        // Leaves the high bit of each byte that is less than `limit`, which is at most 0x80.
        func bytes(of word: UInt64, below limit: UInt64) -> UInt64 { (word &- ones &* limit) & ~word & (ones << 7) }
        let (quotes, backslashes) = (word ^ (ones &* 0x22), word ^ (ones &* 0x5C))
        return bytes(of: word, below: 0x20) | bytes(of: quotes, below: 1) | bytes(of: backslashes, below: 1) != 0
    }

    private static let hex = Array("0123456789abcdef".utf8)

    private mutating func appendEscape(of byte: UInt8) {
        append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(byte)
        case 0x0A: append(UInt8(ascii: "n"))
        case 0x0D: append(UInt8(ascii: "r"))
        case 0x09: append(UInt8(ascii: "t"))
        default:
            for letter in "u00".utf8 { append(letter) }
            append(Self.hex[Int(byte >> 4)])
            append(Self.hex[Int(byte & 15)])
        }
    }
}
