internal import Core
internal import Hashing

extension Pack {
    /// The canonical form: JSON with sorted keys, so that equal packs have equal bytes. What a run pins.
    package func encoded() -> [UInt8] {
        do {
            return try JSON.encodeCanonical(self)
        } catch {
            fatalError("BUG: a pack cannot be encoded: \(error)")
        }
    }

    /// Reads what `encoded()` wrote.
    ///
    /// - Throws: `DecodingError` when the bytes are of something else.
    package init(decoding bytes: [UInt8]) throws {
        self = try JSON.decode(Pack.self, from: bytes)
    }

    /// "sha256:" and 64 hex digits over `encoded()`. Encodes the whole pack: take it once and keep it.
    package var contentHash: String { Self.contentHash(of: encoded()) }

    /// The hash of a canonical form that is at hand, pinned by another version of this program perhaps.
    package static func contentHash(of encoded: [UInt8]) -> String {
        "sha256:" + Hex.encode(SHA256.hash(encoded))
    }
}
