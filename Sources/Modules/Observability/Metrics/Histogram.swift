internal import Synchronization

/// How observed values spread over buckets, for quantiles over any time and any number of servers.
package struct Histogram: Sendable {
    /// 0.5 ms to 10 s: requests and commits. Seconds.
    package static let latencies = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
    /// 1 to 1024, doubling: batch and queue sizes.
    package static let sizes: [Double] = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]

    /// One time series. An observation is two or three relaxed atomic instructions; any thread.
    package final class Series: Sendable {
        /// Upper bounds, inclusive, ascending; a last bucket without bound follows.
        let bounds: [Double]
        // `bounds.count + 1` counters, not cumulative; atomics, so that any thread may touch them; freed in deinit.
        private nonisolated(unsafe) let counts: UnsafeMutablePointer<Atomic<UInt64>>
        /// The bit pattern of the sum.
        private let sumBits = Atomic<UInt64>(0)

        init(bounds: [Double]) {
            self.bounds = bounds
            counts = .allocate(capacity: bounds.count + 1)
            for index in 0...bounds.count { (counts + index).initialize(to: Atomic(0)) }
        }

        deinit {
            counts.deinitialize(count: bounds.count + 1)
            counts.deallocate()
        }

        package func observe(_ value: Double) {
            // A dozen bounds: a scan is as fast as a search by halves.
            let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
            counts[bucket].wrappingAdd(1, ordering: .relaxed)
            sumBits.addDouble(value)
        }

        /// How many values were at most the bound of each bucket; the last element counts them all.
        package var cumulativeCounts: [UInt64] {
            var total: UInt64 = 0
            return (0...bounds.count).map { index in
                total += counts[index].load(ordering: .relaxed)
                return total
            }
        }

        package var sum: Double { Double(bitPattern: sumBits.load(ordering: .relaxed)) }
    }

    let family: MetricFamily<Series>

    /// Observes for these label values: a look-up under a lock. Hot paths keep the `series` instead.
    package func observe(_ value: Double, _ labels: String...) { family.series(labels).observe(value) }

    package func series(_ labels: String...) -> Series { family.series(labels) }
}
