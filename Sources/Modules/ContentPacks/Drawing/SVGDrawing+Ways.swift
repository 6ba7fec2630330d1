extension SVGDrawing {
    private typealias Point = (x: Double, y: Double)

    mutating func drawLine(of index: Int) {
        let edge = map.edges[index]
        let points = points(of: index)
        var path = "M\(Self.pair(points[0]))"
        for (one, other) in zip(points, points.dropFirst()) {
            if one.x == other.x {
                path += " L\(Self.pair(other))"
            } else {
                let middle = (one.y + other.y) / 2
                path += " C\(Self.pair((one.x, middle))) \(Self.pair((other.x, middle))) \(Self.pair(other))"
            }
        }
        let colour = colour(of: edge)
        let isPale = edge.ways.allSatisfy(\.isDetour) || edge.visits == 0
        let width = edge.visits.map { $0 > 0 ? 1.2 + min(3, Double(String($0).count) * 0.6) : 1.2 } ?? 1.5
        text.add(
            "<path d=\"\(path)\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"\(SVGText.number(width))\" "
                + "stroke-opacity=\"0.75\"\(isPale ? " stroke-dasharray=\"6 4\"" : "")/>")
        drawHead(at: points[points.count - 1], isUpwards: layout.isUpwards(layout.links[index]), colour)
    }

    mutating func drawLabel(of index: Int) {
        let edge = map.edges[index]
        let ways = edge.ways.filter { !$0.text.isEmpty }
        guard !ways.isEmpty else { return }
        let vertex = layout.vertices[layout.labels[index]]
        let row = layout.heights[vertex.row]
        let x = vertex.x + Self.margin
        let top = row.top + (row.height - vertex.height) / 2 + Self.head
        text.add(
            "<rect x=\"\(SVGText.number(x - vertex.width / 2))\" y=\"\(SVGText.number(top))\" "
                + "width=\"\(SVGText.number(vertex.width))\" height=\"\(SVGText.number(vertex.height))\" rx=\"5\" "
                + "fill=\"#fffefb\" fill-opacity=\"0.94\" stroke=\"#d8d3c7\" stroke-width=\"0.7\"/>")
        for (line, way) in ways.enumerated() {
            let y = top + 3 + Double(line + 1) * Self.labelLine - 3.5
            let count = way.visits.map { ", \($0)×" } ?? ""
            text.add(
                "<text x=\"\(SVGText.number(x))\" y=\"\(SVGText.number(y))\" font-size=\"\(SVGText.number(Self.labelSize))\" "
                    + "text-anchor=\"middle\" fill=\"\(way.visits == 0 ? Colour.fail : Colour.of(way))\">"
                    + "<title>\(SVGText.escape(way.label + count))</title>\(SVGText.escape(way.text))</text>")
        }
    }

    private func colour(of edge: StoryMap.Edge) -> String {
        let colours = Set(edge.ways.map(Colour.of))
        return colours.count == 1 ? colours.first! : Colour.plain
    }

    /// From box to box: straight through the rows, curved between them.
    private func points(of index: Int) -> [Point] {
        let link = layout.links[index]
        let isUpwards = layout.isUpwards(link)
        let (upper, lower) = isUpwards ? (link.to, link.from) : (link.from, link.to)
        let chain = layout.chains[index]
        var points: [Point] = [(port(of: upper, towards: chain[0], \.below), edge(of: upper, isTop: false))]
        for vertex in chain {
            let row = layout.heights[layout.vertices[vertex].row]
            let x = layout.vertices[vertex].x + Self.margin
            points.append((x, row.top + Self.head))
            if row.height > 0 { points.append((x, row.top + row.height + Self.head)) }
        }
        points.append((port(of: lower, towards: chain[chain.count - 1], \.above), edge(of: lower, isTop: true)))
        return isUpwards ? points.reversed() : points
    }

    /// Lines leave and reach a box side by side, in the order of where they go.
    private func port(
        of box: Int, towards vertex: Int, _ side: KeyPath<LayeredLayout.Vertex, [Int]>
    ) -> Double {
        let ends = layout.vertices[box][keyPath: side].sorted { layout.vertices[$0].x < layout.vertices[$1].x }
        let place = Double(ends.firstIndex(of: vertex) ?? 0) + 0.5
        return layout.vertices[box].x + Self.margin + (place / Double(ends.count) - 0.5) * Self.boxWidth * 0.7
    }

    private func edge(of box: Int, isTop: Bool) -> Double {
        let (_, y, height) = center(of: box)
        return isTop ? y - height / 2 : y + height / 2
    }

    private mutating func drawHead(at tip: Point, isUpwards: Bool, _ colour: String) {
        let back = isUpwards ? 8.0 : -8.0
        let points = [tip, (tip.x - 4.5, tip.y + back), (tip.x + 4.5, tip.y + back)].map(Self.pair)
        text.add("<polygon points=\"\(points.joined(separator: " "))\" fill=\"\(colour)\"/>")
    }

    private static func pair(_ point: Point) -> String { "\(SVGText.number(point.x)),\(SVGText.number(point.y))" }
}
