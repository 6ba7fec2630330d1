package import Core
package import Network

/// A page of a list that is ordered by an id, the greatest first. Its cursor is the id that the page before ended with.
package struct ListPage: Sendable {
    /// 1...200.
    package let limit: Int
    /// Items come from below this id; nil: from the start.
    package let before: Int64?

    package static let parameters: [any OperationParameter] = [PageParameter.limit, cursor]
    private static let cursor = PageParameter.cursor()

    /// - Throws: 422 for a limit out of range or what is no cursor of ours.
    @LoopActor package init(_ request: HTTPRequest) throws {
        let page = try request.page(Self.cursor)
        limit = page.limit
        before = page.cursor.map(Int64.init)
    }

    /// `{"items": […], "nextCursor": …}`.
    ///
    /// - Parameter found: asked for with `limit + 1`, so that it is known whether there are more.
    package func json<Item>(
        _ found: [Item], id: (Item) -> Int64, write: (Item, inout JSONWriter) -> Void
    ) -> [UInt8] {
        var json = JSONWriter()
        json.object {
            $0.key("items")
            $0.array { for item in found.prefix(limit) { write(item, &$0) } }
            $0.member("nextCursor", found.count > limit ? String(id(found[limit - 1])) : nil)
        }
        return json.bytes
    }
}

extension ListPage {
    /// Where a page ends whose items are written as they are found, without being kept.
    package struct End {
        private let limit: Int
        private var count = 0
        private var last: Int64?
        /// `nextCursor`, once all items were found; nil on the last page.
        package private(set) var cursor: String?

        package init(of page: ListPage) { limit = page.limit }

        /// Whether the next item that was found, one of `limit + 1` at most, stands on the page.
        package mutating func admits(_ id: Int64) -> Bool {
            guard count < limit else {
                cursor = last.map { String($0) }
                return false
            }
            count += 1
            last = id
            return true
        }
    }
}
