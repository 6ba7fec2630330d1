internal import Core

/// What can be judged only when the whole pack is read.
extension PackReader {
    func check(_ pack: Pack) {
        let brokenCampaigns = checkReferences()
        for campaign in pack.campaigns {
            let defined = register.ids(.scene, campaign: campaign.id).count
            // What could not be read would look like a hole in the story; it has an error of its own already.
            guard defined == campaign.scenes.count else { continue }
            let isWhole = !brokenCampaigns.contains(campaign.id) && holed.isDisjoint(with: campaign.scenes.map(\.id))
            checkGraph(campaign, isWhole: isWhole)
        }
        guard form == .folder else { return }
        for scene in pack.campaigns.flatMap(\.scenes) { checkTexts(scene) }
        checkUnused()
        if !problems.contains(where: { $0.severity == .error }) { checkTranslations() }
    }

    /// The campaigns with a `goto` that leads nowhere.
    private func checkReferences() -> Set<String> {
        var broken: Set<String> = []
        for reference in register.references {
            let found = reference.kinds.lazy.compactMap {
                self.register.definition($0, reference.id, campaign: reference.campaign)
            }.first
            guard let found else {
                tellMissing(reference)
                if let campaign = reference.campaign, [.scene, .ending].contains(reference.kinds[0]) {
                    broken.insert(campaign)
                }
                continue
            }
            if let other = found.campaign, let own = reference.campaign, other != own {
                complain(
                    reference.position,
                    "the scene \"\(reference.id)\" is of another campaign, \"\(other)\": name one of this campaign")
            }
            if let used = reference.flagKind, let kind = found.flagKind, used != kind {
                complain(
                    reference.position,
                    "the flag \"\(reference.id)\" is of type \(kind.rawValue), it is used as \(used.rawValue)")
            }
        }
        return broken
    }

    private func tellMissing(_ reference: Register.Reference) {
        let lower = reference.id.lowercased()
        if reference.kinds == [.asset], register.definition(.asset, lower) != nil {
            complain(reference.position, "there is no asset \"\(reference.id)\": the file is called \"\(lower)\"")
            return
        }
        let kind = reference.kinds.map(\.rawValue).joined(separator: ", ")
        let hint = hint(
            for: reference.id, among: reference.kinds.flatMap { register.ids($0, campaign: reference.campaign) })
        complain(reference.position, "there is no \(kind) \"\(reference.id)\"\(hint)")
    }

    /// 450 to 900 characters in each language, and three choices: what a phone shows well.
    private func checkTexts(_ scene: Scene) {
        for language in languages {
            let texts = scene.text.compactMap { $0.texts[language] }
            guard texts.count == scene.text.count, !texts.isEmpty else { continue }
            let count = texts.reduce(0) { $0 + $1.count } + texts.count - 1
            guard !(450...900).contains(count) else { continue }
            let base = "\(scene.id).text"
            let strings = translations.entries[language]
            let position = (strings?[base] ?? strings?[base + ".1"])?.node.position ?? lines[base + ".1"]
            if let position {
                warn(
                    position,
                    "the text of \"\(scene.id)\" has \(count) characters in \(language.rawValue), 450 to 900 are right")
            }
        }
        // Gated choices come and go: three is right when it lies between those that are always there and all of them.
        let usual = scene.choices.filter { !$0.isFallback }
        let steady = usual.filter { $0.when == nil }
        if scene.type != .epilogue, scene.type != .combat, scene.entrance.end == nil,
            steady.count > 3 || usual.count < 3,
            let position = register.definition(.scene, scene.id)?.position
        {
            let count = usual.count < 3 ? usual.count : steady.count
            let choices = count == 1 ? "1 choice" : "\(count) choices"
            warn(position, "the scene \"\(scene.id)\" has \(choices), three are right")
        }
    }

    private func checkUnused() {
        for kind in [Register.Kind.item, .npc, .monster, .location, .faction, .asset, .flag, .template] {
            var used: Set<String> = []
            for reference in register.references where reference.kinds.contains(kind) {
                used.insert(kind == .flag ? "\(reference.campaign ?? "")/\(reference.id)" : reference.id)
            }
            for (key, definition) in register.definitions[kind] ?? [:] where !used.contains(key) {
                warn(definition.position, "nothing uses the \(kind.rawValue) \"\(definition.id)\"")
            }
        }
    }

    private func checkTranslations() {
        for entries in translations.entries.values {
            for (id, entry) in entries where !entry.isUsed {
                error(entry.key, "there is no line \"\(id)\" to translate\(hint(for: id, among: Array(lines.keys)))")
            }
        }
    }
}
