extension LayeredLayout {
    /// Sorts each row by where its neighbours stand, up and down again, and keeps the order with the fewest crossings.
    mutating func order() {
        var best = rows
        var fewest = crossings
        for sweep in 0..<24 where fewest > 0 {
            let isDown = sweep.isMultiple(of: 2)
            for row in isDown ? Array(rows.indices.dropFirst()) : rows.indices.dropLast().reversed() {
                sort(row, by: isDown ? \.above : \.below)
            }
            swapNeighbours()
            let count = crossings
            if count < fewest { (fewest, best) = (count, rows) }
        }
        rows = best
    }

    private var places: [Int] {
        var places = [Int](repeating: 0, count: vertices.count)
        for row in rows {
            for (place, vertex) in row.enumerated() { places[vertex] = place }
        }
        return places
    }

    /// By the mean place of the neighbours; who has none stays.
    private mutating func sort(_ row: Int, by neighbours: KeyPath<Vertex, [Int]>) {
        let places = places
        let keyed = rows[row].enumerated().map { place, vertex in
            let others = vertices[vertex][keyPath: neighbours]
            let sum = others.reduce(0) { $0 + places[$1] }
            return (
                vertex: vertex, key: others.isEmpty ? Double(place) : Double(sum) / Double(others.count), place: place
            )
        }
        rows[row] = keyed.sorted { ($0.key, $0.place) < ($1.key, $1.place) }.map(\.vertex)
    }

    /// Exchanges neighbours in a row as long as that unties crossings.
    private mutating func swapNeighbours() {
        let places = places
        for row in rows.indices where rows[row].count > 1 {
            for place in 0..<rows[row].count - 1 {
                let (left, right) = (rows[row][place], rows[row][place + 1])
                let now = tangles(left, right, places)
                if now > 0, tangles(right, left, places) < now { rows[row].swapAt(place, place + 1) }
            }
        }
    }

    /// Crossings of the links of two neighbours, `left` standing left of `right`.
    private func tangles(_ left: Int, _ right: Int, _ places: [Int]) -> Int {
        [\Vertex.above, \Vertex.below].reduce(0) { sum, side in
            sum
                + vertices[left][keyPath: side].reduce(0) { count, one in
                    count + vertices[right][keyPath: side].count { places[$0] < places[one] }
                }
        }
    }

    /// Of all links, row by row.
    var crossings: Int {
        let places = places
        return rows.reduce(0) { sum, row in
            let ends = row.flatMap { vertex in vertices[vertex].below.map { places[$0] }.sorted() }
            var count = 0
            for (index, end) in ends.enumerated() { count += ends[(index + 1)...].count { $0 < end } }
            return sum + count
        }
    }
}
