internal import CLLHTTP

/// llhttp over one request after another of a connection.
///
/// A head is given whole (`HeadScanner` found its end), so that its fields can be kept as offsets; the table they are
/// kept in while it is parsed is shared by all parsers, for a head is parsed in one go. A body is given in any pieces.
///
/// Not isolated, and so usable from C callbacks without a check, but of the loop thread like the connection it is in.
final class RequestParser {
    private struct State {
        // First, so that a pointer to one is a pointer to the other.
        var llhttp = llhttp_t()
        var head: UnsafePointer<CChar>?
        var fieldCount = 0
        var inHead = false
        var isComplete = false
        var body: [UInt8] = []
        var bodyLimit = 0
        var isTooLarge = false
        /// Bytes of framing since the last byte of content: chunk extensions and trailers must not be endless.
        var framing = 0
    }

    enum BodyResult: Equatable {
        case incomplete
        /// The message ended after so many of the bytes.
        case complete(Int)
        case refused(HeadFault)
    }

    static let fieldCapacity = 128
    private static let framingLimit = 16 * 1024
    // Loop thread only, and only within `parseHead`.
    nonisolated(unsafe) private static let fieldTable = UnsafeMutablePointer<FieldRange>.allocate(
        capacity: fieldCapacity)
    // Written once.
    nonisolated(unsafe) private static let settings = makeSettings()

    private let state: UnsafeMutablePointer<State>

    private var llhttp: UnsafeMutablePointer<llhttp_t> {
        UnsafeMutableRawPointer(state).assumingMemoryBound(to: llhttp_t.self)
    }

    init() {
        state = .allocate(capacity: 1)
        state.initialize(to: State())
        llhttp_init(llhttp, HTTP_REQUEST, RequestParser.settings)
    }

    deinit {
        state.deinitialize(count: 1)
        state.deallocate()
    }

    // MARK: - Head

    /// The field lines of a whole head, valid until the next call; nil when llhttp refuses it.
    func parseHead(_ head: UnsafeRawBufferPointer) -> UnsafeBufferPointer<FieldRange>? {
        llhttp_reset(llhttp)
        let start = head.baseAddress!.assumingMemoryBound(to: CChar.self)
        state.pointee.head = start
        state.pointee.fieldCount = 0
        state.pointee.inHead = true
        state.pointee.isComplete = false
        let status = llhttp_execute(llhttp, start, head.count)
        guard status == HPE_OK || (status == HPE_PAUSED && state.pointee.isComplete) else { return nil }
        guard !state.pointee.inHead else { return nil }
        return UnsafeBufferPointer(start: RequestParser.fieldTable, count: state.pointee.fieldCount)
    }

    // MARK: - Body

    /// Prepares for the body of the head just parsed. `length` is nil for a chunked one.
    func beginBody(length: Int?, limit: Int) {
        state.pointee.body = []
        if let length { state.pointee.body.reserveCapacity(length) }
        state.pointee.bodyLimit = limit
        state.pointee.isTooLarge = false
        state.pointee.framing = 0
    }

    func parseBody(_ bytes: UnsafeRawBufferPointer) -> BodyResult {
        guard !bytes.isEmpty else { return .incomplete }
        let start = bytes.baseAddress!.assumingMemoryBound(to: CChar.self)
        let before = state.pointee.body.count
        let status = llhttp_execute(llhttp, start, bytes.count)
        if state.pointee.isTooLarge { return .refused(.bodyTooLarge) }
        if status == HPE_PAUSED, state.pointee.isComplete {
            return .complete(llhttp_get_error_pos(llhttp) - start)
        }
        guard status == HPE_OK else { return .refused(.chunk) }
        let content = state.pointee.body.count - before
        state.pointee.framing = content > 0 ? 0 : state.pointee.framing + bytes.count
        return state.pointee.framing > RequestParser.framingLimit ? .refused(.headTooLarge) : .incomplete
    }

    /// The body read so far; the parser forgets it.
    func takeBody() -> [UInt8] {
        defer { state.pointee.body = [] }
        return state.pointee.body
    }

    // MARK: - Callbacks

    private static func makeSettings() -> UnsafeMutablePointer<llhttp_settings_t> {
        let settings = UnsafeMutablePointer<llhttp_settings_t>.allocate(capacity: 1)
        llhttp_settings_init(settings)
        settings.pointee.on_header_field = { parser, at, count in
            let state = UnsafeMutableRawPointer(parser!).assumingMemoryBound(to: State.self)
            guard state.pointee.inHead else { return 0 }  // a trailer: not obeyed, not kept
            guard state.pointee.fieldCount < RequestParser.fieldCapacity else { return -1 }
            let offset = at! - state.pointee.head!
            RequestParser.fieldTable[state.pointee.fieldCount] = FieldRange(
                nameStart: UInt16(offset), nameCount: UInt16(count), valueStart: 0, valueCount: 0)
            state.pointee.fieldCount += 1
            return 0
        }
        settings.pointee.on_header_value = { parser, at, count in
            let state = UnsafeMutableRawPointer(parser!).assumingMemoryBound(to: State.self)
            guard state.pointee.inHead, count > 0 else { return 0 }
            // llhttp leaves the whitespace after a value in it (RFC 9110 §5.5 takes it away).
            var length = count
            while length > 0, at![length - 1] == 0x20 || at![length - 1] == 0x09 { length -= 1 }
            let index = state.pointee.fieldCount - 1
            RequestParser.fieldTable[index].valueStart = UInt16(at! - state.pointee.head!)
            RequestParser.fieldTable[index].valueCount = UInt16(length)
            return 0
        }
        settings.pointee.on_headers_complete = { parser in
            let state = UnsafeMutableRawPointer(parser!).assumingMemoryBound(to: State.self)
            state.pointee.inHead = false
            // Whether to change protocols is the router's business, not the parser's.
            parser!.pointee.upgrade = 0
            return 0
        }
        settings.pointee.on_body = { parser, at, count in
            let state = UnsafeMutableRawPointer(parser!).assumingMemoryBound(to: State.self)
            guard state.pointee.body.count + count <= state.pointee.bodyLimit else {
                state.pointee.isTooLarge = true
                return -1
            }
            state.pointee.body.append(contentsOf: UnsafeRawBufferPointer(start: at!, count: count))
            return 0
        }
        settings.pointee.on_message_complete = { parser in
            let state = UnsafeMutableRawPointer(parser!).assumingMemoryBound(to: State.self)
            state.pointee.isComplete = true
            return Int32(HPE_PAUSED.rawValue)
        }
        return settings
    }
}
