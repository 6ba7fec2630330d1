/// Writes the Prometheus text exposition format, version 0.0.4
/// (https://prometheus.io/docs/instrumenting/exposition_formats/).
struct PrometheusText {
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private(set) var bytes: [UInt8] = []

    mutating func append(_ instrument: Metrics.Instrument) {
        switch instrument {
        case .counter(let family):
            head(family.name, family.help, "counter")
            for (values, series) in family.all {
                sample(family.name, family.labels, values, Double(series.value))
            }
        case .gauge(let family):
            head(family.name, family.help, "gauge")
            for (values, series) in family.all { sample(family.name, family.labels, values, series.value) }
        case .histogram(let family):
            head(family.name, family.help, "histogram")
            for (values, series) in family.all { append(series, values, of: family) }
        case .computed(let name, let help, let kind, let read):
            guard let value = read() else { return }
            head(name, help, kind)
            sample(name, [], [], value)
        }
    }

    private mutating func append(
        _ series: Histogram.Series, _ values: [String], of family: MetricFamily<Histogram.Series>
    ) {
        // `_count` is taken from the buckets, so that both agree even while others observe.
        let counts = series.cumulativeCounts
        for (index, bound) in (series.bounds + [.infinity]).enumerated() {
            sample(
                family.name + "_bucket", family.labels + ["le"], values + [Self.number(bound)], Double(counts[index]))
        }
        sample(family.name + "_sum", family.labels, values, series.sum)
        sample(family.name + "_count", family.labels, values, Double(counts[counts.count - 1]))
    }

    private mutating func head(_ name: String, _ help: String, _ kind: StaticString) {
        put("# HELP \(name) ")
        escape(help, quotes: false)
        put("\n# TYPE \(name) \(kind)\n")
    }

    private mutating func sample(_ name: String, _ labels: [String], _ values: [String], _ value: Double) {
        put(name)
        for (index, (label, value)) in zip(labels, values).enumerated() {
            put(index == 0 ? "{" : ",")
            put(label)
            put("=\"")
            escape(value, quotes: true)
            put("\"")
        }
        put(labels.isEmpty ? " " : "} ")
        put(Self.number(value))
        put("\n")
    }

    /// Backslash and newline everywhere, quotes in label values.
    private mutating func escape(_ text: String, quotes: Bool) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): put("\\\\")
            case UInt8(ascii: "\n"): put("\\n")
            case UInt8(ascii: "\"") where quotes: put("\\\"")
            default: bytes.append(byte)
            }
        }
    }

    private mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        if let whole = Int64(exactly: value) { return String(whole) }
        return "\(value)"
    }
}
