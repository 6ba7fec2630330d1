extension SVGDrawing {
    private static let padding = 10.0

    private static func titleLines(_ node: StoryMap.Node) -> [String] {
        SVGText.wrap(node.title, size: titleSize, width: boxWidth - 40, lines: 2)
    }

    private static func loopLines(_ node: StoryMap.Node) -> [String] {
        node.loops.map { SVGText.wrap("↺ \($0.text)", size: idSize, width: boxWidth - 40, lines: 1)[0] }
    }

    private static func warnings(_ node: StoryMap.Node) -> [String] {
        (node.isUnreachable ? ["no way leads here"] : []) + (node.isDeadEnd ? ["no way to an end"] : [])
    }

    static func height(of node: StoryMap.Node) -> Double {
        let small = 1 + loopLines(node).count + warnings(node).count
        return 2 * padding + Double(titleLines(node).count) * titleLine + Double(small) * 13
    }

    mutating func drawBox(of index: Int) {
        let node = map.nodes[index]
        let (x, y, height) = center(of: index)
        let isFaulty = node.isUnreachable || node.isDeadEnd || node.visits == 0
        let stroke = isFaulty ? Colour.fail : node.isStart ? "#23262b" : "#4a5058"
        let dash = node.isUnreachable || node.visits == 0 ? " stroke-dasharray=\"5 4\"" : ""
        let style =
            "fill=\"\(fill(of: node))\" stroke=\"\(stroke)\" stroke-width=\"\(node.isStart || isFaulty ? 2.5 : 1.4)\"\(dash)"
        text.add("<g><title>\(SVGText.escape("\(node.id): \(node.title)"))</title>")
        text.add(Self.shape(node.type, x: x, y: y, width: Self.boxWidth, height: height, style: style))
        let ink = isDark(node) ? "#ffffff" : "#23262b"
        let pale = isDark(node) ? "#dbe7f1" : "#6b7280"
        var line = y - height / 2 + Self.padding
        func put(_ words: String, _ size: Double, _ colour: String, step: Double, _ more: String = "") {
            line += step
            text.add(
                "<text x=\"\(SVGText.number(x))\" y=\"\(SVGText.number(line - 3))\" font-size=\"\(SVGText.number(size))\" "
                    + "text-anchor=\"middle\" fill=\"\(colour)\"\(more)>\(SVGText.escape(words))</text>")
        }
        for words in Self.titleLines(node) {
            put(words, Self.titleSize, ink, step: Self.titleLine, " font-weight=\"600\"")
        }
        let ending = node.ending.map { " ★ \($0)" } ?? ""
        let count = node.visits.map { " · \($0)×" } ?? ""
        put("\(node.isStart ? "▶ " : "")\(node.id)\(ending)\(count)", Self.idSize, pale, step: 13)
        for words in Self.loopLines(node) { put(words, Self.idSize, pale, step: 13) }
        for words in Self.warnings(node) { put(words, Self.idSize, Colour.fail, step: 13, " font-weight=\"600\"") }
        text.add("</g>")
    }

    func center(of index: Int) -> (x: Double, y: Double, height: Double) {
        let vertex = layout.vertices[index]
        let row = layout.heights[vertex.row]
        return (vertex.x + Self.margin, row.top + row.height / 2 + Self.head, vertex.height)
    }

    /// White without counts; else from a pale to a deep blue with the logarithm of the visits.
    private func fill(of node: StoryMap.Node) -> String {
        guard let visits = node.visits else { return node.isDeadEnd || node.isUnreachable ? "#fdecea" : "#ffffff" }
        guard visits > 0 else { return "#fdecea" }
        let share = share(of: visits)
        func mix(_ from: Int, _ to: Int) -> String {
            let value = from + Int(Double(to - from) * share)
            return (value < 16 ? "0" : "") + String(value, radix: 16)
        }
        return "#\(mix(0xEA, 0x1F))\(mix(0xF2, 0x4E))\(mix(0xF8, 0x79))"
    }

    private func isDark(_ node: StoryMap.Node) -> Bool { node.visits.map { $0 > 0 && share(of: $0) > 0.45 } ?? false }

    /// 0...1
    private func share(of visits: Int) -> Double {
        let most = map.nodes.compactMap(\.visits).max() ?? 0
        guard most > 1 else { return visits > 0 ? 1 : 0 }
        // Whole powers of two are fine enough for a colour, and need no logarithm of a C library.
        let bits = { (count: Int) in Double(Int.bitWidth - count.leadingZeroBitCount) }
        return (bits(visits) - 1) / max(1, bits(most) - 1)
    }

    /// A story is a rounded box, talk an oval, a fight a hexagon, a rest a tent, an epilogue a box with two borders.
    static func shape(
        _ type: SceneType, x: Double, y: Double, width: Double, height: Double, style: String
    ) -> String {
        func number(_ value: Double) -> String { SVGText.number(value) }
        let (left, right, top, bottom) = (x - width / 2, x + width / 2, y - height / 2, y + height / 2)
        func box(_ inset: Double, _ radius: Double, _ style: String) -> String {
            "<rect x=\"\(number(left + inset))\" y=\"\(number(top + inset))\" width=\"\(number(width - 2 * inset))\" "
                + "height=\"\(number(height - 2 * inset))\" rx=\"\(number(radius))\" \(style)/>"
        }
        func polygon(_ points: [(Double, Double)]) -> String {
            let list = points.map { "\(number($0.0)),\(number($0.1))" }.joined(separator: " ")
            return "<polygon points=\"\(list)\" stroke-linejoin=\"round\" \(style)/>"
        }
        let cut = min(18, width / 5)
        switch type {
        case .story: return box(0, min(8, height / 4), style)
        case .social: return box(0, height / 2, style)
        case .combat:
            return polygon([
                (left + cut, top), (right - cut, top), (right, y), (right - cut, bottom), (left + cut, bottom),
                (left, y),
            ])
        case .rest: return polygon([(left + cut, top), (right - cut, top), (right, bottom), (left, bottom)])
        case .epilogue:
            return box(0, 3, style)
                + box(min(4, height / 6), 2, "fill=\"none\" stroke=\"#8a8f98\" stroke-width=\"0.8\"")
        }
    }
}
