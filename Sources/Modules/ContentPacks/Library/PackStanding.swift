/// What became of one source of packs: what is in force of it, and what is wrong with its files.
package struct PackStanding: Sendable {
    package enum State: String, Sendable, CaseIterable {
        /// In force as its files are.
        case loaded
        /// In force as it was read before: its files cannot be loaded as they are now.
        case kept
        /// Not in force.
        case broken
    }

    /// The name of the source.
    package let source: String
    package let isBuiltIn: Bool
    package let state: State
    /// What is in force; nil: nothing.
    package let entry: PackLibrary.Entry?
    /// Of the files as they are, named with the source in front.
    package let problems: [Problem]

    func isOf(_ source: PackSource) -> Bool { self.source == source.name && isBuiltIn == source.isBuiltIn }
}
