internal import CYAML

/// One event of libyaml, copied out of its memory.
struct YAMLEvent {
    /// 0-based, as libyaml counts; the column in code points.
    struct Mark {
        let line: Int
        let column: Int

        init(_ mark: yaml_mark_t) {
            line = Int(mark.line)
            column = Int(mark.column)
        }
    }

    let type: yaml_event_type_t
    let start: Mark
    let end: Mark
    /// Of a scalar.
    let value: String
    let style: YAMLScalar.Style
    /// The name behind `&`, or behind `*` for an alias.
    let anchor: String?
    let tag: String?

    init(_ event: yaml_event_t) {
        type = event.type
        start = Mark(event.start_mark)
        end = Mark(event.end_mark)
        var value = ""
        var style = YAMLScalar.Style.plain
        var anchor: UnsafeMutablePointer<yaml_char_t>?
        var tag: UnsafeMutablePointer<yaml_char_t>?
        switch event.type {
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            value = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            style = Self.style(scalar.style)
            anchor = scalar.anchor
            tag = scalar.tag
        case YAML_SEQUENCE_START_EVENT:
            anchor = event.data.sequence_start.anchor
            tag = event.data.sequence_start.tag
        case YAML_MAPPING_START_EVENT:
            anchor = event.data.mapping_start.anchor
            tag = event.data.mapping_start.tag
        case YAML_ALIAS_EVENT:
            anchor = event.data.alias.anchor
        default: break
        }
        self.value = value
        self.style = style
        self.anchor = anchor.map { String(cString: $0) }
        self.tag = tag.map { String(cString: $0) }
    }

    private static func style(_ style: yaml_scalar_style_t) -> YAMLScalar.Style {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE: .quoted
        case YAML_LITERAL_SCALAR_STYLE: .literal
        case YAML_FOLDED_SCALAR_STYLE: .folded
        default: .plain
        }
    }
}

/// libyaml's parser over bytes at hand. Owned by one `YAMLParser`, on one thread.
final class EventSource {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>
    private let file: String

    init(_ bytes: [UInt8], file: String) {
        self.file = file
        parser = .allocate(capacity: 1)
        guard yaml_parser_initialize(parser) == 1 else { fatalError("BUG: no memory for a YAML parser") }
        // A byte order mark is no text; libyaml skips it only when it may guess the encoding, and UTF-16 is not ours.
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        input = .allocate(capacity: text.count)
        _ = input.initialize(from: text)
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, input.baseAddress, input.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        input.deallocate()
    }

    func next() throws(Problem) -> YAMLEvent {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw problem() }
        defer { yaml_event_delete(&event) }
        return YAMLEvent(event)
    }

    private func problem() -> Problem {
        let complaint = parser.pointee.problem.map { String(cString: $0) } ?? ""
        if parser.pointee.error == YAML_READER_ERROR {
            return Problem(
                .error, at: position(ofByte: parser.pointee.problem_offset),
                "this is not UTF-8 text (\(complaint)): save the file as UTF-8")
        }
        let mark = YAMLEvent.Mark(parser.pointee.problem_mark)
        let context = parser.pointee.context.map { " " + String(cString: $0) } ?? ""
        let advice = YAMLComplaint(rawValue: complaint)?.advice(
            began: Int(parser.pointee.context_mark.line) + 1, at: character(at: mark))
        let message = advice ?? "this is not YAML: \(complaint)\(context)"
        return Problem(.error, at: Position(file: file, line: mark.line + 1, column: mark.column + 1), message)
    }

    /// nil behind the last character.
    private func character(at mark: YAMLEvent.Mark) -> Unicode.Scalar? {
        let lines = input.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard mark.line < lines.count else { return nil }
        return String(decoding: lines[mark.line], as: UTF8.self).unicodeScalars.dropFirst(mark.column).first
    }

    /// libyaml's reader knows only the offset of a byte that is no UTF-8.
    private func position(ofByte offset: Int) -> Position {
        var line = 1
        var column = 1
        for byte in input.prefix(offset) {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return Position(file: file, line: line, column: column)
    }
}
