internal import ContentPacks
internal import Core

/// Retells a run as a person would: who did what, and what came of it.
///
/// One paragraph a stay in a scene. Turns of phrase rotate, and no sentence is written twice: a sentence that is spent
/// gives way to the next of its kind, and when all are spent the story goes on without it.
struct NarrativeWriter {
    private let history: RunHistory
    private let phrases: NarrativePhrases
    private let names: NameBook
    private let language: Language
    private var used: Set<String> = []
    /// How often each kind of sentence was needed, so that each rotates on its own.
    private var turns: [String: Int] = [:]

    static func narrative(of history: RunHistory) -> String {
        var writer = NarrativeWriter(history)
        return writer.write()
    }

    private init(_ history: RunHistory) {
        self.history = history
        language = history.rules.language
        phrases = .of(language)
        names = history.rules.names(history.state)
    }

    private mutating func write() -> String {
        var paragraphs = [opening()]
        var seen: Set<String> = []
        var rest = history.scenes[...]
        while let first = rest.first {
            let stay = rest.prefix { $0.resolved.sceneID == first.resolved.sceneID }
            rest = rest.dropFirst(stay.count)
            let isNew = seen.insert(first.resolved.sceneID).inserted
            paragraphs.append(paragraph(Array(stay), isNew: isNew))
        }
        paragraphs.append(closing())
        return paragraphs.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private func opening() -> String {
        let members = history.state.members.map(\.name)
        let template = members.count == 1 ? phrases.openingOfOne : phrases.openingOfMany
        return fill(template, name: list(members), title: history.rules.campaign.title.text(in: language))
    }

    private mutating func paragraph(_ stay: [SceneRecord], isNew: Bool) -> String {
        var sentences: [String] = []
        if let scene = stay.first.flatMap({ history.rules.scene($0.resolved.sceneID) }) {
            let title = quoted(scene.title.text(in: language))
            let arrival =
                used.isEmpty
                ? sentence("first", [phrases.firstArrival], title: title)
                : sentence(isNew ? "arrival" : "return", isNew ? phrases.arrivals : phrases.returns, title: title)
            if let arrival { sentences.append(arrival) }
        }
        for record in stay { sentences += self.sentences(of: record) }
        return sentences.joined(separator: " ")
    }

    private mutating func sentences(of record: SceneRecord) -> [String] {
        let name = names.character(record.resolved.actor)
        var sentences: [String?] = []
        if let words = record.words {
            sentences.append(sentence("own", phrases.ownMoves, name: name, words: quoted(words)))
        } else if let label = label(of: record) {
            sentences.append(sentence("choice", phrases.choices, name: name, words: quoted(label)))
        }
        if !record.outcome.checks.isEmpty {
            let result = record.outcome.result
            sentences.append(sentence("result.\(result.rawValue)", phrases.results(result), name: name))
        }
        return sentences.compactMap { $0 } + told(record.outcome.text)
    }

    private func label(of record: SceneRecord) -> String? {
        guard let choice = record.resolved.choiceID, let scene = history.rules.scene(record.resolved.sceneID) else {
            return nil
        }
        let all = scene.choices + GenericChoices.of(scene.type)
        return all.first { $0.id == choice }?.label.text(in: language)
    }

    /// The pack's own words, each paragraph once in the whole story; the rules' stopgaps are left out.
    private mutating func told(_ text: String) -> [String] {
        Paragraphs.of(text).filter { !GenericTexts.contains($0) && used.insert($0).inserted }
    }

    private mutating func closing() -> String {
        let title = history.rules.campaign.title.text(in: language)
        let state = history.state
        var sentences: [String] = []
        for member in state.members {
            if member.dead { sentences.append(fill(phrases.lost, name: member.name)) }
            if member.absent { sentences.append(fill(phrases.left, name: member.name)) }
        }
        for member in state.members where !member.dead {
            let gains = gains(of: member)
            guard !gains.isEmpty else { continue }
            if let reward = sentence("reward", phrases.rewards, name: member.name, words: list(gains)) {
                sentences.append(reward)
            }
        }
        let remembered = RetconPackage.worldDeltas(history).map {
            phrases.remembered(names.target($0.targetId), $0.change)
        }
        if !remembered.isEmpty {
            sentences.append(fill(phrases.memory, words: remembered.joined(separator: "; ")))
        }
        if !history.scenes.isEmpty { sentences.append(phrases.balance(history.scenes.count, state.rollCount)) }
        sentences.append(fill(state.phase == .aborted ? phrases.aborted : phrases.completed, title: title))
        return sentences.joined(separator: " ")
    }

    private func gains(of member: MemberState) -> [String] {
        var gains = member.xpGained > 0 ? [phrases.experience(member.xpGained)] : []
        for effect in history.scenes.flatMap(\.outcome.effects) where effect.characterId == member.characterID {
            guard let item = effect.itemId, (effect.count ?? 0) > 0, member.items[item, default: 0] > 0 else {
                continue
            }
            let name = quoted(names.item(item))
            if !gains.contains(name) { gains.append(name) }
        }
        return gains
    }

    /// The next sentence of a kind that is not spent; nil when all are.
    private mutating func sentence(
        _ kind: String, _ templates: [String], name: String = "", title: String = "", words: String = ""
    ) -> String? {
        let start = turns[kind, default: 0]
        for step in 0..<templates.count {
            let sentence = fill(templates[(start + step) % templates.count], name: name, title: title, words: words)
            if used.insert(sentence).inserted {
                turns[kind] = start + step + 1
                return sentence
            }
        }
        return nil
    }

    /// Puts the parts in, in one pass: a `%` that a player wrote is never taken for a placeholder.
    private func fill(_ template: String, name: String = "", title: String = "", words: String = "") -> String {
        var text = ""
        var isPlaceholder = false
        for character in template {
            switch (isPlaceholder, character) {
            case (false, "%"): isPlaceholder = true
            case (true, "n"): text += name
            case (true, "t"): text += title
            case (true, "w"): text += words
            default: text.append(character)
            }
            if character != "%" { isPlaceholder = false }
        }
        return Self.withoutDoubledStops(text)
    }

    /// A quotation that ends with its own full stop or mark needs no second one after the quotes: `«Стой!».` stays,
    /// `«Иду.».` becomes `«Иду».`
    private static func withoutDoubledStops(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let character = rest.popFirst() {
            if character == ".", let quote = rest.first, "»”".contains(quote), rest.dropFirst().first == "." {
                continue
            }
            result.append(character)
        }
        return result
    }

    /// In quotes, on one line; quotes inside become inner ones.
    private func quoted(_ text: String) -> String {
        var inner = ""
        for word in text.split(whereSeparator: \.isWhitespace) { inner += (inner.isEmpty ? "" : " ") + word }
        var quoted = ""
        var isOpen = false
        for character in inner {
            switch character {
            case "«", "“", "„": quoted += phrases.innerQuotes.open
            case "»", "”": quoted += phrases.innerQuotes.close
            case "\"":
                quoted += isOpen ? phrases.innerQuotes.close : phrases.innerQuotes.open
                isOpen.toggle()
            default: quoted.append(character)
            }
        }
        return phrases.quotes.open + quoted + phrases.quotes.close
    }

    /// `Мира, Тормунд и Лада`.
    private func list(_ parts: [String]) -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + phrases.and + last
    }
}
