/// The sound of a WAV file (RIFF, WAVE_FORMAT_PCM) of 16 bits and one channel, as `espeak-ng --stdout` writes it: the sizes
/// in its header are of a file without an end.
enum WAVFile {
    struct Fault: Error, Equatable {
        let reason: String
    }

    static func decode(_ bytes: [UInt8]) throws(Fault) -> PCMSound {
        guard bytes.count >= 12, bytes.starts(with: "RIFF".utf8), bytes[8..<12].elementsEqual("WAVE".utf8) else {
            throw Fault(reason: "not a WAV file")
        }
        var rate: Int?
        var offset = 12
        while offset + 8 <= bytes.count {
            let size = bytes.little(at: offset + 4, count: 4)
            let start = offset + 8
            let kind = bytes[offset..<offset + 4]
            if kind.elementsEqual("fmt ".utf8) {
                guard size >= 16, start + 16 <= bytes.count else { throw Fault(reason: "its format is cut short") }
                let format = bytes.little(at: start, count: 2)
                let channels = bytes.little(at: start + 2, count: 2)
                guard format == 1, channels == 1, bytes.little(at: start + 14, count: 2) == 16 else {
                    throw Fault(reason: "not PCM of one channel and 16 bits")
                }
                rate = bytes.little(at: start + 4, count: 4)
            } else if kind.elementsEqual("data".utf8) {
                guard let rate, (8000...48_000).contains(rate) else { throw Fault(reason: "no rate of 8 to 48 kHz") }
                let count = min(size, bytes.count - start) / 2
                let samples = (0..<count).map { Int16(truncatingIfNeeded: bytes.little(at: start + $0 * 2, count: 2)) }
                return PCMSound(rate: rate, samples: samples)
            }
            // Chunks begin at even places.
            offset = start + size + size % 2
        }
        throw Fault(reason: "no sound in it")
    }
}

extension [UInt8] {
    fileprivate func little(at offset: Int, count: Int) -> Int {
        (0..<count).reduce(0) { $0 | Int(self[offset + $1]) << (8 * $1) }
    }
}
