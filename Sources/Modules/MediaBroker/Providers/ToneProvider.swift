internal import Network

/// `tone`: a soft sound of a text's length, where nobody can speak it.
package struct ToneProvider: MediaProvider {
    package let name = "tone"

    /// Unicode scalars of a text: five minutes of tone.
    package static let longestText = 7500

    package init() {}

    package func make(
        _ order: MediaOrder, telling _: @escaping ProgressReport
    ) async throws(ProviderFailure) -> MadeMedia {
        guard case .speech(let speech) = order else {
            throw .permanent(reason: "tone makes sounds; it draws no pictures")
        }
        let length = speech.text.unicodeScalars.count
        guard length <= Self.longestText else {
            throw .permanent(reason: "a text of \(length) characters; at most \(Self.longestText) are sounded")
        }
        let milliseconds = SoftTone.milliseconds(of: speech.text)
        let bytes: [UInt8]
        do {
            bytes = try await onBackgroundThread {
                OggOpus.encode(SoftTone.make(milliseconds: milliseconds, text: speech.text))
            }
        } catch {
            throw .temporary(reason: "tone got no thread to sound on: \(error)", retryAfter: nil)
        }
        var made = MadeMedia(bytes: bytes, mediaType: OggOpus.mediaType)
        made.durationMilliseconds = milliseconds
        made.voice = speech.voice
        made.model = name
        return made
    }
}
