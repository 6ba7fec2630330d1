internal import Core

extension PackReader {
    /// A campaign; `episodes` are those of files of their own, by id.
    func campaign(
        _ node: YAMLNode, episodes files: [String: YAMLNode], seasonVersion inherited: String?, worldID: String?
    ) -> Campaign? {
        guard let id = define(.campaign, node) else {
            _ = open(node, as: .campaign, isFile: true)
            return nil
        }
        campaignID = id
        partySizes = []
        defer { campaignID = nil }
        guard open(node, as: .campaign, isFile: true), let title = line(node, "title", owner: id) else { return nil }
        let flags = list(node, "flags").compactMap(self.flag)
        var unused = files
        let episodes = list(node, "episodes").compactMap { element -> Episode? in
            guard let ref = element["ref"], let name = text(of: ref, "ref") else {
                return episode(element, isFile: false)
            }
            guard open(element, as: .reference) else { return nil }
            guard let file = unused.removeValue(forKey: name) else {
                error(
                    ref.position,
                    files[name] != nil
                        ? "the episode \"\(name)\" is named twice: take one away"
                        : "there is no episode \"\(name)\" in campaigns/\(id)/\(hint(for: name, among: Array(files.keys)))"
                )
                return nil
            }
            return episode(file, isFile: true)
        }
        for (name, file) in unused.sorted(by: { $0.key < $1.key }) {
            error(file.position, "the campaign \"\(id)\" does not name the episode \"\(name)\"")
        }
        let first = episodes.lazy.compactMap(\.scenes.first).first?.id
        guard let start = reference(node, "start", .scene) ?? first else {
            error(node.position, "the campaign has no scene: write one in an episode's \"scenes\"")
            return nil
        }
        let count = episodes.reduce(0) { $0 + $1.scenes.count }
        guard count <= limits.scenes else {
            error(
                node.position, "the campaign has \(count) scenes, at most \(limits.scenes) are played: make two of it")
            return nil
        }
        let players = node["players"].flatMap(self.players) ?? Campaign.Players(min: 1, max: 5)
        for size in partySizes where size.count > players.max {
            warn(
                size.position,
                "\"min_party\" is \(size.count), and at most \(players.max) play this campaign: nobody would meet the group, lower it"
            )
        }
        return Campaign(
            id: id, worldID: text(node, "world_id") ?? worldID, title: title,
            description: line(node, "description", owner: id),
            seasonVersion: text(node, "season_version") ?? inherited, cover: cover(node, owner: id),
            minutes: integer(node, "minutes", in: 1...10_000),
            players: players, tags: texts(node, "tags"), start: start, flags: flags,
            decision: word(node, "decision", as: Campaign.Decision.self),
            leaderRewind: bool(node, "leader_rewind"), palette: palette(node), episodes: episodes)
    }

    private func episode(_ node: YAMLNode, isFile: Bool) -> Episode? {
        let id = define(.episode, node)
        guard open(node, as: .episode, isFile: isFile), let id else { return nil }
        return Episode(
            id: id, title: line(node, "title", owner: id), type: word(node, "type", as: Episode.Kind.self) ?? .main,
            requires: condition(node, "requires"), scenes: list(node, "scenes").compactMap(scene))
    }

    private func flag(_ node: YAMLNode) -> Flag? {
        guard open(node, as: .flag) else { return nil }
        let initial = node["default"].flatMap { flagValue($0, "default") }
        let kind = word(node, "type", as: Flag.Kind.self) ?? initial?.kind ?? .bool
        guard let key = define(.flag, node, field: "key", flagKind: kind) else { return nil }
        if let initial, initial.kind != kind, let value = node["default"] {
            error(
                value.position, "\"default\" of a flag of type \(kind.rawValue) must be such a value, not \(value.kind)"
            )
        }
        if ["and", "or", "not", "true", "false", "party_size"].contains(key), let value = node["key"] {
            error(value.position, "\"\(key)\" is a word of the conditions and cannot name a flag")
        }
        return Flag(key: key, kind: kind, initial: initial, isVisible: bool(node, "visible"))
    }

    private func players(_ node: YAMLNode) -> Campaign.Players? {
        guard open(node, as: .players), let least = integer(node, "min", in: 1...8),
            let most = integer(node, "max", in: 1...8)
        else { return nil }
        if least > most { error(node.position, "\"min\" is \(least), \"max\" is only \(most): change them about") }
        return Campaign.Players(min: least, max: most)
    }

    private func palette(_ node: YAMLNode) -> [String] {
        list(node, "palette").compactMap { element in
            guard let colour = text(of: element, "palette") else { return nil }
            guard colour.utf8.count == 7, colour.first == "#", UInt32(colour.dropFirst(), radix: 16) != nil else {
                error(element.position, "\"\(colour)\" is no colour: write #rrggbb")
                return nil
            }
            return colour
        }
    }
}
