internal import ContentPacks
internal import Core

extension PlaytestReplay {
    /// The steps with what came of them, and where the story stands at the end.
    package func text(_ path: [PlaytestStep], _ rules: CampaignRules) -> String {
        var lines = findings[0].map { "! \($0)" }
        for (index, step) in path.enumerated() {
            let result = results[index]
            let scene = rules.scene(step.scene)
            let label = scene?.choices.first { $0.id == step.choice }?.label.text(in: rules.language)
            let who = result.state.members.first { $0.characterID.rawValue == Int64(step.actor) }?.name ?? ""
            lines.append("\(index + 1). \(step)\(label.map { "  \($0)" } ?? "")  (\(who))")
            lines += result.rolls.map { roll in
                let against = roll.dc.map { " against \($0)" } ?? ""
                return "   rolls \(roll.formula): \(roll.total)\(against)"
            }
            lines += result.chronicle.dropFirst().map { "   \($0.type)" }
            lines += findings[index + 1].map { "! \($0)" }
        }
        let flags = state.flags.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value.text)" }
        lines += ["", "The story is in \"\(state.sceneID)\", phase \(state.phase.rawValue), turn \(state.turn)."]
        if !flags.isEmpty { lines.append("Flags: \(flags.joined(separator: ", "))") }
        for member in state.members {
            let items = member.items.filter { $0.value > 0 }.map(\.key).sorted().joined(separator: ", ")
            lines.append(
                "\(member.name): \(member.hp) of \(member.maxHP) HP; carries \(items.isEmpty ? "nothing" : items)")
        }
        let open = rules.availableChoices(state).map(\.id)
        if !open.isEmpty { lines.append("Open: \(open.joined(separator: ", "))") }
        return lines.joined(separator: "\n")
    }
}

extension FlagValue {
    fileprivate var text: String {
        switch self {
        case .bool(let flag): "\(flag)"
        case .integer(let number): "\(number)"
        case .text(let text): "\"\(text)\""
        }
    }
}
