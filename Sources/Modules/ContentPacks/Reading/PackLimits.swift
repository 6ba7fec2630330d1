/// How much one pack may ask of the server, beside what each of its files may (`YAMLLimits`): a pack comes from strangers.
struct PackLimits: Sendable {
    /// Values in all YAML files together; those of a scene template count again at each scene that includes it.
    var values = 300_000
    /// Elements of one list.
    var elements = 1000
    var campaigns = 50
    /// Scenes of one campaign, in all of its episodes.
    var scenes = 1000
    /// Choices of one scene.
    var choices = 50
    /// Scene templates inside each other.
    var includes = 16
    /// Problems that are told.
    var problems = 1000
    /// Words compared for all of the "did you mean" together.
    var comparisons = 50_000
}
