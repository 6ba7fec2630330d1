internal import Core

/// Which part of a list is asked for.
package struct PageRequest<Cursor: Sendable>: Sendable {
    /// 1...200.
    package let limit: Int
    /// What the page before called `nextCursor`; nil for the first page.
    package let cursor: Cursor?
}

/// The query parameters of lists.
package enum PageParameter {
    fileprivate static let defaultLimit = 50

    package static let limit = QueryParameter(
        "limit", .integer(1...200), "Items on a page; \(defaultLimit) if not given.")

    /// Of the stored events of a channel.
    package static let before = QueryParameter(
        "before", .integer(1...Int(Int64.maxSafeInteger)),
        "Only events with a lower seq: `nextBefore` of the page before.")

    /// For lists that are ordered by a number: the one that the page before ended with.
    package static func cursor(from least: Int = 1) -> QueryParameter<DecimalRule> {
        QueryParameter("cursor", DecimalRule(least: least), about)
    }

    /// For lists of what has a UUID.
    package static let uuidCursor = QueryParameter("cursor", .uuid, about)

    private static let about = "`nextCursor` of the page before."
}

extension HTTPRequest {
    /// - Throws: `APIError` 422 for a limit out of range and for what is no cursor of the list.
    package func page<Rule>(_ cursor: QueryParameter<Rule>) throws -> PageRequest<Rule.Value> {
        PageRequest(limit: try pageLimit(), cursor: try value(of: cursor))
    }

    /// - Throws: `APIError` 422 for a limit out of range.
    package func pageLimit() throws -> Int { try value(of: PageParameter.limit) ?? PageParameter.defaultLimit }
}
