import ContentPacks
import Core
import Glibc
import Testing

@testable import Campaigns

/// What is left of an evening with Season 1: to be read by people, so the files under `golden/` are.
@Suite("The summary of Season 1")
struct SeasonOneSummaryTests {
    struct Evening: Sendable, CustomTestStringConvertible {
        let name: String
        let seed: UInt64
        let names: [Language: [String]]

        var testDescription: String { name }
    }

    private static let evenings = [
        Evening(name: "solo", seed: 7, names: [.russian: ["Мира"], .english: ["Mira"]]),
        Evening(
            name: "party", seed: 5,
            names: [.russian: ["Мира", "Тормунд", "Лада"], .english: ["Mira", "Tormund", "Lada"]]),
    ]

    private static let ownMoves: [Language: [String]] = [
        .russian: [
            "Сажусь рядом и молчу, пока не заговорят сами", "Напеваю то, что помню с детства",
            "Предлагаю поменяться сапогами",
            "Считаю вслух до ста",
        ],
        .english: [
            "I sit down beside them and keep quiet until they speak", "I hum what I remember from my childhood",
            "I offer to swap boots", "I count aloud to a hundred",
        ],
    ]

    /// `MIMIC_WRITE_GOLDEN=1` writes the files anew: read them before they are committed.
    @Test("reads as it was last read by a person", arguments: evenings, Language.allCases)
    func golden(evening: Evening, language: Language) throws {
        let history = try SeasonOne(language).play(
            try #require(evening.names[language]), seed: evening.seed, ownMoves: Self.ownMoves[language] ?? []
        ).history
        let text = SummaryPage(history: history).text
        let path = Self.folder + "season-1-\(evening.name).\(language.rawValue).txt"
        if getenv("MIMIC_WRITE_GOLDEN") != nil { try Self.write(text, to: path) }
        #expect(try Self.read(path) == text)
    }

    @Test("never says a sentence twice, and leaves no id and no placeholder in it", arguments: Language.allCases)
    func clean(language: Language) throws {
        let season = try SeasonOne(language)
        let ids = Self.ids(of: season.rules.pack)
        for seed in 1...150 as ClosedRange<UInt64> {
            let names = Array(["Мира", "Тормунд", "Лада", "Ким", "Вук"].prefix(Int(seed % 5) + 1))
            let history = try season.play(names, seed: seed, ownMoves: ["Пою", "Молчу", "Жду"]).history
            let summary = AdventureSummary(of: history)
            let sentences = summary.narrative.split(separator: "\n").flatMap { Sentences.of(String($0)) }
            // A word or two may be said again, and again.
            let long = sentences.filter { $0.count > 24 }
            let twice = Dictionary(grouping: long, by: \.self).filter { $0.value.count > 1 }.keys
            #expect(twice.isEmpty, "seed \(seed)")
            let told =
                [summary.narrative] + summary.timeline.map(\.summary) + summary.partySummary.deeds.compactMap(\.text)
            for text in told {
                let words = text.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }.map(String.init)
                #expect(words.filter { ids.contains($0) } == [], "seed \(seed): \(text)")
                for leftover in ["%", "{", "}", "  ", " .", " ,", "..", "«»", ": .", "nil"] {
                    #expect(!text.contains(leftover), "seed \(seed), “\(leftover)”: \(text)")
                }
            }
        }
    }

    /// Ids that are no words of any language, and in no name.
    private static func ids(of pack: Pack) -> Set<String> {
        let all =
            pack.campaigns.flatMap { $0.scenes.map(\.id) + $0.flags.map(\.key) } + pack.items.map(\.id)
            + pack.monsters.map(\.id) + pack.locations.map(\.id) + pack.factions.map(\.id)
        let names = pack.monsters.flatMap(\.name.texts.values).joined(separator: " ").lowercased()
        return Set(all.filter { ($0.contains("_") || $0.contains("-")) && !names.contains($0) })
    }

    private static let folder =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/golden/"

    private static func read(_ path: String) throws -> String {
        String(decoding: try FolderReader().file(path).bytes, as: UTF8.self)
    }

    private static func write(_ text: String, to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        let bytes = Array(text.utf8)
        try #require(descriptor >= 0 && Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
        close(descriptor)
    }
}
