internal import Core

/// The registry of everything that is counted and measured (operations.md "Metrics").
///
/// Isolation: everything here is `Sendable` and free of it. Series are relaxed atomics, because the loop, the writer
/// thread and the workers all measure; making and looking up series takes a short lock, which hot paths avoid by
/// keeping the series. Rendering reads while others write: each figure is right, and they are of almost one moment.
///
/// Asking twice for the same metric gives the same metric.
package final class Metrics: Sendable {
    enum Instrument: Sendable {
        case counter(MetricFamily<Counter.Series>)
        case gauge(MetricFamily<Gauge.Series>)
        case histogram(MetricFamily<Histogram.Series>)
        /// Read when rendered. `kind` is the word of the `# TYPE` line.
        case computed(name: String, help: String, kind: StaticString, read: @Sendable () -> Double?)
    }

    private struct State {
        var instruments: [Instrument] = []
        var indexes: [String: Int] = [:]
    }

    private let state = Lock(State())

    package init() {}

    package func counter(_ name: StaticString, help: StaticString, labels: [StaticString] = []) -> Counter {
        let instrument = register(name) {
            .counter(family(name, help, labels, makeSeries: Counter.Series.init))
        }
        guard case .counter(let family) = instrument else { fatalError("BUG: \(name) is not a counter") }
        return Counter(family: family)
    }

    package func gauge(_ name: StaticString, help: StaticString, labels: [StaticString] = []) -> Gauge {
        let instrument = register(name) { .gauge(family(name, help, labels, makeSeries: Gauge.Series.init)) }
        guard case .gauge(let family) = instrument else { fatalError("BUG: \(name) is not a gauge") }
        return Gauge(family: family)
    }

    /// - Parameter buckets: upper bounds, inclusive, ascending; one without bound is added.
    package func histogram(
        _ name: StaticString, help: StaticString, labels: [StaticString] = [], buckets: [Double] = Histogram.latencies
    ) -> Histogram {
        let instrument = register(name) {
            .histogram(family(name, help, labels) { Histogram.Series(bounds: buckets) })
        }
        guard case .histogram(let family) = instrument else { fatalError("BUG: \(name) is not a histogram") }
        return Histogram(family: family)
    }

    /// A value that is read when the metrics are rendered, on whatever thread renders; left out when it is nil.
    package func computedGauge(_ name: StaticString, help: StaticString, read: @escaping @Sendable () -> Double?) {
        _ = register(name) {
            .computed(name: name.description, help: help.description, kind: "gauge", read: read)
        }
    }

    /// A count that somebody else keeps, read when the metrics are rendered; left out when it is nil.
    package func computedCounter(_ name: StaticString, help: StaticString, read: @escaping @Sendable () -> Double?) {
        _ = register(name) {
            .computed(name: name.description, help: help.description, kind: "counter", read: read)
        }
    }

    /// The text exposition format 0.0.4, in the order of registration.
    package func render() -> [UInt8] {
        let instruments = state.withLock { $0.instruments }
        var text = PrometheusText()
        for instrument in instruments { text.append(instrument) }
        return text.bytes
    }

    private func register(_ name: StaticString, make: () -> Instrument) -> Instrument {
        state.withLock { state in
            let name = name.description
            if let index = state.indexes[name] { return state.instruments[index] }
            let instrument = make()
            state.indexes[name] = state.instruments.count
            state.instruments.append(instrument)
            return instrument
        }
    }

    private func family<Series>(
        _ name: StaticString, _ help: StaticString, _ labels: [StaticString],
        makeSeries: @escaping @Sendable () -> Series
    ) -> MetricFamily<Series> {
        MetricFamily(
            name: name.description, help: help.description, labels: labels.map(\.description), makeSeries: makeSeries)
    }
}
