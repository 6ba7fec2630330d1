internal import ContentPacks
internal import Core

extension Command {
    private static let formats = ["svg", "dot", "mermaid"]

    static let packGraph = Command(
        name: "pack graph", summary: "Draw the scenes of a campaign.",
        explanation: """
            Draws the scenes of a campaign and the ways between them: episodes as bands, types of scenes by their shape, choices,
            checks and outcomes on the ways, scenes that nothing leads to and that lead to no end marked. With the counts of
            mimic pack play --coverage colours show what is played often and what never. Draws also packs with mistakes.
            """,
        options: [
            Option(name: "--format", value: "FORMAT", help: "svg, dot or mermaid; svg if not given."),
            Option(name: "--campaign", value: "ID", help: "Draw this campaign; the first if not given."),
            Option(name: "--coverage", value: "FILE", help: "Colour by these counts."),
            Option(name: "-o", value: "FILE", help: "Write here; to standard output if not given."),
            .json,
        ], operands: Operands(name: "DIR_OR_FILE")
    ) { arguments in
        let format = arguments.value("--format") ?? "svg"
        guard !arguments.has("--json") || arguments.value("--format") == nil else {
            throw Failure.usage("mimic pack graph: either --format or --json")
        }
        guard formats.contains(format) else {
            throw Failure.usage("--format must be svg, dot or mermaid, not \"\(format)\"")
        }
        let pack = try PackSource(argument: arguments.operands[0]).drawable()
        guard let campaign = try arguments.campaigns(of: pack).first else {
            throw Failure.failed("mimic: \(arguments.operands[0]): the pack has no campaign")
        }
        let visits = try arguments.value("--coverage").map { try StoryMap.Visits(path: $0, of: campaign.id) }
        let map = StoryMap(campaign, language: pack.languages.first ?? .english, visits: visits)
        let drawn =
            switch arguments.has("--json") ? "json" : format {
            case "json": map.json.text + "\n"
            case "dot": map.dot
            case "mermaid": map.mermaid
            default: SVGDrawing.document(map)
            }
        if let file = arguments.value("-o") {
            try Terminal.write(drawn, toFile: file)
        } else {
            Terminal.print(drawn, terminator: "")
        }
        return .success
    }
}

extension PackSource {
    /// The pack, also one that no server loads, as far as it can be read; its errors are counted on standard error.
    ///
    /// - Throws: `Failure` with the errors when nothing can be read.
    fileprivate func drawable() throws -> Pack {
        let (pack, problems) = draft()
        let errors = problems.filter { $0.severity == .error }
        guard let pack else { throw Failure.failed(errors.map(\.description).joined(separator: "\n")) }
        if !errors.isEmpty {
            Terminal.complain("mimic: the pack has errors (\(errors.count)); mimic pack check \(name) shows them")
        }
        return pack
    }
}

extension StoryMap.Visits {
    /// - Throws: `Failure` when the file is not of `mimic pack play --coverage`, or not of this campaign.
    fileprivate init(path: String, of campaign: String) throws {
        let strange = Failure.failed("mimic: \(path): not the counts of mimic pack play --coverage")
        let bytes: [UInt8]
        do {
            bytes = try FolderReader().file(path).bytes
        } catch {
            throw Failure.failed("mimic: \(error)")
        }
        guard let report = try? JSON.parse(bytes), case .array(let campaigns)? = report["campaigns"] else {
            throw strange
        }
        guard let found = campaigns.first(where: { $0["campaign"]?.stringValue == campaign }) else {
            throw Failure.failed("mimic: \(path): no counts of the campaign \"\(campaign)\"")
        }
        func counts(_ table: String) throws -> [String: Int] {
            guard case .object(let members)? = found["coverage"]?[table] else { throw strange }
            return try members.mapValues { value in
                guard let count = value.integerValue, count >= 0 else { throw strange }
                return Int(count)
            }
        }
        self.init(scenes: try counts("scenes"), choices: try counts("choices"), outcomes: try counts("outcomes"))
    }
}
