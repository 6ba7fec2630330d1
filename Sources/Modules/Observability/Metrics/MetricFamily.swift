internal import Core

/// All time series of one metric: the same name and label names, other label values.
final class MetricFamily<Series: Sendable>: Sendable {
    /// Series that one family may have; what comes after shares one whose label values are all `other`. Labels never hold
    /// ids or raw paths, so a family that reaches this has a defect, and the defect must not eat the memory.
    static var mostSeries: Int { 1000 }

    let name: String
    let help: String
    let labels: [String]
    private let makeSeries: @Sendable () -> Series
    private let series: Lock<[[String]: Series]>

    init(name: String, help: String, labels: [String], makeSeries: @escaping @Sendable () -> Series) {
        self.name = name
        self.help = help
        self.labels = labels
        self.makeSeries = makeSeries
        // A metric without labels is there from the start, as 0.
        series = Lock(labels.isEmpty ? [[]: makeSeries()] : [:])
    }

    /// The series of these label values, in the order of `labels`; made when it is not there yet.
    func series(_ values: [String]) -> Series {
        precondition(values.count == labels.count, "BUG: \(name) has the labels \(labels), not \(values.count) of them")
        return series.withLock { series in
            if let known = series[values] { return known }
            let isFull = series.count >= Self.mostSeries
            let values = isFull ? labels.map { _ in "other" } : values
            if isFull, let known = series[values] { return known }
            let new = makeSeries()
            series[values] = new
            return new
        }
    }

    /// Every series, in the order of the label values.
    var all: [(values: [String], series: Series)] {
        series.withLock { series in series.map { (values: $0.key, series: $0.value) } }
            .sorted { $0.values.lexicographicallyPrecedes($1.values) }
    }
}
