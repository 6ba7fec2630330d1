package import ContentPacks

/// What somebody wants of the runs in play: that they go on with another version of their pack.
package struct MoveOrder: Sendable {
    /// Where to.
    package let pack: Pack
    /// Of `pack`.
    package let contentHash: String
    package let mapping: ContentMapping
    /// Only these; nil: every unfinished run of the pack's campaigns.
    package let runIDs: Set<String>?

    package init(pack: Pack, mapping: ContentMapping = ContentMapping(), runIDs: Set<String>? = nil) {
        self.init(pack: pack, contentHash: pack.contentHash, mapping: mapping, runIDs: runIDs)
    }

    package init(pack: Pack, contentHash: String, mapping: ContentMapping, runIDs: Set<String>?) {
        self.pack = pack
        self.contentHash = contentHash
        self.mapping = mapping
        self.runIDs = runIDs
    }
}

/// By whose word runs are moved.
package struct MoveAuthority: Sendable {
    /// `player:7`, or `host`.
    package let actor: String
    package let traceID: String?

    package init(actor: String, traceID: String? = nil) {
        self.actor = actor
        self.traceID = traceID
    }
}
