internal import Synchronization

/// A value that goes up and down.
package struct Gauge: Sendable {
    /// One time series. Any thread.
    package final class Series: Sendable {
        /// The bit pattern of the value: there is no atomic Double.
        private let bits = Atomic<UInt64>(0)

        package func set(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }

        package func add(_ amount: Double) { bits.addDouble(amount) }

        package var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }
    }

    let family: MetricFamily<Series>

    /// Sets the series of these label values: a look-up under a lock. Hot paths keep the `series` instead.
    package func set(_ value: Double, _ labels: String...) { family.series(labels).set(value) }

    package func add(_ amount: Double, _ labels: String...) { family.series(labels).add(amount) }

    package func series(_ labels: String...) -> Series { family.series(labels) }
}

extension Atomic<UInt64> {
    /// Adds to the Double whose bit pattern is kept here.
    borrowing func addDouble(_ amount: Double) {
        var seen = load(ordering: .relaxed)
        while true {
            let sum = (Double(bitPattern: seen) + amount).bitPattern
            let (exchanged, original) = weakCompareExchange(expected: seen, desired: sum, ordering: .relaxed)
            if exchanged { return }
            seen = original
        }
    }
}
