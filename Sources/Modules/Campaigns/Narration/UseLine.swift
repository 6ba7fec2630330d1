internal import ContentPacks
internal import Core

/// Says what it does to use a thing in a fight: `Возвращает 4 очка здоровья, останавливает кровотечение.`
struct UseLine {
    let language: Language

    func line(of item: FightItem) -> String {
        var parts: [String] = []
        if item.heals > 0 { parts.append(heals(item.heals)) }
        parts += item.clears.map(clears) + item.brings.map(brings)
        let line = parts.joined(separator: ", ")
        return line.prefix(1).uppercased() + line.dropFirst() + "."
    }

    private func heals(_ amount: Int) -> String {
        switch language {
        case .russian: "возвращает \(RussianPlural("очко", "очка", "очков")(amount)) здоровья"
        case .english: "restores \(EnglishPlural("hit point", "hit points")(amount))"
        }
    }

    private func clears(_ status: Status) -> String {
        switch (status, language) {
        case (.bleeding, .russian): "останавливает кровотечение"
        case (.stunned, .russian): "приводит в чувство"
        case (.inspired, .russian): "снимает воодушевление"
        case (.bleeding, .english): "stops the bleeding"
        case (.stunned, .english): "brings to one's senses"
        case (.inspired, .english): "ends inspiration"
        }
    }

    private func brings(_ status: Status) -> String {
        switch (status, language) {
        case (.inspired, .russian): "даёт преимущество на следующую атаку или умение"
        case (.inspired, .english): "gives advantage on the next attack or skill"
        case (_, .russian): Vocabulary.name(ofStatus: status.rawValue, in: language)
        case (_, .english): status.rawValue
        }
    }
}
