/// The version of this binary; CHANGELOG.md says what is in it.
enum Version {
    static let current = "0.1.0"
    /// The version of the `/v1` contract.
    static let api = "1.0.0"
}
