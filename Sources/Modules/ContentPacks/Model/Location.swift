/// A place: a location, and in the same shape a city or a region.
package struct Location: Codable, Sendable, Equatable {
    package let id: String
    package let name: Line
    package let summary: Line?
    /// The region it lies in.
    package let region: String?
    package let tags: [String]
    package let picture: Picture?

    package init(
        id: String, name: Line, summary: Line? = nil, region: String? = nil, tags: [String] = [],
        picture: Picture? = nil
    ) {
        self.id = id
        self.name = name
        self.summary = summary
        self.region = region
        self.tags = tags
        self.picture = picture
    }
}
