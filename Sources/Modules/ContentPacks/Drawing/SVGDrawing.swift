/// Draws a `StoryMap` as SVG: episodes as bands, types of scenes as shapes, choices and outcomes on the ways.
package struct SVGDrawing {
    static let (titleSize, idSize, labelSize) = (13.0, 10.0, 11.0)
    static let (labelLine, titleLine) = (14.0, 16.0)
    static let boxWidth = 184.0
    static let margin = 28.0
    /// Of title and legend.
    static let head = 104.0
    static let face = "system-ui, 'DejaVu Sans', sans-serif"

    let map: StoryMap
    let layout: LayeredLayout
    var text = SVGText()

    package init(_ map: StoryMap) {
        self.map = map
        let boxes = map.nodes.map { node in
            LayeredLayout.Box(width: Self.boxWidth, height: Self.height(of: node), band: node.episode)
        }
        let links = map.edges.map { edge in
            let lines = edge.ways.map(\.text).filter { !$0.isEmpty }
            let width = lines.map { SVGText.width($0, size: Self.labelSize) }.max() ?? 0
            return LayeredLayout.Link(
                from: edge.from, to: edge.to, width: lines.isEmpty ? 0 : width + 10,
                height: Double(lines.count) * Self.labelLine + (lines.isEmpty ? 0 : 6))
        }
        layout = LayeredLayout(boxes, links)
    }

    /// The whole document.
    package static func document(_ map: StoryMap) -> String {
        var drawing = SVGDrawing(map)
        drawing.draw()
        return drawing.text.lines.joined(separator: "\n") + "\n"
    }

    private mutating func draw() {
        let bottom = layout.bands.last?.bottom ?? 0
        let width = SVGText.number(max(layout.width, 760) + 2 * Self.margin)
        let height = SVGText.number(Self.head + bottom + Self.margin)
        let title = SVGText.escape(map.title)
        text.add(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\" "
                + "viewBox=\"0 0 \(width) \(height)\" font-family=\"\(Self.face)\" role=\"img\">")
        text.add("<title>\(title)</title>")
        text.add("<rect width=\"100%\" height=\"100%\" fill=\"#fbfaf7\"/>")
        text.add(
            "<text x=\"\(SVGText.number(Self.margin))\" y=\"38\" font-size=\"22\" font-weight=\"600\" fill=\"#23262b\">\(title)</text>"
        )
        drawLegend()
        for band in layout.bands.indices { drawBand(band) }
        for index in map.edges.indices { drawLine(of: index) }
        for index in map.edges.indices { drawLabel(of: index) }
        for index in map.nodes.indices { drawBox(of: index) }
        text.add("</svg>")
    }

    private mutating func drawBand(_ band: Int) {
        let (top, bottom) = layout.bands[band]
        guard bottom > top else { return }
        let x = Self.margin / 2
        let width = max(layout.width, 760) + Self.margin
        text.add(
            "<rect x=\"\(SVGText.number(x))\" y=\"\(SVGText.number(top + Self.head))\" width=\"\(SVGText.number(width))\" "
                + "height=\"\(SVGText.number(bottom - top - 6))\" rx=\"14\" fill=\"\(band.isMultiple(of: 2) ? "#f0ede4" : "#e9eef0")\"/>"
        )
        text.add(
            "<text x=\"\(SVGText.number(x + 14))\" y=\"\(SVGText.number(top + Self.head + 24))\" font-size=\"14\" "
                + "font-weight=\"600\" fill=\"#7a7468\">\(SVGText.escape(map.episodes[band]))</text>")
    }

    /// What the shapes and colours mean.
    private mutating func drawLegend() {
        var x = Self.margin
        for type in SceneType.allCases {
            text.add(
                Self.shape(type, x: x + 15, y: 64, width: 30, height: 18, style: "fill=\"#fff\" stroke=\"#4a5058\""))
            x = legend(type.rawValue, at: x + 36, colour: "#4a5058")
        }
        for (name, colour) in [
            ("✓ success", Colour.success), ("~ partial", Colour.partial), ("✗ fail", Colour.fail),
            ("↩ detour", Colour.plain),
        ] {
            x = legend(name, at: x, colour: colour)
        }
        guard map.hasVisits else { return }
        x = Self.margin
        for (name, colour) in [
            ("the darker, the more often played", Colour.visited), ("pink and dashed: never", Colour.fail),
        ] {
            x = legend(name, at: x, y: 90, colour: colour)
        }
    }

    private mutating func legend(_ name: String, at x: Double, y: Double = 68, colour: String) -> Double {
        text.add(
            "<text x=\"\(SVGText.number(x))\" y=\"\(SVGText.number(y))\" font-size=\"12\" fill=\"\(colour)\">\(name)</text>"
        )
        return x + SVGText.width(name, size: 12) + 18
    }
}

extension SVGDrawing {
    enum Colour {
        static let plain = "#6b7280"
        static let success = "#23784c"
        static let partial = "#9a6700"
        static let fail = "#b3372f"
        static let visited = "#2c5f8a"

        static func of(_ way: StoryMap.Way) -> String {
            guard let first = way.outcomes.first, way.outcomes.allSatisfy({ $0.mark == first.mark }) else {
                return plain
            }
            return switch first {
            case .success, .victory: success
            case .partial, .flee: partial
            case .fail, .defeat: fail
            }
        }
    }
}
