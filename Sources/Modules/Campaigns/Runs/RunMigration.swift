internal import ContentPacks
internal import Core

/// A run's move to another version of its pack: a line of `run_migrations` and of the log.
struct RunMigration: Sendable, Equatable {
    /// Its own place in the log.
    let position: Int
    let fromHash: String
    let toHash: String
    /// By which what happened before is found in the new content.
    let mapping: ContentMapping
    let at: Timestamp

    /// What a scene, and a choice in it, of the time before are called since. A choice that was forgotten keeps its name:
    /// it was taken.
    func place(_ place: (scene: String, choice: String?)) -> (scene: String, choice: String?) {
        (mapping.scene(place.scene), place.choice.map { mapping.choice($0, in: place.scene) ?? $0 })
    }
}
