extension LayeredLayout {
    /// Finds the x of each vertex: near the mean of its neighbours, in the order of its row, nothing overlapping.
    mutating func align() {
        for row in rows {
            var x = 0.0
            for vertex in row {
                vertices[vertex].x = x + vertices[vertex].width / 2
                x += vertices[vertex].width + Self.gap
            }
        }
        for sweep in 0..<40 {
            let isDown = sweep.isMultiple(of: 2)
            for row in isDown ? Array(rows.indices) : rows.indices.reversed() { settle(row) }
        }
        let left = vertices.map { $0.x - $0.width / 2 }.min() ?? 0
        for index in vertices.indices { vertices[index].x -= left }
    }

    /// The least squares for one row: with the widths taken off, positions must not fall, which pooling neighbours that
    /// do gives exactly (pool adjacent violators).
    private mutating func settle(_ row: Int) {
        struct Pool {
            var sum: Double
            var weight: Double
            var count: Int
            var mean: Double { sum / weight }
        }
        var pools: [Pool] = []
        var offsets: [Double] = []
        var offset = 0.0
        for (place, index) in rows[row].enumerated() {
            let vertex = vertices[index]
            if place > 0 { offset += (vertices[rows[row][place - 1]].width + vertex.width) / 2 + Self.gap }
            offsets.append(offset)
            let wanted = mean(of: vertex) - offset
            pools.append(Pool(sum: wanted * vertex.stiffness, weight: vertex.stiffness, count: 1))
            while pools.count > 1, pools[pools.count - 2].mean > pools[pools.count - 1].mean {
                let last = pools.removeLast()
                pools[pools.count - 1].sum += last.sum
                pools[pools.count - 1].weight += last.weight
                pools[pools.count - 1].count += last.count
            }
        }
        var place = 0
        for pool in pools {
            for _ in 0..<pool.count {
                vertices[rows[row][place]].x = pool.mean + offsets[place]
                place += 1
            }
        }
    }

    /// Of the neighbours above and below, each by its stiffness: long links become straight.
    private func mean(of vertex: Vertex) -> Double {
        let others = vertex.above + vertex.below
        guard !others.isEmpty else { return vertex.x }
        let weight = others.reduce(0) { $0 + vertices[$1].stiffness }
        return others.reduce(0) { $0 + vertices[$1].x * vertices[$1].stiffness } / weight
    }
}
