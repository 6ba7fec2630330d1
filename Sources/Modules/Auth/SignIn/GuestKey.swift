internal import Hashing

/// The key by which a guest comes back: four groups of five characters of Crockford's base32, 100 random bits, which
/// can be read aloud and typed on another device.
enum GuestKey {
    static let groupCount = 4
    static let groupLength = 5

    static func make() -> String {
        (0..<groupCount).map { _ in Crockford.random(groupLength) }.joined(separator: "-")
    }

    /// What is stored and looked up; nil when `text` cannot be a key. Case, hyphens and spaces do not matter.
    static func hash(of text: String) -> [UInt8]? {
        guard let key = Crockford.normalise(text), key.utf8.count == groupCount * groupLength else { return nil }
        return SHA256.hash(Array(key.utf8))
    }
}
