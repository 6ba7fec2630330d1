internal import CYAML

/// Reads one YAML document by libyaml's event parser.
///
/// The common subset of YAML 1.1 and 1.2: one document a file, text keys, no tags but `!!str`, no merge keys.
struct YAMLParser {
    private let file: String
    private let limits: YAMLLimits
    private let source: EventSource
    private var anchors: [String: Anchor] = [:]
    private var nodes = 0
    private var aliases = 0
    private var depth = 0

    private enum Anchor {
        /// The node with this anchor is still being read.
        case open
        case closed(YAMLNode, nodes: Int)
    }

    /// - Throws: `Problem`, the first error of the file. A file without a value is a null.
    static func parse(_ bytes: [UInt8], file: String, limits: YAMLLimits = YAMLLimits()) throws(Problem) -> YAMLNode {
        let start = Position(file: file, line: 1, column: 1)
        guard bytes.count <= limits.bytes else {
            throw Problem(.error, at: start, "the file has \(bytes.count) bytes, at most \(limits.bytes) are read")
        }
        var parser = YAMLParser(file: file, limits: limits, source: EventSource(bytes, file: file))
        return try parser.document()
            ?? YAMLNode(content: .scalar(.init(text: "", style: .plain, textStart: nil)), position: start)
    }

    private init(file: String, limits: YAMLLimits, source: EventSource) {
        self.file = file
        self.limits = limits
        self.source = source
    }

    private mutating func document() throws(Problem) -> YAMLNode? {
        _ = try source.next()  // stream start
        guard try source.next().type == YAML_DOCUMENT_START_EVENT else { return nil }
        let root = try node(try source.next())
        _ = try source.next()  // document end
        let after = try source.next()
        guard after.type == YAML_STREAM_END_EVENT else {
            throw problem(at: after.start, "a second document begins here: put it into a file of its own")
        }
        return root
    }

    private mutating func node(_ event: YAMLEvent) throws(Problem) -> YAMLNode {
        nodes += 1
        guard nodes <= limits.nodes else {
            throw problem(at: event.start, "the file holds more than \(limits.nodes) values")
        }
        if event.type == YAML_ALIAS_EVENT { return try alias(event) }
        if let tag = event.tag, tag != "tag:yaml.org,2002:str" || event.type != YAML_SCALAR_EVENT {
            throw problem(at: event.start, "packs use no YAML tags: take \"\(tag)\" away")
        }
        let before = nodes
        if let anchor = event.anchor { anchors[anchor] = .open }
        let node = YAMLNode(content: try content(of: event), position: position(event.start))
        if let anchor = event.anchor { anchors[anchor] = .closed(node, nodes: nodes - before) }
        return node
    }

    private mutating func content(of event: YAMLEvent) throws(Problem) -> YAMLNode.Content {
        guard event.type != YAML_SCALAR_EVENT else {
            let bytes = event.value.utf8.count
            guard bytes <= limits.text else {
                throw problem(at: event.start, "a text of \(bytes) bytes, at most \(limits.text) are read")
            }
            return .scalar(scalar(event))
        }
        depth += 1
        defer { depth -= 1 }
        guard depth <= limits.depth else {
            throw problem(at: event.start, "more than \(limits.depth) lists and mappings inside each other")
        }
        return event.type == YAML_SEQUENCE_START_EVENT ? try sequence() : try mapping()
    }

    private mutating func sequence() throws(Problem) -> YAMLNode.Content {
        var elements: [YAMLNode] = []
        while true {
            let event = try source.next()
            if event.type == YAML_SEQUENCE_END_EVENT { return .sequence(elements) }
            elements.append(try node(event))
        }
    }

    private mutating func mapping() throws(Problem) -> YAMLNode.Content {
        var members: [YAMLNode.Member] = []
        var seen: [String: Position] = [:]
        while true {
            let event = try source.next()
            if event.type == YAML_MAPPING_END_EVENT { return .mapping(members) }
            guard case .scalar(let key) = try node(event).content else {
                throw problem(at: event.start, "a key must be a text: write key: value")
            }
            let position = position(event.start)
            if let first = seen.updateValue(position, forKey: key.text) {
                throw problem(
                    at: event.start, "\"\(key.text)\" is here twice, first in line \(first.line): take one away")
            }
            members.append(.init(key: key.text, position: position, value: try node(try source.next())))
        }
    }

    private mutating func alias(_ event: YAMLEvent) throws(Problem) -> YAMLNode {
        let name = event.anchor ?? ""
        aliases += 1
        guard aliases <= limits.aliases else {
            throw problem(at: event.start, "the file has more than \(limits.aliases) aliases")
        }
        switch anchors[name] {
        case nil:
            throw problem(
                at: event.start,
                "there is no anchor \"&\(name)\" before this alias: put a text that begins with * in quotes")
        case .open: throw problem(at: event.start, "the alias \"*\(name)\" stands inside what it repeats")
        case .closed(let node, let size):
            nodes += size
            guard nodes <= limits.nodes else {
                throw problem(at: event.start, "with its aliases the file holds more than \(limits.nodes) values")
            }
            return node
        }
    }

    private func scalar(_ event: YAMLEvent) -> YAMLScalar {
        let count = event.value.unicodeScalars.count
        var start: Position?
        // An anchor or tag in front moves the event's start, so the text is measured back from the end.
        switch event.style {
        case .plain where event.start.line == event.end.line:
            start = Position(file: file, line: event.end.line + 1, column: event.end.column - count + 1)
        case .quoted where event.start.line == event.end.line && event.start.column + count + 2 == event.end.column:
            start = Position(file: file, line: event.end.line + 1, column: event.end.column - count)
        default: break
        }
        let style = event.style == .plain && event.tag != nil ? .quoted : event.style
        return YAMLScalar(text: event.value, style: style, textStart: start)
    }

    private func position(_ mark: YAMLEvent.Mark) -> Position {
        Position(file: file, line: mark.line + 1, column: mark.column + 1)
    }

    private func problem(at mark: YAMLEvent.Mark, _ message: String) -> Problem {
        Problem(.error, at: position(mark), message)
    }
}
