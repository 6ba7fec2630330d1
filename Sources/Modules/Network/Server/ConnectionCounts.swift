internal import Core

/// How many connections each address has open, against the bound for one. An address without any takes no room.
struct ConnectionCounts {
    /// Of one IPv4 address or IPv6 /64.
    let limit: Int
    private var counts: [IPAddress: Int] = [:]

    init(limit: Int) { self.limit = limit }

    /// Addresses with a connection.
    var addresses: Int { counts.count }

    func hasRoom(for address: IPAddress) -> Bool { counts[address.bucketKey, default: 0] < limit }

    mutating func enter(_ address: IPAddress) { counts[address.bucketKey, default: 0] += 1 }

    mutating func leave(_ address: IPAddress) {
        let count = counts[address.bucketKey, default: 1] - 1
        counts[address.bucketKey] = count > 0 ? count : nil
    }
}
