internal import Campaigns
internal import ContentPacks
internal import Core

/// The packs of a server with how they stand, as `GET /v1/admin/packs` tells it: one a source, then those that have no
/// source any more and are played to the end.
struct PackList {
    let standings: [PackStanding]
    let played: [PackInPlay]
    let language: Language

    var json: [UInt8] {
        var json = JSONWriter()
        json.object {
            $0.key("items")
            $0.array { list in
                for standing in standings { write(standing, to: &list) }
                for pack in orphans { write(pack, to: &list) }
            }
            $0.member("nextCursor", nil as String?)
        }
        return json.bytes
    }

    /// The first of `items` alone.
    var first: [UInt8] {
        var json = JSONWriter()
        if let standing = standings.first { write(standing, to: &json) }
        return json.bytes
    }

    /// Of ids that no source in force has: their folder is gone, or broken since before the start.
    private var orphans: [PackInPlay] {
        let present = Set(standings.compactMap(\.entry?.pack.id))
        return played.filter { !present.contains($0.id) }
    }

    private func write(_ standing: PackStanding, to json: inout JSONWriter) {
        let pack = standing.entry?.pack
        json.object {
            $0.member("id", pack?.id)
            $0.member("title", pack?.title.text(in: language))
            $0.member("contentHash", standing.entry?.contentHash)
            $0.member("source", standing.source)
            $0.member("builtIn", standing.isBuiltIn)
            $0.key("campaigns")
            $0.array { list in for campaign in pack?.campaigns ?? [] { list.value(campaign.id) } }
            $0.member("state", standing.state.rawValue)
            $0.key("problems")
            $0.array { list in for problem in standing.problems { list.value(problem) } }
            let mine = played.filter { $0.id == pack?.id }
            let current = mine.filter { $0.contentHash == standing.entry?.contentHash }.reduce(0) { $0 + $1.runs }
            $0.member("runs", current)
            $0.member("earlierRuns", mine.reduce(0) { $0 + $1.runs } - current)
        }
    }

    private func write(_ pack: PackInPlay, to json: inout JSONWriter) {
        json.object {
            $0.member("id", pack.id)
            $0.member("title", pack.title(in: language))
            $0.member("contentHash", pack.contentHash)
            $0.member("source", nil as String?)
            $0.member("builtIn", false)
            $0.key("campaigns")
            $0.array { list in for campaign in pack.campaigns { list.value(campaign) } }
            $0.member("state", PackStanding.State.kept.rawValue)
            $0.key("problems")
            $0.array { _ in }
            $0.member("runs", pack.runs)
            $0.member("earlierRuns", 0)
        }
    }
}
