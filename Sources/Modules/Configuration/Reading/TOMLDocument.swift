internal import CTOML

/// A place in a file: line and column from 1, columns in characters.
struct TOMLPosition: Equatable {
    let line: Int
    let column: Int
}

/// A value and where it stands.
struct TOMLNode: Equatable {
    let value: TOMLValue
    let position: TOMLPosition
}

indirect enum TOMLValue: Equatable {
    case string(String)
    case integer(Int64)
    case float(Double)
    case boolean(Bool)
    /// Any of TOML's four date and time types; nothing here is configured with one.
    case dateTime
    case array([TOMLNode])
    case table([TOMLEntry])

    /// With its article, for "must be …, not a string".
    var kind: String {
        switch self {
        case .string: "a string"
        case .integer: "an integer"
        case .float: "a number"
        case .boolean: "true or false"
        case .dateTime: "a date or time"
        case .array: "a list"
        case .table: "a table"
        }
    }
}

/// A key of a table with its value.
struct TOMLEntry: Equatable {
    let key: String
    let keyPosition: TOMLPosition
    let node: TOMLNode
}

/// What is wrong with a text that is not TOML, in toml++'s words.
struct TOMLError: Error, Equatable {
    let message: String
    let position: TOMLPosition
}

enum TOMLDocument {
    /// The entries of the document's table, in the order of the file.
    static func parse(_ bytes: [UInt8]) throws(TOMLError) -> [TOMLEntry] {
        let collector = Collector()
        var failure = ctoml_error()
        // The spare NUL gives an empty text an address, which toml++ wants.
        let isParsed = (bytes + [0]).withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { text in
                ctoml_walk(
                    text.baseAddress, bytes.count, Unmanaged.passUnretained(collector).toOpaque(),
                    { Unmanaged<Collector>.fromOpaque($0!).takeUnretainedValue().visit($1!.pointee) }, &failure)
            }
        }
        guard isParsed else {
            let message = withUnsafeBytes(of: failure.message) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            throw TOMLError(
                message: message, position: TOMLPosition(line: Int(failure.line), column: Int(failure.column)))
        }
        return collector.document
    }
}

/// Builds the tree from the steps of a depth-first walk.
private final class Collector {
    private struct Open {
        let key: String?
        let keyPosition: TOMLPosition
        let position: TOMLPosition
        let isTable: Bool
        var entries: [TOMLEntry] = []
        var elements: [TOMLNode] = []
    }

    private var open: [Open] = []
    private(set) var document: [TOMLEntry] = []

    func visit(_ node: ctoml_node) {
        let position = TOMLPosition(line: Int(node.line), column: Int(node.column))
        let keyPosition = TOMLPosition(line: Int(node.key_line), column: Int(node.key_column))
        let key = node.key.map { Self.text($0, node.key_length) }
        switch node.kind {
        case CTOML_TABLE, CTOML_ARRAY:
            open.append(
                Open(key: key, keyPosition: keyPosition, position: position, isTable: node.kind == CTOML_TABLE))
        case CTOML_END: close()
        default: add(TOMLNode(value: Self.scalar(node), position: position), key: key, keyPosition: keyPosition)
        }
    }

    private func close() {
        let closed = open.removeLast()
        // toml++ sorts a table by key; a person reads from the top.
        let entries = closed.entries.sorted {
            ($0.keyPosition.line, $0.keyPosition.column) < ($1.keyPosition.line, $1.keyPosition.column)
        }
        guard !open.isEmpty else {
            document = entries
            return
        }
        let value: TOMLValue = closed.isTable ? .table(entries) : .array(closed.elements)
        add(TOMLNode(value: value, position: closed.position), key: closed.key, keyPosition: closed.keyPosition)
    }

    private func add(_ node: TOMLNode, key: String?, keyPosition: TOMLPosition) {
        if let key {
            open[open.count - 1].entries.append(TOMLEntry(key: key, keyPosition: keyPosition, node: node))
        } else {
            open[open.count - 1].elements.append(node)
        }
    }

    private static func scalar(_ node: ctoml_node) -> TOMLValue {
        switch node.kind {
        case CTOML_STRING: .string(text(node.text, node.text_length))
        case CTOML_INTEGER: .integer(node.integer)
        case CTOML_FLOAT: .float(node.number)
        case CTOML_BOOLEAN: .boolean(node.integer != 0)
        default: .dateTime
        }
    }

    private static func text(_ bytes: UnsafePointer<CChar>, _ count: Int) -> String {
        String(decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
    }
}
