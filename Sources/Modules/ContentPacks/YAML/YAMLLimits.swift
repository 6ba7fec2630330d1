/// How much one YAML file may ask of the server; a pack comes from strangers.
struct YAMLLimits: Sendable {
    /// Bytes of the file.
    var bytes = 2 << 20
    /// Lists and mappings inside each other.
    var depth = 32
    /// Values, with what aliases repeat counted each time: ten aliases of ten aliases are a hundred.
    var nodes = 100_000
    var aliases = 200
    /// Bytes of one text.
    var text = 64 << 10
}
