internal import Core
internal import Hashing

/// Puts a pack together from the files of its folder.
///
///     pack.yaml  strings/  ──▶ PackReader ──▶ world, npcs, bestiary, items ──▶ campaigns ──▶ checks ──▶ Pack
struct FolderPack {
    private let reader: PackReader
    private var roots: [String: YAMLNode] = [:]
    private let files: [PackFile]

    /// The pack as far as it can be read, and everything to tell its author, in the order of the files.
    static func read(_ files: [PackFile]) -> (pack: Pack?, problems: [Problem]) {
        let start = Position(file: "pack.yaml", line: 1, column: 1)
        guard let file = files.first(where: { $0.path == "pack.yaml" }) else {
            let message = "the pack has no pack.yaml: write one with its id and title"
            return (nil, [Problem(.error, at: start, message)])
        }
        do {
            let root = try YAMLParser.parse(file.bytes, file: file.path)
            let folder = FolderPack(files: files, manifest: root)
            let pack = folder.pack(root)
            return (pack, folder.reader.report)
        } catch {
            return (nil, [error])
        }
    }

    private init(files: [PackFile], manifest: YAMLNode) {
        self.files = files
        reader = PackReader(form: .folder, languages: [.russian])
        reader.languages = reader.languages(of: manifest)
        _ = reader.admit(manifest.count, at: manifest.position, "this file")
        for file in files where file.isYAML && file.path != "pack.yaml" {
            guard Self.isPart(file.path) else {
                let hint = Self.hint(for: file)
                reader.error(
                    Position(file: file.path, line: 1, column: 1),
                    "no part of a pack is called like this"
                        + (hint.isEmpty ? ": world/*.yaml, npcs/*.yaml, campaigns/<id>.yaml, …" : hint))
                continue
            }
            do {
                let root = try YAMLParser.parse(file.bytes, file: file.path)
                guard reader.admit(root.count, at: root.position, "this file") else { break }
                roots[file.path] = root
            } catch {
                reader.error(error.position, error.message)
            }
        }
    }

    /// What a file was meant to be called: the same in lower case and as `.yaml`, or `pack.yaml`.
    private static func hint(for file: PackFile) -> String {
        let folder = file.path.split(separator: "/").dropLast().map { $0 + "/" }.joined()
        let meant = "\(folder)\(file.stem).yaml".lowercased()
        if isPart(meant) { return ", did you mean \"\(meant)\"?" }
        return folder.isEmpty ? Spelling.hint(for: meant, among: ["pack.yaml"]) : ""
    }

    private static func isPart(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        guard path.hasSuffix(".yaml"), let first = parts.first else { return false }
        switch first {
        case "world", "npcs", "bestiary", "items", "scenes_templates", "strings": return parts.count == 2
        case "campaigns": return parts.count == 2 || parts.count == 3
        default: return false
        }
    }

    /// The files of a folder of the pack, in the order of their names.
    private func roots(in folder: String) -> [(path: String, root: YAMLNode)] {
        roots.filter { $0.key.hasPrefix(folder + "/") }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private func pack(_ root: YAMLNode) -> Pack? {
        readStrings(root)
        reader.readTemplates(
            roots(in: "scenes_templates").map { (PackFile(path: $0.path, bytes: []).stem, $0.root) })
        let id = reader.text(root, "id")
        if let id, let value = root["id"] { _ = reader.isIdentifier(id, "id", at: value.position) }
        let isOpen = reader.open(root, as: .pack, isFile: true)
        let assets = assets()
        let world = worldFiles()
        let npcs = entities("npcs", plural: "npcs", reader.npc)
        let monsters = entities("bestiary", plural: "monsters", reader.monster)
        let items = entities("items", plural: "items", reader.item)
        let season = reader.text(root, "season_version")
        let worldID = reader.text(root, "world_id") ?? world.world?.id
        let campaigns = campaigns(seasonVersion: season, worldID: worldID)
        guard isOpen, let id, let title = reader.line(root, "title", owner: "pack") else { return nil }
        let pack = Pack(
            id: id, title: title, description: reader.line(root, "description", owner: "pack"), seasonVersion: season,
            worldID: worldID, languages: reader.languages, license: reader.text(root, "license"),
            authors: reader.texts(root, "authors"), world: world.world, regions: world.regions, cities: world.cities,
            locations: world.locations, factions: world.factions, npcs: npcs, monsters: monsters, items: items,
            assets: assets, assertions: reader.assertions(root, campaigns: campaigns), campaigns: campaigns)
        reader.check(pack)
        return pack
    }

    private func readStrings(_ root: YAMLNode) {
        for (path, strings) in roots(in: "strings") {
            let stem = PackFile(path: path, bytes: []).stem
            guard let language = Language(rawValue: stem), reader.languages.dropFirst().contains(language) else {
                reader.error(
                    strings.position,
                    stem == reader.languages[0].rawValue
                        ? "\"\(stem)\" is the language that the pack is written in: its texts stand where they are used"
                        : "the pack is not translated to \"\(stem)\": name it under \"languages\" in pack.yaml")
                continue
            }
            guard case .mapping(let members) = strings.content else {
                if !strings.isNull {
                    let kind = strings.kind
                    reader.error(strings.position, "strings must be a mapping of line ids to texts, not \(kind)")
                }
                continue
            }
            for member in members where !Shape.ofEveryFile.contains(member.key) {
                reader.translations.add(language, member.key, member.value, key: member.position)
            }
        }
        for language in reader.languages.dropFirst() where reader.translations.entries[language] == nil {
            reader.warn(
                (root["languages"] ?? root).position,
                "strings/\(language.rawValue).yaml is missing: nothing is translated")
        }
    }

    private func entities<Entity>(_ folder: String, plural: String, _ read: (YAMLNode, Bool) -> Entity?) -> [Entity] {
        roots(in: folder).flatMap { reader.entities($0.root, plural: plural) }.compactMap { read($0.node, $0.isFile) }
    }

    private struct WorldFiles {
        var world: World?
        var regions: [Location] = []
        var cities: [Location] = []
        var locations: [Location] = []
        var factions: [Faction] = []
    }

    private func worldFiles() -> WorldFiles {
        var found = WorldFiles()
        for (_, root) in roots(in: "world") {
            var written = root["world"]
            let isFile = root["id"] != nil
            if isFile { written = root } else { _ = reader.open(root, as: .worldFile, isFile: true) }
            if let written {
                if found.world != nil {
                    reader.error(written.position, "a pack has one world, this is a second: take one away")
                }
                found.world = reader.world(written, isFile: isFile)
            }
            guard !isFile else { continue }
            found.regions += reader.list(root, "regions").compactMap { reader.location($0, as: .region) }
            found.cities += reader.list(root, "cities").compactMap { reader.location($0, as: .city) }
            found.locations += reader.list(root, "locations").compactMap { reader.location($0, as: .location) }
            found.factions += reader.list(root, "factions").compactMap(reader.faction)
        }
        return found
    }

    /// `campaigns/<id>.yaml`, and `campaigns/<id>/campaign.yaml` with the episodes beside it.
    private func campaigns(seasonVersion: String?, worldID: String?) -> [Campaign] {
        var campaigns: [Campaign] = []
        var folders: [String: [(stem: String, root: YAMLNode)]] = [:]
        let written = Dictionary(
            grouping: roots(in: "campaigns"), by: { $0.path.split(separator: "/")[1].split(separator: ".")[0] })
        if written.count > reader.limits.campaigns {
            let most = reader.limits.campaigns
            reader.error(
                Position(file: "pack.yaml", line: 1, column: 1),
                "the pack has \(written.count) campaigns, at most \(most) are read: make several packs of it")
            return []
        }
        for (path, root) in roots(in: "campaigns") {
            let parts = path.split(separator: "/")
            let stem = PackFile(path: path, bytes: []).stem
            if parts.count == 3 {
                folders[String(parts[1]), default: []].append((stem, root))
                continue
            }
            checkName(stem, of: root)
            if let campaign = reader.campaign(root, episodes: [:], seasonVersion: seasonVersion, worldID: worldID) {
                campaigns.append(campaign)
            }
        }
        for (name, files) in folders.sorted(by: { $0.key < $1.key }) {
            guard let main = files.first(where: { $0.root["episodes"] != nil })?.root else {
                let start = files.first?.root.position ?? Position(file: "pack.yaml", line: 1, column: 1)
                reader.error(
                    start, "no file of campaigns/\(name)/ is the campaign itself: write one with its \"episodes\"")
                continue
            }
            checkName(name, of: main)
            var episodes: [String: YAMLNode] = [:]
            for (stem, root) in files where root.position.file != main.position.file {
                let id = reader.text(root, "id") ?? stem
                if let first = episodes.updateValue(root, forKey: id) {
                    let place = reader.place(first.position, from: root.position)
                    reader.error(root["id"]?.position ?? root.position, "there is an episode \"\(id)\" already\(place)")
                }
            }
            if let campaign = reader.campaign(main, episodes: episodes, seasonVersion: seasonVersion, worldID: worldID)
            {
                campaigns.append(campaign)
            }
        }
        if roots(in: "campaigns").isEmpty, !files.contains(where: { $0.path.hasPrefix("campaigns/") }) {
            reader.error(
                Position(file: "pack.yaml", line: 1, column: 1), "the pack has no campaign: write campaigns/<id>.yaml")
        }
        return campaigns
    }

    /// A campaign is found by its file, so that both carry the same name.
    private func checkName(_ name: String, of root: YAMLNode) {
        guard let id = root["id"], let text = reader.text(root, "id"), text != name else { return }
        reader.error(id.position, "the campaign \"\(text)\" must stand in campaigns/\(text).yaml or campaigns/\(text)/")
    }

    private func assets() -> [Asset] {
        files.filter { $0.path.hasPrefix("assets/") }.compactMap { file in
            let start = Position(file: file.path, line: 1, column: 1)
            let name = file.path.lowercased()
            let types = [
                (".svg", "image/svg+xml"), (".png", "image/png"), (".webp", "image/webp"), (".jpg", "image/jpeg"),
                (".jpeg", "image/jpeg"),
            ]
            guard let type = types.first(where: { name.hasSuffix($0.0) })?.1, file.path.split(separator: "/").count == 2
            else {
                reader.error(start, "an asset is a png, webp, jpeg or svg file in assets/ itself")
                return nil
            }
            guard name == file.path, Identifier.isValid(file.stem) else {
                reader.error(start, "the name of an asset has a-z, 0-9, _ and - only, in lower case")
                return nil
            }
            if let first = reader.register.define(.asset, file.stem, at: start) {
                reader.error(start, "there is an asset \"\(file.stem)\" already, \(first.position.file)")
            }
            return Asset(
                id: file.stem, path: file.path, mediaType: type, digest: Hex.encode(SHA256.hash(file.bytes)))
        }
    }
}
