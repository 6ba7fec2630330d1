import Testing

@testable import MediaBroker

@Suite struct WAVFileTests {
    /// 16 bits, one channel; `size` is what the header says of the data.
    static func wav(rate: UInt32 = 22_050, channels: UInt8 = 1, samples: [Int16], size: UInt32 = 0x7FFF_F000) -> [UInt8]
    {
        func little(_ value: UInt32) -> [UInt8] { withUnsafeBytes(of: value.littleEndian) { Array($0) } }
        let format: [UInt8] = [1, 0, channels, 0] + little(rate) + little(rate * 2) + [2, 0, 16, 0]
        let data = samples.flatMap { withUnsafeBytes(of: $0.littleEndian) { Array($0) } }
        return Array("RIFF".utf8) + little(size) + Array("WAVEfmt ".utf8) + little(16) + format + Array("data".utf8)
            + little(size) + data
    }

    @Test func readsToTheEndWhateverTheHeaderSays() throws {
        let sound = try WAVFile.decode(Self.wav(samples: [1, -2, 300]))
        #expect(sound.rate == 22_050 && sound.samples == [1, -2, 300])
        #expect(try WAVFile.decode(Self.wav(samples: [1, -2, 300], size: 4)).samples == [1, -2])
    }

    @Test func refusesEveryPrefixOfAHeader() {
        let whole = Self.wav(samples: [1])
        for count in 0..<44 {
            #expect(throws: WAVFile.Fault.self, "\(count) bytes") { try WAVFile.decode(Array(whole.prefix(count))) }
        }
    }

    @Test func refusesStereo() {
        #expect(throws: WAVFile.Fault(reason: "not PCM of one channel and 16 bits")) {
            try WAVFile.decode(Self.wav(channels: 2, samples: [1, 2]))
        }
    }

    @Test func nothingIsResampledToNothing() {
        let silence = PCMSound(rate: 22_050, samples: []).resampled()
        #expect(silence.rate == OggOpus.rate && silence.milliseconds == 0)
        #expect(!OggOpus.encode(silence).isEmpty)
    }

    /// A second of a tone stays a second of the same tone: as many crossings of zero, as loud.
    @Test func resamplingKeepsLengthPitchAndLoudness() {
        let period = 22_050 / 441
        let slow = (0..<22_050).map {
            Int16($0 % period < period / 2 ? 8000 - abs($0 % 25 - 12) * 600 : -8000 + abs($0 % 25 - 12) * 600)
        }
        let fast = PCMSound(rate: 22_050, samples: slow).resampled()
        #expect(fast.rate == 48_000 && fast.samples.count == 48_000 && fast.milliseconds == 1000)
        func crossings(_ samples: [Int16]) -> Int { zip(samples, samples.dropFirst()).count { ($0 < 0) != ($1 < 0) } }
        #expect(crossings(fast.samples) == crossings(slow))
        func power(_ samples: [Int16]) -> Double {
            samples.reduce(0) { $0 + Double($1) * Double($1) } / Double(samples.count)
        }
        #expect(abs(power(fast.samples) / power(slow) - 1) < 0.02)
    }
}
