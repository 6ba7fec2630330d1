internal import Core

/// A workflow of ComfyUI, saved in its API format, with slots in its texts: `{{prompt}}`, `{{negative}}`, `{{seed}}`,
/// `{{width}}`, `{{height}}`. A text that is nothing but one of the last three becomes a number.
package struct ComfyUIWorkflow: Sendable, Equatable {
    /// Why a file is no workflow: what is wrong and what to do.
    package struct Problem: Error, Equatable, CustomStringConvertible {
        package let description: String
    }

    private enum Slot: String, CaseIterable {
        case prompt, negative, seed, width, height
    }

    private let graph: JSONValue

    /// - Parameter json: the content of the file.
    package init(_ json: [UInt8]) throws(Problem) {
        guard let graph = try? JSON.parse(json), case .object(let nodes) = graph else {
            throw Problem(description: "is not JSON. Save the workflow with \"Export (API)\", and put slots in quotes.")
        }
        guard !nodes.isEmpty, nodes.values.allSatisfy({ $0["class_type"]?.stringValue != nil }) else {
            throw Problem(
                description:
                    "has nodes without \"class_type\". Save the workflow with \"Export (API)\", not with \"Save\".")
        }
        self.graph = graph
        var seen: Set<String> = []
        Self.slots(in: graph, &seen)
        if let unknown = seen.sorted().first(where: { Slot(rawValue: $0) == nil }) {
            let known = Slot.allCases.map(\.rawValue)
            throw Problem(
                description:
                    "has an unknown slot {{\(unknown)}}\(Spelling.hint(for: unknown, among: known)). Known are "
                    + known.map { "{{\($0)}}" }.joined(separator: " ") + ".")
        }
        guard seen.contains(Slot.prompt.rawValue) else {
            throw Problem(description: "has no slot {{prompt}}. Put it where the text of the picture belongs.")
        }
    }

    /// The graph for one order.
    func filled(_ order: ImageOrder, size: ImageSize, seed: Int64) -> JSONValue {
        Self.fill(graph) { slot in
            switch slot {
            case .prompt: .string(order.text(withNegative: false))
            case .negative: .string(order.negative)
            case .seed: .integer(seed)
            case .width: .integer(Int64(size.width))
            case .height: .integer(Int64(size.height))
            }
        }
    }

    // MARK: - Walking

    private static func slots(in value: JSONValue, _ seen: inout Set<String>) {
        switch value {
        case .string(let text):
            for case .slot(let name) in pieces(of: text) { seen.insert(name) }
        case .array(let elements): for element in elements { slots(in: element, &seen) }
        case .object(let members): for member in members.values { slots(in: member, &seen) }
        default: break
        }
    }

    private static func fill(_ value: JSONValue, with content: (Slot) -> JSONValue) -> JSONValue {
        switch value {
        case .string(let text):
            let pieces = pieces(of: text)
            if pieces.count == 1, case .slot(let name) = pieces[0], let slot = Slot(rawValue: name) {
                return content(slot)
            }
            return .string(
                pieces.map { piece in
                    switch piece {
                    case .text(let text): text
                    case .slot(let name): Slot(rawValue: name).map { content($0).asText } ?? ""
                    }
                }.joined())
        case .array(let elements): return .array(elements.map { fill($0, with: content) })
        case .object(let members): return .object(members.mapValues { fill($0, with: content) })
        default: return value
        }
    }

    private enum Piece {
        case text(String)
        /// What stands between `{{` and `}}`.
        case slot(String)
    }

    /// Read once, so that what is put into a slot is never taken for one.
    private static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = text[...]
        while let start = pair(of: "{", in: rest), let end = pair(of: "}", in: rest[start.upperBound...]) {
            if start.lowerBound > rest.startIndex { pieces.append(.text(String(rest[..<start.lowerBound]))) }
            pieces.append(.slot(String(rest[start.upperBound..<end.lowerBound])))
            rest = rest[end.upperBound...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        return pieces
    }

    /// Where the same brace stands twice.
    private static func pair(of brace: Character, in text: Substring) -> Range<Substring.Index>? {
        var index = text.startIndex
        while index < text.endIndex {
            let next = text.index(after: index)
            if text[index] == brace, next < text.endIndex, text[next] == brace {
                return index..<text.index(after: next)
            }
            index = next
        }
        return nil
    }
}

extension JSONValue {
    fileprivate var asText: String { stringValue ?? integerValue.map(String.init) ?? "" }
}
