package import ContentPacks
internal import Core

/// Pictures that are told of before they are made: where each will be found follows from what it shows, so a scene that
/// is stored once tells it for good, and two runs that show the same show one picture.
package struct PromisedArt: Sendable {
    /// `/assets/art/<key>.webp`: 202 until the picture is made, 404 when it could not be.
    static let folder = "/assets/art/"
    static let fileExtension = ".webp"

    private let settings: MediaSettings

    package init(_ settings: MediaSettings) {
        self.settings = settings
    }

    /// Where the picture will be found; nil: none is made.
    ///
    /// Without a host: a scene keeps it, and the host may move.
    package func url(of subject: ArtSubject, in content: PackContent) -> String? {
        guard isMade(subject), let key = order(subject, in: content)?.contentKey else { return nil }
        return Self.url(of: key)
    }

    /// The key in a file's name; nil: it is none.
    static func key(in name: String) -> String? {
        let key = name.dropLast(fileExtension.count)
        let isHex = key.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        return name.hasSuffix(fileExtension) && key.utf8.count == 64 && isHex ? String(key) : nil
    }

    static func url(of key: ContentKey) -> String { "\(folder)\(key.text)\(fileExtension)" }

    /// What is to be queued for it; nil: nothing.
    ///
    /// What the pack does not ask for costs nobody anything.
    func order(_ subject: ArtSubject, in content: PackContent) -> NewMediaJob? {
        let wish = EntityArt.Wish(
            type: ArtType(subject.kind), entity: EntityRef(kind: subject.kind.rawValue, id: subject.id),
            spec: subject.spec)
        let job = NewMediaJob(
            EntityArt(wish, in: content), of: wish,
            by: subject.spec == nil ? settings.pictureProvider : MediaSettings.sketch)
        return job.work == nil ? nil : job
    }

    private func isMade(_ subject: ArtSubject) -> Bool {
        if subject.spec == nil { return !settings.pictureProviders.isEmpty }
        return settings.drawsMissing && settings.pictureProviders.contains(MediaSettings.sketch)
    }
}

extension ArtType {
    fileprivate init(_ kind: ArtSubject.Kind) {
        switch kind {
        case .scene: self = .scene
        case .location: self = .location
        case .npc: self = .npc
        }
    }
}
