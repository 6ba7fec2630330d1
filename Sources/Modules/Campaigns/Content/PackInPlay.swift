package import Core

/// A pack as unfinished runs are pinned to it, be it in force or not.
package struct PackInPlay: Sendable, Equatable {
    package let contentHash: String
    package let id: String
    /// By language.
    private let titles: [String: String]
    /// Ids.
    package let campaigns: [String]
    /// Unfinished ones.
    package let runs: Int

    init(contentHash: String, id: String, title: [String: String], campaigns: [String], runs: Int) {
        self.contentHash = contentHash
        self.id = id
        self.titles = title
        self.campaigns = campaigns
        self.runs = runs
    }

    /// In `language`, or in any that there is.
    package func title(in language: Language) -> String {
        titles[language.rawValue] ?? titles.min { $0.key < $1.key }?.value ?? id
    }
}
