import Core
import Testing

@testable import ContentPacks

@Suite struct DrawingTests {
    /// A tale in which one choice is checked, one scene is lost, and one is a trap; its titles try to be markup: a quote
    /// with an accent on it is one character to Swift, and a quote to Graphviz.
    private static let tale = PackText.campaign(
        scene: """
            choices:
              - id: a
                label: Влево <b>&
                check: {skill: stealth, dc: 12}
                success: {goto: scn_end}
                partial: {goto: scn_end}
                fail: {goto: scn_trap}
              - {id: b, label: Вправо, goto: scn_end}
              - {id: c, label: "Снова", sticky: true, goto: scn_start}
            """,
        more: """
            - id: scn_trap
              title: '"Яма" <script>|#'
              type: social
              text: \(PackText.text)
              choices: [{id: a, label: Ждать, sticky: true, goto: scn_trap}]
            - id: scn_lost
              title: 'Остров "́'
              type: rest
              text: \(PackText.text)
              goto: scn_end
            """)

    private func map(_ visits: StoryMap.Visits? = nil) throws -> StoryMap {
        let files = ["pack.yaml": PackText.manifest, PackText.campaignPath: Self.tale]
        let source = PackSource(
            name: "demo", files: files.map { PackFile(path: $0.key, bytes: Array($0.value.utf8)) })
        let draft = source.draft()
        // No server loads it, and yet it can be looked at.
        #expect(source.read().pack == nil)
        let campaign = try #require(draft.pack?.campaigns.first)
        return StoryMap(campaign, language: .russian, visits: visits)
    }

    @Test("maps scenes, ways and what is wrong with them")
    func mapping() throws {
        let map = try map()
        #expect(map.nodes.map(\.id) == ["scn_start", "scn_trap", "scn_lost", "scn_end"])
        #expect(map.nodes.map(\.isUnreachable) == [false, false, true, false])
        #expect(map.nodes.map(\.isDeadEnd) == [false, true, false, false])
        #expect(map.nodes.map { $0.loops.map(\.text) } == [["Снова"], ["Ждать"], [], []])
        #expect(map.edges.map { [$0.from, $0.to] } == [[0, 3], [0, 1], [2, 3]])
        #expect(
            map.edges.map { $0.ways.map(\.text) } == [
                ["Влево <b>& (stealth 12) ✓~", "Вправо"], ["Влево <b>& (stealth 12) ✗"], [""],
            ])
    }

    @Test("draws an SVG in which texts stay texts")
    func svg() throws {
        let svg = SVGDrawing.document(try map())
        #expect(svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" "))
        #expect(svg.hasSuffix("</svg>\n"))
        #expect(!svg.contains("<script") && !svg.contains("<b>"))
        #expect(svg.contains("&quot;Яма&quot; &lt;script&gt;|#"))
        #expect(svg.contains(">no way leads here<") && svg.contains(">no way to an end<"))
        #expect(!svg.contains("×"))
    }

    @Test("colours by visits, and marks what nobody met")
    func visits() throws {
        let map = try map(
            StoryMap.Visits(
                scenes: ["scn_start": 9, "scn_trap": 1, "scn_end": 8], choices: ["scn_start/b": 5],
                outcomes: ["scn_start/a=success": 2, "scn_start/a=partial": 1]))
        #expect(map.nodes.map(\.visits) == [9, 1, 0, 8])
        #expect(map.edges.map(\.visits) == [8, 0, nil])
        let svg = SVGDrawing.document(map)
        #expect(svg.contains("scn_lost · 0×") && svg.contains("scn_end ★ home · 8×"))
        // The most visited scene is the darkest, one visit the palest, none is pink.
        #expect(svg.contains("#1f4e79") && svg.contains("#eaf2f8") && svg.contains("#fdecea"))
        #expect(
            map.dot.contains(
                "\"scn_start\" -> \"scn_trap\" [label=\"Влево <b>& (stealth 12) ✗\", color=red, style=dashed];"))
    }

    @Test("writes Graphviz's language")
    func dot() throws {
        #expect(
            try map().dot == #"""
                digraph "Сказка" {
                  node [fontname="sans-serif"];
                  subgraph cluster_0 {
                    label="ep_one";
                    "scn_start" [shape=box, label="Начало\nscn_start"];
                    "scn_trap" [shape=ellipse, label="\"Яма\" <script>|#\nscn_trap", color=red, style=dashed];
                    "scn_lost" [shape=trapezium, label="Остров \"́\nscn_lost", color=red, style=dashed];
                    "scn_end" [shape=doubleoctagon, label="Конец\nscn_end"];
                  }
                  "scn_start" -> "scn_end" [label="Влево <b>& (stealth 12) ✓~\nВправо"];
                  "scn_start" -> "scn_trap" [label="Влево <b>& (stealth 12) ✗"];
                  "scn_lost" -> "scn_end" [label=""];
                }

                """#)
    }

    @Test("writes Mermaid")
    func mermaid() throws {
        #expect(
            try map().mermaid == #"""
                flowchart TD
                  subgraph e0["ep_one"]
                    n0["Начало<br/>scn_start"]
                    n1(["#34;Яма#34; #60;script#62;#124;#35;<br/>scn_trap"])
                    n2[/"Остров #34;́<br/>scn_lost"\]
                    n3[["Конец<br/>scn_end"]]
                  end
                  n0 -->|"Влево #60;b#62;#38; (stealth 12) ✓~<br/>Вправо"| n3
                  n0 -->|"Влево #60;b#62;#38; (stealth 12) ✗"| n1
                  n2 --> n3
                  classDef faulty stroke:#b3372f,stroke-dasharray:5 4
                  class n1,n2 faulty

                """#)
    }

    @Test("writes JSON, loops among the ways")
    func json() throws {
        let json = try map().json
        #expect(
            json["scenes"]?.list.dropFirst().first == [
                "id": "scn_trap", "title": "\"Яма\" <script>|#", "type": "social", "episode": 0, "isStart": false,
                "isUnreachable": false, "isDeadEnd": true,
            ])
        #expect(
            json["ways"]?.list.map { $0["from"]?.stringValue } == [
                "scn_start", "scn_start", "scn_start", "scn_lost", "scn_start", "scn_trap",
            ])
        #expect(
            json["ways"]?.list.first == [
                "from": "scn_start", "to": "scn_end", "label": "Влево <b>&", "check": "stealth 12",
                "outcomes": ["success", "partial"], "isDetour": false,
            ])
    }

    @Test("unties links that cross, and lets long ones run straight")
    func order() {
        let boxes = [0, 0, 0, 0, 1].map { LayeredLayout.Box(width: 100, height: 40, band: $0) }
        let links = [(0, 3), (1, 2), (0, 4), (4, 1)].map {
            LayeredLayout.Link(from: $0.0, to: $0.1, width: 60, height: 14)
        }
        let layout = LayeredLayout(boxes, links)
        #expect(layout.crossings == 0)
        #expect(layout.isUpwards(links[3]))
        #expect(layout.bands.count == 2)
        #expect(layout.bands[0].bottom <= layout.bands[1].top)
    }

    @Test("covers nothing, with any links between any number of scenes", arguments: 1...40)
    func overlaps(seed: UInt64) {
        var random = Numbers(state: seed)
        let count = 1 + Int(random.next() % 60)
        let bands = 1 + Int(random.next() % 4)
        let boxes = (0..<count).map { index in
            LayeredLayout.Box(width: 180, height: Double(40 + random.next() % 40), band: index * bands / count)
        }
        var links: [LayeredLayout.Link] = []
        for from in 0..<count {
            for _ in 0..<random.next() % 4 {
                let to = Int(random.next() % UInt64(count))
                guard to != from, !links.contains(where: { $0.from == from && $0.to == to }) else { continue }
                links.append(
                    .init(from: from, to: to, width: Double(random.next() % 200), height: Double(random.next() % 50)))
            }
        }
        let layout = LayeredLayout(boxes, links)
        for row in layout.rows {
            for (left, right) in zip(row, row.dropFirst()) {
                let (one, other) = (layout.vertices[left], layout.vertices[right])
                #expect(other.x - one.x >= (one.width + other.width) / 2 + LayeredLayout.gap - 0.01)
            }
        }
        for (upper, lower) in zip(layout.heights, layout.heights.dropFirst()) {
            #expect(upper.top + upper.height < lower.top)
        }
        for (index, vertex) in layout.vertices.enumerated() {
            #expect(vertex.height <= layout.heights[vertex.row].height)
            guard index < count else { continue }
            let band = layout.bands[boxes[index].band]
            let row = layout.heights[vertex.row]
            #expect(band.top < row.top && row.top + row.height < band.bottom)
        }
        for chain in layout.chains { #expect(!chain.isEmpty) }
        #expect(layout.labels.count == links.count)
    }

    @Test(
        "wraps titles, and cuts what is too long",
        arguments: [
            ("Пирс", ["Пирс"]), ("Старый пирс у самой воды", ["Старый пирс у", "самой воды"]),
            ("Очень старый пирс у самой тёмной воды", ["Очень старый", "пирс у самой…"]),
            ("Достопримечательность", ["Достопримеча…"]), ("", []),
        ])
    func wraps(text: String, lines: [String]) {
        #expect(SVGText.wrap(text, size: 10, width: 90, lines: 2) == lines)
    }

    @Test("writes numbers short", arguments: [(0.0, "0"), (1.5, "1.5"), (-0.04, "0"), (-2.26, "-2.3"), (100.0, "100")])
    func numbers(value: Double, text: String) {
        #expect(SVGText.number(value) == text)
    }
}

/// A linear congruential generator (Knuth's MMIX), whose upper half is given.
private struct Numbers {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 32
    }
}

extension JSONValue {
    fileprivate var list: [JSONValue] {
        if case .array(let elements) = self { elements } else { [] }
    }
}
