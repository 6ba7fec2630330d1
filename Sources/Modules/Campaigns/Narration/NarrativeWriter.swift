internal import ContentPacks
internal import Core

/// Retells a run as a person would: where it was, who did what, and what came of it.
///
/// The words are the author's wherever there are some: a scene opens as it is `told`, or with the first paragraph of its
/// text, a deed is told as its choice is, and what came of it as its outcome is. Our own phrases fill the gaps; they rotate, and no
/// sentence is written twice: one that is spent gives way to the next of its kind, and when all are spent the story goes
/// on without it.
struct NarrativeWriter {
    private let history: RunHistory
    private let teller: RunTeller
    private let phrases: NarrativePhrases
    private let language: Language
    /// As bytes: comparing letters would cost more than telling the story.
    private var used: Set<[UInt8]> = []
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
        teller = RunTeller(history)
    }

    private mutating func write() -> String {
        var paragraphs: [String] = []
        var seen: Set<String> = []
        var rest = history.scenes[...]
        while let first = rest.first {
            let stay = rest.prefix { $0.resolved.sceneID == first.resolved.sceneID }
            rest = rest.dropFirst(stay.count)
            let isNew = seen.insert(first.resolved.sceneID).inserted
            paragraphs += self.paragraphs(of: Array(stay), isNew: isNew, after: paragraphs.isEmpty ? opening() : "")
        }
        if paragraphs.isEmpty { paragraphs.append(opening()) }
        paragraphs.append(closing())
        return paragraphs.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private var title: String { phrases.quoted(history.rules.campaign.title.text(in: language)) }

    private func opening() -> String {
        let members = history.state.members.map(\.name)
        return fill(members.count == 1 ? phrases.openingOfOne : phrases.openingOfMany, name: list(members))
    }

    /// - Parameter opening: of the whole story, in its first paragraph.
    private mutating func paragraphs(of stay: [SceneRecord], isNew: Bool, after opening: String) -> [String] {
        var flow = ParagraphFlow()
        flow.add(opening)
        if isNew, let scene = stay.first.flatMap({ history.rules.scene($0.resolved.sceneID) }) {
            if let lead = lead(of: scene) {
                for paragraph in told(lead) { flow.add(paragraph) }
            } else {
                let title = phrases.quoted(scene.title.text(in: language))
                flow.add(sentence("arrival", phrases.arrivals, title: title) ?? "")
            }
        }
        for record in stay {
            for sentence in sentences(of: record) { flow.add(sentence) }
        }
        return flow.paragraphs
    }

    /// What the author opens the scene with; else the first paragraph of its text, or as many of its sentences as are no
    /// burden.
    private func lead(of scene: Scene) -> String? {
        if let told = scene.told { return told.text(in: language) }
        guard let first = scene.text.first.flatMap({ Paragraphs.of($0.text(in: language)).first }) else { return nil }
        return Sentences.opening(of: first)
    }

    private mutating func sentences(of record: SceneRecord) -> [String] {
        if let fight = teller.fight(record) {
            let course = sentences(of: fight)
            let end = told(record.outcome.text).filter { !FightLines.isEnd($0, in: language) }
            let result = end.isEmpty ? sentence("result.\(fight.result)", phrases.results(fight.result)) : nil
            return course + (result.map { [$0] } ?? end)
        }
        let deed = deed(record)
        let told = told(record.outcome.text)
        guard told.isEmpty, !record.outcome.checks.isEmpty else { return (deed.map { [$0] } ?? []) + told }
        let (result, name) = (record.outcome.result, teller.names.character(record.resolved.actor))
        let outcome = sentence("result.\(result.rawValue)", phrases.results(result), name: name)
        return [deed, outcome].compactMap { $0 }
    }

    private mutating func deed(_ record: SceneRecord) -> String? {
        let name = teller.names.character(record.resolved.actor)
        if let words = record.words {
            return sentence("own", phrases.ownMoves, name: name, words: phrases.quoted(words))
        }
        if let told = teller.told(record) {
            return use(told) ?? sentence("again", phrases.again, name: name)
        }
        guard let label = teller.choice(record)?.label.text(in: language) else { return nil }
        return sentence("choice", phrases.choices, name: name, words: phrases.quoted(label))
    }

    private mutating func sentences(of fight: FightTale) -> [String] {
        var sentences = [sentence("fight", phrases.fights.length(fight.rounds))]
        for part in fight.parts {
            sentences.append(
                sentence(
                    "fight.\(part.kind)", phrases.fights.part(part.kind, part.isMany), name: part.by ?? "",
                    words: list(part.who.flatMap { phrases.fights.fighters($0.name, $0.count, part.isOfTheParty) })))
        }
        return sentences.compactMap { $0 }
    }

    /// The pack's own words, each paragraph once in the whole story; the rules' stopgaps are left out.
    private mutating func told(_ text: String) -> [String] {
        Paragraphs.of(text).compactMap { paragraph in
            GenericTexts.contains(Array(paragraph.utf8)) ? nil : use(phrases.typeset(paragraph))
        }
    }

    /// nil when it was used before.
    private mutating func use(_ sentence: String) -> String? {
        used.insert(Array(sentence.utf8)).inserted ? sentence : nil
    }

    // MARK: The end

    private mutating func closing() -> String {
        let state = history.state
        var sentences: [String] = []
        for member in state.members {
            if member.dead { sentences.append(fill(phrases.lost, name: member.name)) }
            if member.absent { sentences.append(fill(phrases.left, name: member.name)) }
        }
        sentences += memories()
        for member in state.members where !member.dead {
            let gains = gains(of: member)
            guard !gains.isEmpty else { continue }
            if let reward = sentence("reward", phrases.rewards, name: member.name, words: list(gains)) {
                sentences.append(reward)
            }
        }
        sentences.append(fill(state.phase == .aborted ? phrases.aborted : phrases.completed, title: title))
        return sentences.joined(separator: " ")
    }

    /// What the world remembers, one sentence for all of whom the same can be said.
    private func memories() -> [String] {
        var fates: [(fate: NarrativePhrases.Fate, names: [String])] = []
        for delta in RetconPackage.worldDeltas(history) {
            let fate = NarrativePhrases.Fate(delta)
            let name = teller.names.target(delta.targetId)
            if let index = fates.firstIndex(where: { $0.fate == fate }) {
                fates[index].names.append(name)
            } else {
                fates.append((fate, [name]))
            }
        }
        return fates.map { fill(phrases.memory($0.fate, $0.names.count > 1), name: list($0.names)) }
    }

    private func gains(of member: MemberState) -> [String] {
        var gains: [String] = []
        for effect in history.effects where effect.characterId == member.characterID {
            guard let item = effect.itemId, (effect.count ?? 0) > 0, member.items[item, default: 0] > 0 else {
                continue
            }
            let name = phrases.quoted(teller.names.item(item))
            if !gains.contains(name) { gains.append(name) }
        }
        return gains
    }

    // MARK: Sentences

    /// The next sentence of a kind that is not spent; nil when all are.
    private mutating func sentence(
        _ kind: String, _ templates: [String], name: String = "", title: String = "", words: String = ""
    ) -> String? {
        let start = turns[kind, default: 0]
        for step in 0..<templates.count {
            let template = templates[(start + step) % templates.count]
            if let sentence = use(fill(template, name: name, title: title, words: words)) {
                turns[kind] = start + step + 1
                return sentence
            }
        }
        return nil
    }

    /// Puts the parts in, in one pass: a `%` that a player wrote is never taken for a placeholder.
    private func fill(_ template: String, name: String = "", title: String = "", words: String = "") -> String {
        var text: [UInt8] = []
        var isPlaceholder = false
        for byte in template.utf8 {
            switch (isPlaceholder, byte) {
            case (false, UInt8(ascii: "%")):
                isPlaceholder = true
                continue
            case (true, UInt8(ascii: "n")): text += name.utf8
            case (true, UInt8(ascii: "t")): text += title.utf8
            case (true, UInt8(ascii: "w")): text += words.utf8
            default: text.append(byte)
            }
            isPlaceholder = false
        }
        // A sentence that begins with an article.
        if let first = text.first, first >= UInt8(ascii: "a"), first <= UInt8(ascii: "z") { text[0] = first - 32 }
        return Self.withoutDoubledStops(text)
    }

    /// A quotation that ends with its own full stop or mark needs no second one after the quotes: `«Стой!».` stays,
    /// `«Иду.».` becomes `«Иду».`
    private static func withoutDoubledStops(_ text: [UInt8]) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        for (index, byte) in text.enumerated() {
            if byte == UInt8(ascii: "."), case let rest = text[(index + 1)...],
                rest.starts(with: "».".utf8) || rest.starts(with: "”.".utf8)
            {
                continue
            }
            result.append(byte)
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// `Мира, Тормунд и Лада`.
    private func list(_ parts: [String]) -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + phrases.and + last
    }
}

extension NarrativePhrases.Fate {
    fileprivate init(_ delta: RetconPackage.WorldDelta) {
        let isHelp = ["HELP", "DEFEND", "SUPPORT"].contains(String(delta.event.prefix { $0 != "_" }))
        self = delta.change == .alive && isHelp ? .helped : .changed(delta.change)
    }
}
