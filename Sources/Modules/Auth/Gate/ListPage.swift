package import Core
package import Network

/// A page of a list that is ordered by an id, the greatest first. Its cursor is the id that the page before ended with.
package struct ListPage: Sendable {
    /// 1...200.
    package let limit: Int
    /// Items come from below this id; nil: from the start.
    package let before: Int64?

    /// - Throws: 422 for a limit out of range or what is no cursor of ours.
    @LoopActor package init(_ request: HTTPRequest) throws {
        let page = try request.page()
        limit = page.limit
        before = try page.cursor.map { cursor throws(APIError) in
            guard let id = Int64(cursor), id > 0 else { throw .invalid("cursor", "must be a nextCursor of this list") }
            return id
        }
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
