extension StoryMap {
    /// For Graphviz.
    package var dot: String {
        var lines = ["digraph \(Self.quoted(title)) {", "  node [fontname=\"sans-serif\"];"]
        for (episode, title) in episodes.enumerated() {
            lines += ["  subgraph cluster_\(episode) {", "    label=\(Self.quoted(title));"]
            for node in nodes where node.episode == episode {
                let shape =
                    switch node.type {
                    case .story: "box"
                    case .social: "ellipse"
                    case .combat: "hexagon"
                    case .rest: "trapezium"
                    case .epilogue: "doubleoctagon"
                    }
                let mark = node.isUnreachable || node.isDeadEnd || node.visits == 0 ? ", color=red, style=dashed" : ""
                lines.append(
                    "    \(Self.quoted(node.id)) [shape=\(shape), label=\(Self.quoted(caption(of: node, "\n")))\(mark)];"
                )
            }
            lines.append("  }")
        }
        for edge in edges {
            let label = Self.quoted(edge.ways.map(\.text).joined(separator: "\n"))
            let style = edge.visits == 0 ? ", color=red, style=dashed" : ""
            lines.append(
                "  \(Self.quoted(nodes[edge.from].id)) -> \(Self.quoted(nodes[edge.to].id)) [label=\(label)\(style)];")
        }
        return (lines + ["}"]).joined(separator: "\n") + "\n"
    }

    /// For Markdown that draws Mermaid.
    package var mermaid: String {
        var lines = ["flowchart TD"]
        for (episode, title) in episodes.enumerated() {
            lines.append("  subgraph e\(episode)[\(Self.entities(title))]")
            for (index, node) in nodes.enumerated() where node.episode == episode {
                let (open, close) =
                    switch node.type {
                    case .story: ("[", "]")
                    case .social: ("([", "])")
                    case .combat: ("{{", "}}")
                    case .rest: ("[/", "\\]")
                    case .epilogue: ("[[", "]]")
                    }
                lines.append("    n\(index)\(open)\(Self.entities(caption(of: node, "\n")))\(close)")
            }
            lines.append("  end")
        }
        for edge in edges {
            let label = edge.ways.map(\.text).filter { !$0.isEmpty }.joined(separator: "\n")
            lines.append("  n\(edge.from) -->\(label.isEmpty ? "" : "|\(Self.entities(label))|") n\(edge.to)")
        }
        let faulty = nodes.indices.filter { nodes[$0].isUnreachable || nodes[$0].isDeadEnd || nodes[$0].visits == 0 }
        if !faulty.isEmpty {
            lines.append("  classDef faulty stroke:#b3372f,stroke-dasharray:5 4")
            lines.append("  class \(faulty.map { "n\($0)" }.joined(separator: ",")) faulty")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func caption(of node: Node, _ separator: String) -> String {
        ([node.title, node.id] + (node.visits.map { ["\($0)×"] } ?? [])).joined(separator: separator)
    }

    private static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            default: String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }

    /// Mermaid reads `#…;` as an entity, by its number too.
    private static func entities(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\n": "<br/>"
            case "\"", "#", "&", "<", ">", "|", "`", "\\": "#\(scalar.value);"
            default: String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }
}
