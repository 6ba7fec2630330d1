/// Which part of a list is asked for.
package struct PageRequest: Sendable, Equatable {
    static let defaultLimit = 50
    static let maximumLimit = 200

    /// 1...200.
    package let limit: Int
    /// What the page before called `nextCursor`; nil for the first page.
    package let cursor: String?

    package init(limit: Int, cursor: String? = nil) {
        self.limit = limit
        self.cursor = cursor
    }
}
