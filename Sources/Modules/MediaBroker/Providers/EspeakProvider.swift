internal import Core
internal import Network

/// `espeak`: a text spoken by the program `espeak-ng`, in Russian or English.
package struct EspeakProvider: MediaProvider {
    package let name = "espeak"

    /// Unicode scalars of a text: some ten minutes of speech.
    package static let longestText = 10_000

    /// Found in PATH when it has no slash.
    private let program: String
    private let time: Duration
    /// Bytes of WAV: 20 minutes.
    private let output = 55_000_000

    /// `time` is what one text may take to be spoken into memory.
    package init(program: String = "espeak-ng", time: Duration = .seconds(30)) {
        self.program = program
        self.time = time
    }

    package func make(
        _ order: MediaOrder, telling _: @escaping ProgressReport
    ) async throws(ProviderFailure) -> MadeMedia {
        guard case .speech(let speech) = order else {
            throw .permanent(reason: "espeak speaks; it draws no pictures")
        }
        let length = speech.text.unicodeScalars.count
        guard length <= Self.longestText else {
            throw .permanent(reason: "a text of \(length) characters; at most \(Self.longestText) are spoken")
        }
        let voice = speech.voice == "default" ? speech.language : speech.voice
        guard ["ru", "en"].contains(voice) else {
            throw .permanent(reason: "espeak has the voices ru and en, not \"\(voice)\"")
        }
        let wave = try await speak(speech, voice: voice)
        let sound: PCMSound
        let bytes: [UInt8]
        do {
            (sound, bytes) = try await onBackgroundThread {
                let sound = try WAVFile.decode(wave).resampled()
                return (sound, OggOpus.encode(sound))
            }
        } catch let fault as WAVFile.Fault {
            throw .permanent(reason: "\(program) gave no sound: \(fault.reason)")
        } catch {
            throw .temporary(reason: "espeak got no thread to encode on: \(error)", retryAfter: nil)
        }
        var made = MadeMedia(bytes: bytes, mediaType: OggOpus.mediaType)
        made.durationMilliseconds = sound.milliseconds
        made.voice = voice
        made.model = name
        return made
    }

    /// The WAV file of the text, which goes by standard input: a text that begins with a dash is no option.
    private func speak(_ speech: SpeechOrder, voice: String) async throws(ProviderFailure) -> [UInt8] {
        let speed = min(max(speech.speed, 0.5), 2)
        // 175 words a minute is its own pace; -b 1 says UTF-8.
        let arguments = ["-v", voice, "-s", "\(Int((175 * speed).rounded()))", "-b", "1", "--stdin", "--stdout"]
        let limits = ChildProcess.Limits(time: time, output: output)
        do throws(ChildProcess.Failure) {
            return try await ChildProcess.run(program, arguments, input: Array(speech.text.utf8), limits: limits)
        } catch {
            switch error {
            case .notFound:
                throw .unavailable(reason: "the program \(program) is not installed")
            case .notStarted(let reason):
                throw .unavailable(reason: "the program \(program) does not start: \(reason)")
            case .timedOut:
                throw .temporary(reason: "\(program) took longer than \(time) and was ended", retryAfter: nil)
            case .tooMuchOutput(let limit):
                throw .permanent(reason: "\(program) gave more than \(limit) bytes and was ended")
            case .ended(let code, let complaint):
                throw .permanent(
                    reason: "\(program) ended with code \(code)\(complaint.isEmpty ? "" : ": \(complaint)")")
            case .killed(let signal):
                throw .temporary(reason: "\(program) was ended by signal \(signal)", retryAfter: nil)
            }
        }
    }
}
