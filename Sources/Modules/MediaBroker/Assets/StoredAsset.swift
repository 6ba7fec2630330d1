internal import Core
internal import Hashing

/// A picture or a sound of the asset store: its row.
package struct StoredAsset: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case picture, sound
        /// A smaller form of a picture, made from it.
        case thumbnail
    }

    /// 32 hex digits: the first 128 bits of the hash. Nobody guesses one.
    package let id: String
    /// SHA-256 of the bytes, 64 hex digits.
    package let hash: String
    package let kind: Kind
    package let format: AssetFormat
    /// How many.
    package let bytes: Int
    /// Pixels; nil for a sound.
    package let width: Int?
    package let height: Int?
    /// Shown only behind a signed link.
    package let isPrivate: Bool

    /// `<assetId>.<ext>`, the last part of its URL.
    package var name: String { "\(id).\(format.fileExtension)" }
    /// `ab/cd/<sha256>.<ext>`, below the folder of the store.
    var path: String { Self.path(hash: hash, format) }
    /// A strong entity tag (RFC 9110 §8.8.3), with its quotes.
    var tag: String { "\"\(id)\"" }

    static func path(hash: String, _ format: AssetFormat) -> String {
        "\(hash.prefix(2))/\(hash.dropFirst(2).prefix(2))/\(hash).\(format.fileExtension)"
    }

    static func id(ofHash hash: String) -> String { String(hash.prefix(idCount)) }
    static let idCount = 32
}

/// Bytes that are to be kept, checked and in one of the formats of the store.
struct NewAsset: Sendable {
    /// By whom and of what something was made.
    struct Provenance: Sendable, Equatable {
        var provider: String?
        /// SHA-256 of the order, in hex: never a player's own words.
        var promptHash: String?
        var seed: Int64?
        var model: String?
    }

    var kind = StoredAsset.Kind.picture
    let format: AssetFormat
    let bytes: [UInt8]
    var width: Int?
    var height: Int?
    var alt: String?
    var isPrivate = false
    var provenance = Provenance()
    var uploadedBy: PlayerID?

    init(_ format: AssetFormat, _ bytes: [UInt8]) {
        self.format = format
        self.bytes = bytes
    }

    /// Blocks for megabytes: on a worker.
    func makeHash() -> String { Hex.encode(SHA256.hash(bytes)) }
}
