internal import CLLHTTP

/// llhttp over request heads, for all connections: a head is given whole (`HeadScanner` found its end), is parsed in one
/// go, and its fields are kept as offsets.
///
/// Bodies are not llhttp's: version 8.1 refuses chunk extensions with quoted strings, and `BodyReader` needs no state
/// of 96 bytes in every idle connection.
///
/// Not isolated, so that C callbacks use it without a check; loop thread only.
enum HeadParser {
    private struct State {
        // First, so that a pointer to one is a pointer to the other.
        var llhttp = llhttp_t()
        var head: UnsafePointer<CChar>?
        let fields = UnsafeMutablePointer<FieldRange>.allocate(capacity: HeadParser.fieldCapacity)
        var fieldCount = 0
        var isComplete = false
    }

    /// The most that `HTTPLimits.fields`, which the configuration bounds likewise, can be.
    private static let fieldCapacity = 1000
    // Of the loop thread, and nothing in it outlives a call of `parse` but the fields.
    nonisolated(unsafe) private static let state = makeState()

    /// The field lines of a whole head, valid until the next call; nil when llhttp refuses it. `head` has at most
    /// 65,535 bytes and begins with `line`.
    static func parse(_ head: UnsafeRawBufferPointer, _ line: RequestLine) -> UnsafeBufferPointer<FieldRange>? {
        let state = state
        let llhttp = UnsafeMutableRawPointer(state).assumingMemoryBound(to: llhttp_t.self)
        llhttp_reset(llhttp)
        let start = head.baseAddress!.assumingMemoryBound(to: CChar.self)
        state.pointee.head = start
        state.pointee.fieldCount = 0
        state.pointee.isComplete = false
        let status = execute(llhttp, start, head, line)
        guard status == HPE_PAUSED, state.pointee.isComplete, llhttp_get_error_pos(llhttp) == start + head.count else {
            return nil
        }
        return UnsafeBufferPointer(start: state.pointee.fields, count: state.pointee.fieldCount)
    }

    /// llhttp has a list of methods of its own, and takes targets of other forms with some of them. Those that are not
    /// ours are for the router to refuse, so it is told GET instead.
    private static func execute(
        _ llhttp: UnsafeMutablePointer<llhttp_t>, _ start: UnsafePointer<CChar>, _ head: UnsafeRawBufferPointer,
        _ line: RequestLine
    ) -> llhttp_errno_t {
        guard line.method == .unknown else { return llhttp_execute(llhttp, start, head.count) }
        _ = llhttp_execute(llhttp, "GET", 3)
        return llhttp_execute(llhttp, start + line.methodCount, head.count - line.methodCount)
    }

    private static func makeState() -> UnsafeMutablePointer<State> {
        let state = UnsafeMutablePointer<State>.allocate(capacity: 1)
        state.initialize(to: State())
        llhttp_init(UnsafeMutableRawPointer(state).assumingMemoryBound(to: llhttp_t.self), HTTP_REQUEST, makeSettings())
        return state
    }

    private static func makeSettings() -> UnsafeMutablePointer<llhttp_settings_t> {
        let settings = UnsafeMutablePointer<llhttp_settings_t>.allocate(capacity: 1)
        llhttp_settings_init(settings)
        settings.pointee.on_header_field = { parser, at, count in
            let state = UnsafeMutableRawPointer(parser!).assumingMemoryBound(to: State.self)
            guard state.pointee.fieldCount < HeadParser.fieldCapacity else { return -1 }
            state.pointee.fields[state.pointee.fieldCount] = FieldRange(
                nameStart: UInt16(at! - state.pointee.head!), nameCount: UInt16(count), valueStart: 0, valueCount: 0)
            state.pointee.fieldCount += 1
            return 0
        }
        settings.pointee.on_header_value = { parser, at, count in
            guard count > 0 else { return 0 }
            let state = UnsafeMutableRawPointer(parser!).assumingMemoryBound(to: State.self)
            // llhttp leaves the whitespace after a value in it (RFC 9110 §5.5 takes it away).
            var length = count
            while length > 0, at![length - 1] == 0x20 || at![length - 1] == 0x09 { length -= 1 }
            let field = state.pointee.fields + (state.pointee.fieldCount - 1)
            field.pointee.valueStart = UInt16(at! - state.pointee.head!)
            field.pointee.valueCount = UInt16(length)
            return 0
        }
        settings.pointee.on_headers_complete = { parser in
            // Whether to change protocols is the router's business, not the parser's. 1: take it that no body follows.
            parser!.pointee.upgrade = 0
            return 1
        }
        settings.pointee.on_message_complete = { parser in
            let state = UnsafeMutableRawPointer(parser!).assumingMemoryBound(to: State.self)
            state.pointee.isComplete = true
            return Int32(HPE_PAUSED.rawValue)
        }
        return settings
    }
}
