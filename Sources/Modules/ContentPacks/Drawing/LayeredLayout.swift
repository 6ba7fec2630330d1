/// Places boxes in rows so that links run downwards and cross little (Sugiyama, Tagawa, Toda 1981).
///
///     boxes ──▶ rows, band by band ──▶ each link a chain of points, its label one of them ──▶ order in the rows ──▶ x ──▶ y
///
/// Boxes stand in even rows and labels in odd ones, so that neither covers the other; links curve between rows only.
struct LayeredLayout {
    struct Box {
        let width: Double
        let height: Double
        /// Bands lie below each other, in their order from 0.
        let band: Int
    }

    /// No link leads from a box to itself, and no two from the same one to the same other.
    struct Link {
        let from: Int
        let to: Int
        /// Of its label; 0 without one.
        let width: Double
        let height: Double
    }

    struct Vertex {
        let row: Int
        let width: Double
        let height: Double
        /// How much it wants to stand straight below its neighbours.
        let stiffness: Double
        var x = 0.0
        var above: [Int] = []
        var below: [Int] = []
    }

    /// Pixels between neighbours in a row.
    static let gap = 16.0

    let boxes: [Box]
    let links: [Link]
    /// The boxes first, in their order.
    var vertices: [Vertex] = []
    /// Vertices from left to right.
    var rows: [[Int]] = []
    /// Vertices of each link between its boxes, from the upper to the lower one.
    private(set) var chains: [[Int]] = []
    /// Of each link: its label.
    private(set) var labels: [Int] = []
    /// Of each row: upper edge and height.
    private(set) var heights: [(top: Double, height: Double)] = []
    /// Of each band.
    private(set) var bands: [(top: Double, bottom: Double)] = []

    init(_ boxes: [Box], _ links: [Link]) {
        self.boxes = boxes
        self.links = links
        place()
        order()
        align()
        stack()
    }

    func isUpwards(_ link: Link) -> Bool { vertices[link.from].row > vertices[link.to].row }

    var width: Double { vertices.map { $0.x + $0.width / 2 }.max() ?? 0 }

    // MARK: Rows

    private mutating func place() {
        let bandCount = (boxes.map(\.band).max() ?? -1) + 1
        var levels = [Int](repeating: 0, count: boxes.count)
        var next = 0
        for band in 0..<bandCount {
            let members = boxes.indices.filter { boxes[$0].band == band }
            let depth = level(members, into: &levels)
            for member in members { levels[member] += next }
            next += depth
        }
        vertices = boxes.indices.map {
            Vertex(row: 2 * levels[$0], width: boxes[$0].width, height: boxes[$0].height, stiffness: 1)
        }
        for link in links { addChain(of: link) }
        rows = [[Int]](repeating: [], count: max(0, 2 * next - 1))
        for index in vertices.indices { rows[vertices[index].row].append(index) }
    }

    /// Longest paths from the first boxes of a band, ways back left out.
    ///
    /// - Returns: how many levels there are.
    private func level(_ members: [Int], into levels: inout [Int]) -> Int {
        var targets: [Int: [Int]] = [:]
        for link in links where boxes[link.from].band == boxes[link.to].band {
            targets[link.from, default: []].append(link.to)
        }
        var open: Set<Int> = []
        var sorted: [Int] = []
        var done: Set<Int> = []
        var forward: [Int: [Int]] = [:]
        for root in members where !done.contains(root) {
            // Depth first without recursion: a pack may have a very long chain of scenes.
            var stack = [(node: root, next: 0)]
            open.insert(root)
            while let top = stack.last {
                let ways = targets[top.node] ?? []
                guard top.next < ways.count else {
                    open.remove(top.node)
                    done.insert(top.node)
                    sorted.append(top.node)
                    stack.removeLast()
                    continue
                }
                stack[stack.count - 1].next += 1
                let target = ways[top.next]
                if open.contains(target) { continue }
                forward[top.node, default: []].append(target)
                if !done.contains(target) {
                    open.insert(target)
                    stack.append((target, 0))
                }
            }
        }
        for node in sorted.reversed() {
            for target in forward[node] ?? [] { levels[target] = max(levels[target], levels[node] + 1) }
        }
        return (members.map { levels[$0] }.max() ?? -1) + 1
    }

    private mutating func addChain(of link: Link) {
        let isUpwards = vertices[link.from].row > vertices[link.to].row
        let (upper, lower) = isUpwards ? (link.to, link.from) : (link.from, link.to)
        // Beside the box where the choice is made.
        let labelRow = isUpwards ? vertices[lower].row - 1 : vertices[upper].row + 1
        var chain: [Int] = []
        for row in vertices[upper].row + 1..<vertices[lower].row {
            let isLabel = row == labelRow
            if isLabel { labels.append(vertices.count) }
            chain.append(vertices.count)
            vertices.append(
                Vertex(
                    row: row, width: isLabel ? link.width : 0, height: isLabel ? link.height : 0,
                    stiffness: isLabel ? 2 : 6))
        }
        for (one, other) in zip([upper] + chain, chain + [lower]) {
            vertices[one].below.append(other)
            vertices[other].above.append(one)
        }
        chains.append(chain)
    }

    // MARK: Heights

    private mutating func stack() {
        // Room for the curves between rows, and for a band's title.
        let (curve, title) = (24.0, 44.0)
        var top = 0.0
        let bandOfRow = boxes.indices.reduce(into: [Int: Int]()) { $0[vertices[$1].row] = boxes[$1].band }
        bands = []
        for row in rows.indices {
            if let band = bandOfRow[row], band >= bands.count {
                if !bands.isEmpty { bands[bands.count - 1].bottom = top - curve / 2 }
                // An episode without scenes has a band without height.
                while bands.count < band { bands.append((top, top)) }
                bands.append((top, top))
                top += title
            }
            let height = rows[row].map { vertices[$0].height }.max() ?? 0
            heights.append((top, height))
            top += height + curve
        }
        if !bands.isEmpty { bands[bands.count - 1].bottom = top - curve / 2 }
    }
}
