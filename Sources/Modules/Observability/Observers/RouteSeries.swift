/// What is measured of one method of one route. Loop thread only.
final class RouteSeries {
    let method: String
    let route: String
    private let service: String
    private let requests: Counter
    private let duration: Histogram.Series
    /// By status. A route has a handful of them: a scan is faster than hashing.
    private var counts: [(status: Int, count: Counter.Series)] = []

    /// - Parameters:
    ///   - requests: labelled with service, method, path and status.
    ///   - durations: labelled with service, method and path.
    init(service: String, method: String, route: String, requests: Counter, durations: Histogram) {
        self.service = service
        self.method = method
        self.route = route
        self.requests = requests
        duration = durations.series(service, method, route)
    }

    func finished(_ status: Int, seconds: Double) {
        duration.observe(seconds)
        count(status)
    }

    func count(_ status: Int) {
        for index in counts.indices where counts[index].status == status { return counts[index].count.add() }
        let new = requests.series(service, method, route, String(status))
        counts.append((status, new))
        new.add()
    }
}
