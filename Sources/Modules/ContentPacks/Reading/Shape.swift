/// Which fields a mapping of a pack may have (content-packs "Shapes"). Any other field is a problem.
struct Shape {
    /// As an error message calls such a mapping.
    let name: String
    let required: [String]
    let optional: [String]

    init(_ name: String, required: [String] = [], optional: [String] = []) {
        self.name = name
        self.required = required
        self.optional = optional
    }

    /// With its article.
    var noun: String { Noun.withArticle(name) }

    /// What every file may have beside its own fields.
    static let ofEveryFile = ["season_version", "world_id", "tags", "notes"]
    private static let picture = ["asset_id", "media_spec", "alt"]

    static let pack = Shape(
        "pack", required: ["id", "title"], optional: ["description", "languages", "license", "authors", "assertions"])
    static let assertions = Shape("assertions", optional: ["never", "always", "reachable"])
    static let world = Shape(
        "world", required: ["id", "title"], optional: ["season_version", "description", "factions", "regions"])
    static let worldFile = Shape("world file", optional: ["world", "regions", "cities", "locations", "factions"])
    static let location = Shape(
        "location", required: ["id", "name"], optional: ["summary", "region", "tags"] + picture)
    static let faction = Shape("faction", required: ["id", "name"], optional: ["summary", "relations"])
    static let factionRelation = Shape("relation", required: ["to", "kind"])
    static let npc = Shape(
        "npc", required: ["id", "name"],
        optional: [
            "world_id", "role", "archetype", "factions", "tags", "base_profile", "summary", "voice_tts", "secrets",
        ] + picture)
    static let profile = Shape("base_profile", optional: ["personality", "appearance", "motivations"])
    static let monster = Shape(
        "monster", required: ["id", "name", "stats"],
        optional: ["few", "many", "cr", "behaviour_tags", "lore_snippet", "loot", "morale"] + picture)
    static let stats = Shape(
        "stats", required: ["hp", "ac", "damage"], optional: ["attack_bonus", "initiative", "abilities"])
    static let loot = Shape("loot", required: ["item"], optional: ["chance"])
    static let item = Shape(
        "item", required: ["id", "name"],
        optional: ["rarity", "slot", "effects", "soulbound", "tradeable", "attunement", "charges"] + picture)
    static let bonus = Shape("item effect", required: ["type"], optional: ["stat", "value", "description"])
    static let mediaSpec = Shape(
        "media_spec", required: ["prompt"], optional: ["negative", "style", "seed", "width", "height"])
    static let reference = Shape("reference", required: ["ref"])
    static let campaign = Shape(
        "campaign", required: ["id", "title", "episodes"],
        optional: [
            "world_id", "description", "season_version", "cover", "minutes", "players", "tags", "start", "flags",
            "decision", "leader_rewind", "palette",
        ])
    static let cover = Shape("cover", optional: picture)
    static let players = Shape("players", required: ["min", "max"])
    static let flag = Shape("flag", required: ["key"], optional: ["type", "default", "visible"])
    static let episode = Shape("episode", required: ["id", "scenes"], optional: ["title", "type", "requires"])
    static let scene = Shape(
        "scene", required: ["id", "title"],
        optional: [
            "type", "text", "told", "tone", "location", "npcs", "on_enter", "choices", "freeform", "combat", "goto",
            "ending",
            "secret", "timeline", "tags", "include",
        ] + picture)
    static let choice = Shape(
        "choice", required: ["id", "label"],
        optional: [
            "told", "when", "once", "sticky", "fallback", "check", "goto", "effects", "text", "success", "partial",
            "fail",
        ])
    static let check = Shape("check", required: ["dc"], optional: ["skill", "ability", "advantage", "stakes"])
    static let branch = Shape("outcome", optional: ["text", "effects", "goto"])
    static let freeform = Shape(
        "freeform", optional: ["allowed", "limit", "skill", "dc", "on_success", "on_partial", "on_fail"])
    static let combat = Shape(
        "combat", required: ["monsters", "victory", "defeat"], optional: ["zones", "flee", "rounds_limit"])
    static let zone = Shape("zone", required: ["id", "name"])
    static let combatGroup = Shape("monster group", required: ["ref"], optional: ["count", "zone", "min_party"])

    // The older form.
    static let singleFile = Shape(
        "single-file pack", required: ["scenes"], optional: ["title", "description", "npcs", "art", "lore"])
    static let singleFileScene = Shape(
        "scene", required: ["id", "title"], optional: ["summary"] + scene.optional.filter { $0 != "include" })
    static let art = Shape("art", required: ["id", "prompt"], optional: ["tags", "entities"])
    static let artEntities = Shape("entities", optional: ["npc", "location", "scene"])
    static let lore = Shape("lore", required: ["id", "title", "body"], optional: ["tags", "related"])
    static let loreRelated = Shape("related", optional: ["scene", "npc"])
}
