/// A file below `assets/`. Its bytes are not part of the pack's canonical form, their digest is.
package struct Asset: Codable, Sendable, Equatable {
    /// The file's stem.
    package let id: String
    /// Relative to the pack's folder.
    package let path: String
    /// `image/png`, `image/webp`, `image/jpeg` or `image/svg+xml`.
    package let mediaType: String
    /// SHA-256 of the bytes, lower-case hex.
    package let digest: String

    package init(id: String, path: String, mediaType: String, digest: String) {
        self.id = id
        self.path = path
        self.mediaType = mediaType
        self.digest = digest
    }
}
