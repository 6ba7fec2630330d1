internal import Glibc

/// A soft tone, as long as a text would take to be read.
enum SoftTone {
    /// media.md "Providers".
    static func milliseconds(of text: String) -> Int { max(400, 40 * text.unicodeScalars.count) }

    /// A low note and its fifth, which one of five the text decides; they swell and fade with a slow tremble.
    static func make(milliseconds: Int, text: String) -> PCMSound {
        let rate = OggOpus.rate
        let count = milliseconds * rate / 1000
        // A pentatonic scale from A: whatever follows whatever, it fits.
        let scale = [220.0, 246.94, 277.18, 329.63, 369.99]
        let note = scale[Int(Chance.hash(text) % UInt64(scale.count))]
        let attack = 0.08 * Double(rate)
        let release = 0.25 * Double(rate)
        let samples = (0..<count).map { index -> Int16 in
            let time = Double(index) / Double(rate)
            func wave(_ factor: Double) -> Double { sin(2 * .pi * note * factor * time) }
            let swell = min(1, Double(index) / attack, Double(count - 1 - index) / release)
            let smooth = swell * swell * (3 - 2 * swell)
            let tremble = 0.85 + 0.15 * sin(2 * .pi * 1.5 * time)
            let sum = 0.6 * wave(1) + 0.25 * wave(1.5) + 0.1 * wave(2)
            return Int16((sum * smooth * tremble * 7000).rounded())
        }
        return PCMSound(rate: rate, samples: samples)
    }
}
