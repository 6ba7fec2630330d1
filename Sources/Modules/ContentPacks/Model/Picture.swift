/// A picture of a scene, place or person: a file of the pack, or what to draw.
package struct Picture: Codable, Sendable, Equatable {
    /// The stem of a file below `assets/`.
    package let assetID: String?
    package let spec: MediaSpec?
    /// What it shows, for who cannot see it.
    package let alt: Line?

    package init(assetID: String? = nil, spec: MediaSpec? = nil, alt: Line? = nil) {
        self.assetID = assetID
        self.spec = spec
        self.alt = alt
    }
}

/// What an image provider is asked to draw.
package struct MediaSpec: Codable, Sendable, Hashable {
    package let prompt: String
    package let negative: String?
    package let style: String?
    package let seed: Int?
    /// Pixels, 64...2048.
    package let width: Int?
    /// Pixels, 64...2048.
    package let height: Int?

    package init(
        prompt: String, negative: String? = nil, style: String? = nil, seed: Int? = nil, width: Int? = nil,
        height: Int? = nil
    ) {
        self.prompt = prompt
        self.negative = negative
        self.style = style
        self.seed = seed
        self.width = width
        self.height = height
    }
}
