internal import Campaigns
internal import ContentPacks
internal import Core
internal import Network

/// The body of `POST /v1/admin/packs/{id}/migrate`.
struct PackMigration: RequestBody {
    /// Whether it is only told what would be done.
    let isDryRun: Bool
    let mapping: ContentMapping
    /// nil: all of the pack's.
    let runIDs: Set<String>?

    init(reading fields: inout RequestFields) {
        isDryRun = fields.optional("dryRun", .flag, "Only tell what would be done; true, if not given.") ?? true
        mapping =
            fields.optional("mapping", MappingRule(), "New ids by old ones; null forgets a part.") ?? ContentMapping()
        runIDs = fields.optional("runIds", .list(of: .uuid, atMost: 1000), "Every unfinished run, if not given.")
            .map(Set.init)
    }

    static let example: JSONValue = [
        "dryRun": true, "mapping": ["scenes": ["scn_pier": "scn_dock"], "flags": ["mood": nil]],
    ]
}

private struct MappingRule: ValueRule {
    var placeholder: ContentMapping { ContentMapping() }

    var schema: Schema {
        let names = { (target: Schema) in Schema.record([], others: .each(target, limit: ContentMapping.limit)) }
        let forgettable = names(.nullable(.string))
        return .object(
            [:],
            optional: [
                "scenes": names(.string), "choices": forgettable, "flags": forgettable, "items": forgettable,
                "npcs": forgettable, "endings": forgettable,
            ], open: false)
    }

    func read(_ value: JSONValue) throws(RuleProblem) -> ContentMapping {
        do throws(ContentMapping.Fault) {
            return try ContentMapping(json: value)
        } catch {
            throw RuleProblem(error.member.isEmpty ? error.problem : "is wrong: \(error.member) \(error.problem)")
        }
    }
}
