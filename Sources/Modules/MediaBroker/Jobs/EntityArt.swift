internal import ContentPacks
internal import Core
internal import Hashing

/// What a pack says of the picture of somebody or something (media.md "Jobs", second dialect).
enum EntityArt: Sendable, Equatable {
    /// It lies in the pack: its path on this server.
    case lying(path: String)
    /// It is to be made.
    case ordered(ImageOrder, ContentKey)
    /// There can be none, for this reason.
    case none(reason: String)

    /// What a request wants beyond what the pack says.
    struct Wish: Sendable, Equatable {
        let type: ArtType
        let entity: EntityRef
        /// A picture as the caller describes it, whatever the pack says.
        var spec: MediaSpec?
        /// Even where a picture lies in the pack, and a description beside it.
        var wantsNew = false
        /// Only what lies in the pack.
        var wantsStatic = false
    }

    /// - Parameter content: nil: there is no such pack.
    init(_ wish: Wish, in content: PackContent?) {
        let entity = wish.entity
        let found = content.flatMap { Self.find(entity, in: $0) }
        if let spec = wish.spec, !wish.wantsStatic {
            self = Self.ordered(spec, wish, found, content)
            return
        }
        guard let content else {
            self = .none(reason: "There is no pack \(entity.packID ?? Self.defaultPack).")
            return
        }
        guard let found else {
            self = .none(reason: "The pack \(content.pack.id) has no \(entity.kind) \(entity.id).")
            return
        }
        let path = found.picture?.assetID.flatMap { id in content.pack.assets.first { $0.id == id } }
            .map { "/static/packs/\(content.pack.id)/\($0.path)" }
        let spec = found.picture?.spec ?? found.drawn
        if let path, !(wish.wantsNew && spec != nil) {
            self = .lying(path: path)
        } else if let spec, !wish.wantsStatic {
            self = Self.ordered(spec, wish, found, content)
        } else {
            self = .none(
                reason:
                    "The \(entity.kind) \(entity.id) has no \(wish.wantsStatic ? "asset_id" : "asset_id and no media_spec")."
            )
        }
    }

    /// Where an entity is looked up when neither it nor a run says.
    static let defaultPack = "season-1"

    /// What of an entity a picture depends on.
    private struct Found {
        var picture: Picture?
        var rarity: String?
        /// Of a single-file pack, which lists its pictures by themselves.
        var drawn: MediaSpec?
    }

    private static func find(_ entity: EntityRef, in content: PackContent) -> Found? {
        let (pack, id) = (content.pack, entity.id)
        func art(_ shows: (Art) -> [String]) -> MediaSpec? {
            pack.art.first { shows($0).contains(id) }.map { MediaSpec(prompt: $0.prompt) }
        }
        switch entity.kind {
        case "scene":
            let campaigns = [content.campaign].compactMap(\.self) + pack.campaigns
            return campaigns.lazy.compactMap { $0.scene(id) }.first.map {
                Found(picture: $0.picture, drawn: art(\.scenes))
            }
        case "location":
            let places = pack.locations + pack.cities + pack.regions
            let place = places.first { $0.id == id }
            let drawn = art(\.locations)
            return place == nil && drawn == nil ? nil : Found(picture: place?.picture, drawn: drawn)
        case "npc": return pack.npc(id).map { Found(picture: $0.picture, drawn: art(\.npcs)) }
        case "monster": return pack.monsters.first { $0.id == id }.map { Found(picture: $0.picture) }
        case "item": return pack.item(id).map { Found(picture: $0.picture, rarity: $0.rarity.rawValue) }
        default: return nil
        }
    }

    private static func ordered(
        _ spec: MediaSpec, _ wish: Wish, _ found: Found?, _ content: PackContent?
    ) -> EntityArt {
        let packID = content?.pack.id ?? wish.entity.packID ?? ""
        let likeness = "\(packID)/\(wish.entity.kind)/\(wish.entity.id)"
        var order = ImageOrder(prompt: spec.prompt)
        order.negative = spec.negative ?? ""
        order.style = spec.style ?? order.style
        order.seed = spec.seed.map(Int64.init) ?? seed(of: likeness)
        order.width = spec.width ?? wish.type.size.width
        order.height = spec.height ?? wish.type.size.height
        order.subject = wish.type.subject
        order.likeness = likeness
        order.rarity = found?.rarity
        let campaign = content?.campaign ?? content?.pack.campaigns.first { !$0.palette.isEmpty }
        order.palette = campaign?.palette ?? []
        let key = ContentKey.art(
            wish.type, of: wish.entity, packID: packID, version: content?.pack.seasonVersion ?? "", order)
        return .ordered(order, key)
    }

    /// The same for the same somebody, and another for another.
    private static func seed(of likeness: String) -> Int64 {
        SHA256.hash(Array(likeness.utf8)).prefix(4).reduce(0) { $0 << 8 | Int64($1) }
    }
}
