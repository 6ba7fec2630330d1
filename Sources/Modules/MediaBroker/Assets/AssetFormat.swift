/// What a file of the asset store is: everything that was taken in is one of these.
package enum AssetFormat: String, Sendable, CaseIterable {
    case webp = "image/webp"
    case ogg = "audio/ogg"
    case wav = "audio/wav"

    /// Of the file's name.
    package var fileExtension: String {
        switch self {
        case .webp: "webp"
        case .ogg: "ogg"
        case .wav: "wav"
        }
    }

    init?(fileExtension: some StringProtocol) {
        guard let format = Self.allCases.first(where: { $0.fileExtension == fileExtension }) else { return nil }
        self = format
    }

    /// What a sound is by its first bytes, whatever its maker says: RFC 3533 §6, and Microsoft's RIFF; nil: none that is
    /// known here.
    init?(sound bytes: [UInt8]) {
        if bytes.starts(with: "OggS".utf8) {
            self = .ogg
        } else if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WAVE".utf8) {
            self = .wav
        } else {
            return nil
        }
    }
}
