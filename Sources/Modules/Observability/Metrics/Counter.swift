internal import Synchronization

/// A count that only grows.
package struct Counter: Sendable {
    /// One time series. Adding is one relaxed atomic instruction; any thread.
    package final class Series: Sendable {
        private let count = Atomic<UInt64>(0)

        package func add(_ amount: Int = 1) {
            precondition(amount >= 0, "BUG: a counter cannot go back")
            count.wrappingAdd(UInt64(amount), ordering: .relaxed)
        }

        package var value: UInt64 { count.load(ordering: .relaxed) }
    }

    let family: MetricFamily<Series>

    /// Adds to the series of these label values: a look-up under a lock. Hot paths keep the `series` instead.
    package func add(_ amount: Int = 1, _ labels: String...) { family.series(labels).add(amount) }

    package func series(_ labels: String...) -> Series { family.series(labels) }
}
