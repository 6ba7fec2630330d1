internal import Auth
internal import Core

/// A new character as its player wants it, checked, with what is missing taken from the archetype.
package struct CharacterDraft: Sendable, Equatable {
    /// Members of `coreStats` besides the six abilities and `hp`.
    static let otherStatLimit = 32
    static let skillLimit = 64
    static let abilityRange: ClosedRange<Int> = 1...30
    static let hpRange: ClosedRange<Int> = 1...999
    static let rankRange: ClosedRange<Int> = 0...10

    package let name: String
    package let archetype: String
    package let race: String?
    /// A JSON object: the six abilities first, then what else was sent.
    package let coreStats: [UInt8]
    /// A JSON object.
    package let skills: [UInt8]
    package let maxHP: Int
    package let kit: [KitItem]
    package let portraitURL: String?

    /// Reads the body of `POST /v1/characters`; what is wrong is left in `fields`.
    init(reading fields: inout RequestFields) {
        name = fields.text("name", 2...60)
        archetype = fields.text("archetype", 2...40)
        race = fields.optionalText("race", 1...40)
        let preset = Archetype.find(archetype)
        let sent = fields.optionalObject("coreStats") ?? [:]
        let abilities = Self.abilities(sent, preset, &fields)
        let hp = Self.integer(sent["hp"], in: Self.hpRange, "coreStats.hp", &fields)
        let others = Self.otherStats(sent, &fields)
        maxHP = hp ?? preset?.hp ?? 10

        var stats = JSONWriter()
        stats.object {
            for (name, value) in zip(abilityNames, abilities) { $0.member(name, value) }
            if let hp { $0.member("hp", hp) }
            for (name, value) in others { $0.member(name, value) }
        }
        coreStats = stats.bytes

        let ranks = Self.skills(fields.optionalObject("skills"), &fields) ?? preset?.skills ?? [:]
        var skills = JSONWriter()
        skills.object { for (name, rank) in ranks.sorted(by: { $0.key < $1.key }) { $0.member(name, rank) } }
        self.skills = skills.bytes
        kit = preset?.kit ?? []
        portraitURL = preset?.portraitURL
    }

    private static func abilities(
        _ sent: [String: JSONValue], _ preset: Archetype?, _ fields: inout RequestFields
    ) -> [Int] {
        abilityNames.enumerated().map { index, name in
            integer(sent[name], in: abilityRange, "coreStats.\(name)", &fields) ?? preset?.abilities[index] ?? 10
        }
    }

    private static func integer(
        _ value: JSONValue?, in range: ClosedRange<Int>, _ field: String, _ fields: inout RequestFields
    ) -> Int? {
        guard let value, value != .null else { return nil }
        guard let number = value.integerValue.flatMap(Int.init(exactly:)), range.contains(number) else {
            fields.refuse(field, "must be an integer, \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    private static func otherStats(
        _ sent: [String: JSONValue], _ fields: inout RequestFields
    ) -> [(String, JSONValue)] {
        let others = sent.filter { $0.key != "hp" && !abilityNames.contains($0.key) && $0.value != .null }
        guard others.count <= otherStatLimit else {
            fields.refuse("coreStats", "must have at most \(otherStatLimit) members of its own")
            return []
        }
        return others.sorted { $0.key < $1.key }.filter { name, value in
            guard RequestText.isClean(name, 1...40) else {
                fields.refuse("coreStats", "names must be 1 to 40 characters")
                return false
            }
            guard isKept(value) else {
                fields.refuse("coreStats.\(name)", "must be a number within ±1000000 or a string of at most 200")
                return false
            }
            return true
        }
    }

    private static func isKept(_ value: JSONValue) -> Bool {
        switch value {
        case .integer(let number): (-1_000_000...1_000_000).contains(number)
        case .number(let number): abs(number) <= 1_000_000
        case .string(let text): text.unicodeScalars.count <= 200
        case .null, .bool, .array, .object: false
        }
    }

    /// Nil when none were sent: then the archetype's are taken.
    private static func skills(
        _ sent: [String: JSONValue]?, _ fields: inout RequestFields
    ) -> [String: Int]? {
        guard let sent else { return nil }
        guard sent.count <= skillLimit else {
            fields.refuse("skills", "must have at most \(skillLimit) members")
            return nil
        }
        var ranks: [String: Int] = [:]
        for (name, value) in sent.sorted(by: { $0.key < $1.key }) {
            if RequestText.isClean(name, 1...40) {
                if let rank = integer(value, in: rankRange, "skills.\(name)", &fields) { ranks[name] = rank }
            } else {
                fields.refuse("skills", "names must be 1 to 40 characters")
            }
        }
        return ranks
    }
}
