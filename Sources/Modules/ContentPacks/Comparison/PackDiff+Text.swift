extension PackDiff {
    /// For a person: a line a part, `+` new, `-` gone, `~` changed, with what changed below it.
    package var text: String {
        guard !isEmpty else { return "The packs are the same." }
        var lines: [String] = []
        var kind = ""
        for change in changes {
            if change.kind != kind {
                kind = change.kind
                lines.append("\(Self.headings[kind] ?? kind):")
            }
            lines += change.lines(renamed: newName(of: change))
        }
        return lines.joined(separator: "\n")
    }

    /// What a part that is gone seems to be called now.
    private func newName(of change: Change) -> String? {
        guard change.fate == .removed else { return nil }
        let parts = change.id.split(separator: "/").map(String.init)
        return switch change.kind {
        case "scene": renamed.scenes[change.id] ?? nil
        case "choice": renamed.choices[change.id].flatMap { $0 }.map { "\(renamed.scene(parts[0]))/\($0)" }
        case "flag": parts.last.flatMap { renamed.flags[$0] ?? nil }.map { "\(parts[0])/\($0)" }
        case "item": renamed.items[change.id] ?? nil
        case "npc": renamed.npcs[change.id] ?? nil
        default: nil
        }
    }

    private static let headings = [
        "pack": "Pack", "campaign": "Campaigns", "episode": "Episodes", "flag": "Flags", "scene": "Scenes",
        "choice": "Choices", "npc": "NPCs", "monster": "Monsters", "item": "Items", "world": "World",
        "region": "Regions", "city": "Cities", "location": "Locations", "faction": "Factions", "lore": "Lore",
        "art": "Art", "asset": "Assets",
    ]
}

extension PackDiff.Change {
    fileprivate func lines(renamed: String?) -> [String] {
        let name = title.map { "\(id) \"\($0)\"" } ?? id
        switch fate {
        case .added: return ["  + \(name)"]
        case .removed: return ["  - \(name)" + (renamed.map { ", now perhaps \($0)" } ?? "")]
        case .changed(let fields): return ["  ~ \(name)"] + fields.map { "      \($0.text)" }
        }
    }
}

extension FieldChange {
    fileprivate var text: String {
        guard let old else { return "\(field): + \(Self.cut(new ?? "", from: 0))" }
        guard let new else { return "\(field): - \(Self.cut(old, from: 0))" }
        // What a long text begins with is mostly the same.
        let same = zip(old, new).prefix { $0 == $1 }.count
        let start = max(old.count, new.count) <= Self.longest ? 0 : max(0, same - 12)
        return "\(field): \(Self.cut(old, from: start)) -> \(Self.cut(new, from: start))"
    }

    /// Characters of a value that are shown.
    private static let longest = 48

    private static func cut(_ text: String, from start: Int) -> String {
        let rest = text.replacing("\n", with: " ").dropFirst(start).drop { $0 == " " }
        let part = rest.prefix(longest)
        return (start > 0 ? "…" : "") + part + (part.count < rest.count ? "…" : "")
    }
}
