import ContentPacks
import Core

@testable import Campaigns

/// A summary as a person meets it on the page, as plain text.
struct SummaryPage {
    let history: RunHistory

    private var language: Language { history.rules.language }

    var text: String {
        let summary = AdventureSummary(of: history)
        let parts = [
            history.rules.campaign.title.text(in: language), summary.narrative,
            heading("Как всё было", "How it went"), timeline(summary), heading("Кто что сделал", "Who did what"),
            deeds(summary), heading("Что получено", "What was gained"), rewards(summary),
        ]
        return parts.joined(separator: "\n\n") + "\n"
    }

    private func heading(_ russian: String, _ english: String) -> String {
        "--- \(language == .russian ? russian : english) ---"
    }

    private func timeline(_ summary: AdventureSummary) -> String {
        let lines = OutcomeLines(language: language, names: history.rules.names(history.state))
        return summary.timeline.enumerated().map { index, entry in
            (["\(index + 1). \(entry.title). \(entry.summary)"] + entry.checks.map { "   " + lines.line(of: $0) })
                .joined(separator: "\n")
        }.joined(separator: "\n")
    }

    private func deeds(_ summary: AdventureSummary) -> String {
        let lines = summary.partySummary.members.map { member in
            [member.name]
                + summary.partySummary.deeds.filter { $0.characterId == member.characterId }.compactMap(\.text)
                .map { "  - " + $0 }
        }
        return lines.map { $0.joined(separator: "\n") }.joined(separator: "\n")
    }

    private func rewards(_ summary: AdventureSummary) -> String {
        let names = history.rules.names(history.state)
        return summary.rewards.map { reward in
            let what =
                switch reward.type {
                case .item: (reward.name ?? "?") + (reward.amount > 1 ? " × \(reward.amount)" : "")
                case .xp:
                    language == .russian
                        ? RussianPlural("очко", "очка", "очков")(reward.amount) + " опыта"
                        : EnglishPlural("experience point", "experience points")(reward.amount)
                case .level:
                    language == .russian
                        ? RussianPlural("новый уровень", "новых уровня", "новых уровней")(reward.amount)
                        : EnglishPlural("new level", "new levels")(reward.amount)
                }
            return "\(names.character(reward.characterId)): \(what)"
        }.joined(separator: "\n")
    }
}
