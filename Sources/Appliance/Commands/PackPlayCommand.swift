internal import Campaigns
internal import ContentPacks
internal import Core

extension Command {
    static let packPlay = Command(
        name: "pack play", summary: "Let a robot play a content pack.",
        explanation: """
            A robot plays every campaign of the pack by the rules of the game and prints what it met: scenes, choices, outcomes and
            endings, how long the runs were, and every place where a party can get stuck, with a short path there that
            --replay takes. The same seed gives the same result. Exit code 1 when something was never reached, a party got
            stuck, or an assertion of pack.yaml does not hold.
            """,
        options: [
            Option(name: "--runs", value: "N", help: "Play so many times each; 1000 if not given."),
            Option(name: "--party", value: "N", help: "With so many characters, 1 to 8; 3 if not given."),
            Option(name: "--seed", value: "N", help: "Begin the robot's dice here; 1 if not given."),
            Option(name: "--campaign", value: "ID", help: "Play this campaign of the pack only."),
            Option(name: "--until", value: "ending:ID", help: "Stop at this ending and print the way there."),
            Option(name: "--replay", value: "PATH", help: "Play this path only, step by step."),
            Option(name: "--coverage", value: "FILE", help: "Write the counts here, for mimic pack graph."),
            .json,
        ], operands: Operands(name: "DIR_OR_FILE")
    ) { arguments in
        var plan = Playtest.Plan()
        plan.runs = try arguments.integer("--runs", in: 1...10_000_000, default: plan.runs)
        plan.party = try arguments.integer("--party", in: 1...8, default: plan.party)
        plan.seed = UInt64(try arguments.integer("--seed", in: 0...Int.max, default: 1))
        let path = arguments.operands[0]
        let pack = try PackSource(argument: path).playable()
        let campaigns = try arguments.campaigns(of: pack)
        plan.until = try arguments.ending(of: campaigns)
        if let replay = arguments.value("--replay") { return try play(replay, campaigns, pack, plan) }
        let played = try campaigns.map { campaign in
            let rules = CampaignRules(pack: pack, campaign: campaign, language: pack.languages.first ?? .english)
            var playtest = Playtest(rules, plan)
            var bar = ProgressBar("\(campaign.id):", of: plan.runs, "runs")
            try playtest.play { bar.show($0) }
            bar.clear()
            return playtest
        }
        let report = JSONValue.object(["campaigns": .array(played.map(\.json))])
        if let file = arguments.value("--coverage") { try Terminal.write(report.text + "\n", toFile: file) }
        Terminal.print(
            arguments.has("--json") ? report.text : played.map { $0.text(pack: path) }.joined(separator: "\n\n"))
        // One ending is in one campaign.
        let isPassed = plan.until == nil ? played.allSatisfy(\.isPassed) : played.contains(where: \.isPassed)
        return isPassed ? .success : .failure
    }

    private static func play(
        _ text: String, _ campaigns: [Campaign], _ pack: Pack, _ plan: Playtest.Plan
    ) throws -> ExitCode {
        let words = text.split(separator: ",", omittingEmptySubsequences: false)
        let path = try words.map { word in
            guard let step = PlaytestStep(word) else {
                throw Failure.usage("--replay: \"\(word)\" is no step: SCENE/CHOICE, SCENE/CHOICE=OUTCOME@MEMBER")
            }
            return step
        }
        guard campaigns.count == 1 else {
            throw Failure.usage("--replay: the pack has several campaigns: name one with --campaign")
        }
        let rules = CampaignRules(pack: pack, campaign: campaigns[0], language: pack.languages.first ?? .english)
        do {
            let replay = try Playtest(rules, plan).replay(path)
            Terminal.print(replay.text(path, rules))
            return replay.findings.allSatisfy(\.isEmpty) ? .success : .failure
        } catch {
            throw Failure.failed("mimic: \(error)")
        }
    }
}

extension Arguments {
    func campaigns(of pack: Pack) throws -> [Campaign] {
        guard let id = value("--campaign") else { return pack.campaigns }
        guard let campaign = pack.campaign(id) else {
            let hint = Spelling.hint(for: id, among: pack.campaigns.map(\.id))
            throw Failure.usage("--campaign: the pack has no \"\(id)\"\(hint)")
        }
        return [campaign]
    }

    fileprivate func ending(of campaigns: [Campaign]) throws -> String? {
        guard let text = value("--until") else { return nil }
        let endings = campaigns.flatMap(\.scenes).compactMap { $0.ending ?? ($0.type == .epilogue ? $0.id : nil) }
        let id = String(text.dropFirst("ending:".count))
        guard text.hasPrefix("ending:"), endings.contains(id) else {
            let known = endings.map { "ending:\($0)" }
            let hint = Spelling.hint(for: text, among: known)
            throw Failure.usage(
                "--until: \"\(text)\" is no ending" + (hint.isEmpty ? ": \(known.joined(separator: ", "))" : hint))
        }
        return id
    }
}

extension PackSource {
    /// - Throws: `Failure` with the errors that forbid to play it.
    func playable() throws -> Pack {
        let library = PackLibrary.load([self])
        if let pack = library.entries.first?.pack { return pack }
        let errors = library.problems.filter { $0.severity == .error }
        throw Failure.failed(errors.map(\.description).joined(separator: "\n"))
    }
}

extension JSONValue {
    var text: String {
        var writer = JSONWriter()
        writer.value(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
