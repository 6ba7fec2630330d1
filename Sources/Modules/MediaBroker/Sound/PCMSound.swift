internal import Glibc

/// A sound as samples, one channel.
struct PCMSound {
    /// A second.
    let rate: Int
    let samples: [Int16]

    var milliseconds: Int { samples.count * 1000 / rate }

    /// The same sound at `OggOpus.rate`.
    ///
    /// Each new sample is a mean of 32 old ones around its place, weighed by a windowed sinc: nothing above the old
    /// rate's half comes into being.
    func resampled() -> PCMSound {
        guard rate != OggOpus.rate else { return self }
        let filter = SincFilter(from: rate, to: OggOpus.rate)
        let count = samples.count * OggOpus.rate / rate
        return PCMSound(rate: OggOpus.rate, samples: (0..<count).map { filter.sample(of: samples, at: $0) })
    }
}

/// The weights of old samples in new ones, for each place between two old ones that occurs.
private struct SincFilter {
    private static let reach = 16
    /// New samples for so many old ones.
    private let up: Int
    private let down: Int
    private let weights: [[Float]]

    init(from source: Int, to target: Int) {
        var a = source
        var b = target
        while b != 0 { (a, b) = (b, a % b) }
        up = target / a
        down = source / a
        // Towards a lower rate the filter is wider.
        let cut = min(1, Double(target) / Double(source))
        weights = (0..<up).map { phase in
            let raw = (-Self.reach + 1...Self.reach).map { tap -> Double in
                let x = Double(tap) - Double(phase) / Double(target / a)
                let sinc = x == 0 ? 1 : sin(.pi * x * cut) / (.pi * x * cut)
                // Hann.
                return sinc * (0.5 + 0.5 * cos(.pi * x / Double(Self.reach)))
            }
            let sum = raw.reduce(0, +)
            return raw.map { Float($0 / sum) }
        }
    }

    func sample(of samples: [Int16], at index: Int) -> Int16 {
        let place = index * down
        let first = place / up - Self.reach + 1
        var sum: Float = 0
        for (tap, weight) in weights[place % up].enumerated() {
            let from = first + tap
            if from >= 0, from < samples.count { sum += Float(samples[from]) * weight }
        }
        return Int16(max(-32768, min(32767, sum.rounded())))
    }
}
